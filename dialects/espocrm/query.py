"""How EspoCRM clients ask for lists: parameters with brackets, or one that holds them as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialects.bodies import nest
from dialects.espocrm.filters import bool_filter, primary_filter, text_filter
from dialects.espocrm.where import Reader
from dialects.forms import TRUTHS
from dialects.parameters import pairs
from dialects.strict import read_json
from dialects.worded import Worded
from records.access import fields_for
from records.manners import Asked
from records.query import All, AnyOf, By, Query, Where
from values.refusals import Forbidden, Unanswerable
from values.text import is_clean

LARGEST, FARTHEST, LONGEST = 200, 10**15, 64 * 1024
NOTHING = (None, "", "None")
LEGACY = {"bool": "boolFilterList", "primary": "primaryFilter", "textFilter": "textFilter"}
ORDERS: Mapping[str, tuple[str, bool]] = {
    "Meeting": ("dateStart", True),
    "Call": ("dateStart", True),
    "Case": ("number", True),
    "User": ("userName", False),
    "Email": ("dateSent", True),
}
ALWAYS = ("id", "assignedUserId", "createdById")
Given = Mapping[str, Any]


def read_query(asked: Asked, dialect: Worded) -> Query:
    """What a list is asked for. Raises Unanswerable, Forbidden."""
    given, is_json = parameters(asked)
    vocabulary = dialect.vocabulary_at(asked)
    fields = fields_for(asked.of, asked.who)
    items = conditions(given, is_json)
    given = {**given, **legacy(items)}
    plain = [one for one in items if one.get("type") not in LEGACY]
    wheres = [Reader(asked, dialect).all(plain), *filters(given, asked)]
    order = order_of(given, asked)
    only = selected(given, is_json, asked, dialect, order[0])
    asked.notes["only"] = only
    shows = vocabulary.show(fields, only is not None, only)
    uncounted = "q" in given or asked.word == "Email" or no_total(asked)
    return Query(
        where=All(tuple(wheres)),
        order=(keyed(order, asked, dialect),),
        start=whole(given, "offset", 0, FARTHEST),
        per_page=size(given),
        counting="none" if uncounted else "exact",
        show=shows,
    )


def no_total(asked: Asked) -> bool:
    """Whether the client does without the total; of related records it is always told."""
    told = asked.request.headers.get("X-No-Total", "")
    return asked.parent is None and told.strip().lower() == "true"


def parameters(asked: Asked) -> tuple[dict[str, Any], bool]:
    """The parameters by name, and whether they came as JSON. Raises Unanswerable."""
    sent = pairs(asked.request)
    if not all(is_clean(name) and is_clean(value) for name, value in sent):
        raise Unanswerable("the address holds a character that no record can hold")
    given = nest(sent)
    if "searchParams" not in given:
        return {name: one for name, one in given.items() if one not in NOTHING}, False
    text = given["searchParams"]
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Unanswerable("searchParams is JSON of at most 64 KiB")
    found = read_json(text, "parameter 'searchParams'")
    if not isinstance(found, dict):
        raise Unanswerable("searchParams should be an object.")
    return {name: one for name, one in found.items() if one not in (None, "")}, True


def conditions(given: Given, is_json: bool) -> list[dict[str, Any]]:
    """The items of where, or of whereGroup before it. Raises Unanswerable."""
    name = "whereGroup" if "whereGroup" in given else "where"
    found = given.get(name, [])
    if isinstance(found, str) and not is_json:
        found = read_json(found, f"parameter '{name}'")
    if isinstance(found, dict) and not is_json:
        found = list(found.values())
    if not isinstance(found, list):
        raise Unanswerable(f"{name} should be array.")
    if not all(isinstance(one, dict) for one in found):
        raise Unanswerable(f"{name} should be array of objects.")
    return found


def legacy(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The parameters that stand as items of where. Raises Unanswerable."""
    found: dict[str, Any] = {}
    for one in items:
        if one.get("type") in LEGACY:
            found[LEGACY[one["type"]]] = one.get("value")
    return found


