"""Related records inside records: their ids, with their names beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dialects.espocrm.ids import Uid, Uids, decode, encode
from dialects.espocrm.people import called
from dialects.words import Body, Item, Made, Table, Word
from lookups.lists import value_of
from records import sets
from records.access import Caller, visible
from records.drafts import Denied, Revised
from records.fields import RelatedSet, Relation
from records.types import registry
from values.refusals import Refusal

Gather = Callable[[Sequence[int], Caller], Mapping[int, Any]]


def link(word: str, type_name: str, field: str, target: str, read_only: bool = False) -> Table:
    """The words for a record that a to-one relation holds: xId, and xName that is read only."""
    own = Word(f"{word}Id", field, Uid(target=target), read_only=read_only)
    if target == "users":
        return own, person(f"{word}Name", field)

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        other, relation = registry[target], registry[type_name].standard[field]
        assert isinstance(relation, Relation)
        seen = {f"{relation.column}__in": visible(other, caller)}
        rows = registry[type_name].model._default_manager.filter(pk__in=ids, **seen)
        return dict(rows.values_list("pk", f"{relation.column}__{other.title}"))

    return own, Made(f"{word}Name", (field,), gather=gather, by=field)


def person(word: str, field: str) -> Made:
    """The name of a user, who is remembered."""
    return Made(word, (field,), say=lambda item: called(item[field]), by=field)


def several(
    word: str,
    type_name: str,
    field: str,
    target: str,
    columns: Mapping[str, str] | None = None,
    links: str = "",
) -> Table:
    """The words for the records that a set holds: xIds, xNames, and xColumns where its links carry
    attributes. columns: theirs → ours. links: our field of them."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        record_type, other = registry[type_name], registry[target]
        held = record_type.standard[field]
        assert isinstance(held, RelatedSet)
        found = sets.load(record_type, [held], ids, caller)[field]
        every = {far for one in found.values() for far in one}
        rows = visible(other, caller).filter(pk__in=every).values_list("pk", other.title)
        titles = dict(rows) if every else {}
        if target == "users":
            titles = {one: called(one) for one in titles}
        return {
            one: {encode(target, far): titles[far] for far in found.get(one, ()) if far in titles}
            for one in ids
        }

    own = Word(f"{word}Ids", field, Uids(target=target), lists=False)
    names = Made(f"{word}Names", (field,), gather=gather, lists=False, type="object")
    if not columns:
        return own, names
    return own, names, attributes(f"{word}Columns", target, links, columns)


def attributes(word: str, target: str, links: str, columns: Mapping[str, str]) -> Made:
    """The word for the attributes of links, by the id of what each leads to."""

    def say(item: Item) -> dict[str, Any]:
        return {
            encode(target, one["id"]): {name: one.get(ours) for name, ours in columns.items()}
            for one in item[links] or ()
        }

    def take(value: Any, body: Body) -> None:
        body[links] = ColumnsSent(value, target, columns)

    return Made(word, (links,), say=say, take=take, lists=False, type="object")


class ColumnsSent:
    """Attributes that were sent for links, before it is known which links there shall be."""

    def __init__(self, value: Any, target: str, columns: Mapping[str, str]):
        self.value, self.target, self.columns = value, target, columns

    def settled(self, ids: Any) -> Any:
        """What the links shall be, for the hall. ids: None where those that are stored stay."""
        sent = self.value or {}
        if not isinstance(sent, dict) or not all(isinstance(one, dict) for one in sent.values()):
            return Denied(Refusal("Type", "must be an object of objects"))
        given = {decode(self.target, one): self.named(told) for one, told in sent.items()}
        given.pop(None, None)

        def of(stored: Any) -> Any:
            known = {one["id"]: one for one in stored or ()}
            wanted = list(known) if ids is None else ids
            return [
                {**as_sent(known.get(one, {})), **given.get(one, {}), "id": one} for one in wanted
            ]

        return Revised(of)

    def named(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes of one link under our names."""
        return {
            ours: told[name] for name, ours in self.columns.items() if told.get(name) is not None
        }


def as_sent(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A stored link as the hall takes it: values of lists as texts."""
    found = dict(stored)
    if isinstance(number := found.get("status"), int):
        word = value_of(number)
        found["status"] = word.value if word else None
    return found


def settle_columns(body: Body, pairs: Mapping[str, str]) -> None:
    """Bring together sets and the attributes of their links. pairs: set → twin with attributes."""
    for held, links in pairs.items():
        sent = body.get(links)
        if not isinstance(sent, ColumnsSent):
            continue
        ids = body.get(held)
        if ids is None or isinstance(ids, list):
            body[links] = sent.settled(body.pop(held, None))
        else:
            del body[links]
