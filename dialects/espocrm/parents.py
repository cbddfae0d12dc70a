"""What an activity is about: parentType, parentId and parentName."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialects.espocrm.ids import encode, type_and_number
from dialects.forms import EMPTY, NOTHING, listed
from dialects.words import Body, Item, Made, Table
from records.access import Caller, visible
from records.drafts import UNCHANGED, Denied, Derived
from records.query import All, AnyOf, Is, Where
from records.types import registry
from values.refusals import Refusal

PARENTS: Mapping[str, tuple[str, str]] = {
    "account": ("Account", "accounts"),
    "contact": ("Contact", "contacts"),
    "lead": ("Lead", "leads"),
    "opportunity": ("Opportunity", "opportunities"),
    "case": ("Case", "cases"),
}
OURS = {theirs: word for word, (theirs, _) in PARENTS.items()}
OF_TYPE = {name: word for word, (_, name) in PARENTS.items()}
NEEDS = ("parent_type", *(f"{word}_id" for word in PARENTS))


def parent_id(item: Item) -> str | None:
    """The id of the parent."""
    word = item["parent_type"]
    number = item[f"{word}_id"] if word in PARENTS else None
    return None if number is None else encode(PARENTS[word][1], number)


def parent_type(item: Item) -> str | None:
    """Its type in their words."""
    return PARENTS[item["parent_type"]][0] if parent_id(item) else None


def names(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """The names of the parents of activities, those that the caller may see."""
    rows = registry["activities"].model._default_manager.filter(pk__in=ids)
    held = rows.values_list("pk", "parent_type", *(f"{word}_id" for word in PARENTS))
    found: dict[int, Any] = {}
    wanted: dict[str, dict[int, list[int]]] = {}
    for number, word, *ends in held:
        end = dict(zip(PARENTS, ends, strict=True)).get(word)
        if end is not None:
            wanted.setdefault(word, {}).setdefault(end, []).append(number)
    for word, places in wanted.items():
        other = registry[PARENTS[word][1]]
        seen = visible(other, caller).filter(pk__in=places)
        for end, title in seen.values_list("pk", other.title):
            found |= dict.fromkeys(places[end], title)
    return found


def take_id(value: Any, body: Body) -> None:
    """The parent; its id says what it is. Nothing takes away the one that there is."""
    if value in EMPTY:
        body["parent_type"] = None
        for word in PARENTS:
            body[f"{word}_id"] = Derived(cleared(word))
        return
    found = type_and_number(value)
    if found is None or found[0] not in OF_TYPE:
        body["parent_type"] = Denied(Refusal("Exists", "is not the id of such a record"))
        return
    body["parent_type"] = OF_TYPE[found[0]]
    body[f"{OF_TYPE[found[0]]}_id"] = found[1]


def cleared(word: str) -> Any:
    """What takes a relation away where it is the parent."""
    return lambda stored: None if stored.get("parent_type") == word else UNCHANGED


def take_type(value: Any, body: Body) -> None:
    """Nothing: the id says it; a word that is no type is refused."""
    if value not in EMPTY and value not in OURS:
        body["parent_type"] = Denied(Refusal("In", f"must be one of {', '.join(OURS)}"))


def where_id(op: str, value: Any) -> Where:
    """The activities about these records. Raises Refusal."""
    if op not in ("eq", "in"):
        raise Refusal("Type", "cannot be compared like this")
    asked = listed(value) if op == "in" else [value]
    parts: list[Where] = []
    for one in asked:
        found = type_and_number(one)
        if one in EMPTY:
            parts.append(Is("parent_type", "eq", None))
        elif found and found[0] in OF_TYPE:
            word = OF_TYPE[found[0]]
            about = Is("parent_type", "eq", word)
            parts.append(All((about, Is(f"{word}_id", "eq", found[1]))))
    return AnyOf(tuple(parts)) if parts else NOTHING


def where_type(op: str, value: Any) -> Where:
    """The activities about records of these types. Raises Refusal."""
    if op not in ("eq", "in"):
        raise Refusal("Type", "cannot be compared like this")
    asked = listed(value) if op == "in" else [value]
    known = [None if one in EMPTY else OURS.get(str(one), "") for one in asked]
    found = [one for one in known if one != ""]
    return Is("parent_type", "in", found) if found else NOTHING


PARENT: Table = (
    Made("parentType", NEEDS, say=parent_type, take=take_type, where=where_type, by="parent_type"),
    Made("parentId", NEEDS, say=parent_id, take=take_id, where=where_id, by="parent_type"),
    Made("parentName", NEEDS, gather=names),
)