def filters(given: Given, asked: Asked) -> list[Where]:
    """The conditions that have names of their own. Raises Unanswerable."""
    found: list[Where] = []
    named = given.get("boolFilterList") or []
    names = [named] if isinstance(named, str) else list(as_list(named, "boolFilterList"))
    if names:
        found.append(AnyOf(tuple(bool_filter(one, asked) for one in names)))
    if "primaryFilter" in given:
        found.append(primary_filter(given["primaryFilter"], asked))
    for name in ("textFilter", "q"):
        if name in given:
            found.append(text_filter(given[name], asked))
    return found


def as_list(value: Any, name: str) -> list[Any]:
    """A list, or the values of an object. Raises Unanswerable."""
    if isinstance(value, dict):
        return list(value.values())
    if not isinstance(value, list):
        raise Unanswerable(f"{name} should be array.")
    return value


def order_of(given: Given, asked: Asked) -> tuple[str, bool]:
    """The word that the list is sorted by, and whether downwards. Raises Unanswerable."""
    name = given.get("orderBy", given.get("sortBy"))
    way = given.get("order")
    if "asc" in given and way is None:
        way = "asc" if TRUTHS.get(str(given["asc"]).lower(), True) else "desc"
    if name is None:
        usual, down = ORDERS.get(asked.word, ("createdAt", True))
        return usual, down if way is None else downwards(way)
    if not isinstance(name, str):
        raise Unanswerable("Bad orderBy.")
    return name, way is not None and downwards(way)


def downwards(way: Any) -> bool:
    """Whether a direction leads downwards. Raises Unanswerable."""
    word = way.lower() if isinstance(way, str) else ""
    if word not in ("asc", "desc"):
        raise Unanswerable("Bad order; it is asc or desc.")
    return word == "desc"


def keyed(order: tuple[str, bool], asked: Asked, dialect: Worded) -> By:
    """The ordering; a link is sorted by too. Raises Unanswerable."""
    name, down = order
    vocabulary = dialect.vocabulary_at(asked)
    fields = fields_for(asked.of, asked.who)
    if name not in vocabulary.wires and f"{name}Name" in vocabulary.wires:
        name = f"{name}Name"
    return vocabulary.by(name, down, fields)


def selected(
    given: Given, is_json: bool, asked: Asked, dialect: Worded, ordered_by: str
) -> list[str] | None:
    """The words that are selected, and those that always are; None for the usual ones.

    Raises Unanswerable.
    """
    name = "attributeSelect" if "attributeSelect" in given else "select"
    if name not in given:
        return None
    sent = given[name]
    if isinstance(sent, str) and is_json:
        raise Unanswerable(f"{name} should be array.")
    names = sent.split(",") if isinstance(sent, str) else as_list(sent, name)
    more = ("accountId", "accountName") if asked.word == "Contact" else ()
    known = dialect.vocabulary_at(asked).wires
    every = (*ALWAYS, ordered_by, *more, *(one.strip() for one in names if isinstance(one, str)))
    return [one for one in dict.fromkeys(every) if one in known]


def size(given: Given) -> int:
    """How many records are wanted. Raises Forbidden for too many, Unanswerable."""
    found = whole(given, "maxSize", LARGEST, FARTHEST)
    if found > LARGEST:
        raise Forbidden(f"Max size should not exceed {LARGEST}. Use offset and limit.")
    return found or LARGEST


def whole(given: Given, name: str, usual: int, most: int) -> int:
    """A whole number from 0 on. Raises Unanswerable."""
    value = given.get(name, usual)
    text = value.strip() if isinstance(value, str) else str(value)
    is_number = not isinstance(value, bool) and text.isascii() and text.isdecimal()
    if not is_number or len(text) > len(str(most)):
        raise Unanswerable(f"Bad {name}; it is a whole number from 0 on.")
    return min(int(text), most)
