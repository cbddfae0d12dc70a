"""Orderings: the keys to sort by, and places to go on from (cursors)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.core import signing

from records.conditions import Scope
from records.fields import Field
from records.query import By, Query, Where
from values.refusals import Unanswerable
from values.text import nearest

MOST_KEYS = 8
UNTAGGED: dict[str, Callable[[str], Any]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
}


@dataclass(frozen=True)
class Key:
    """One key of an order. instead: where the condition holds, that field's value counts."""

    field: Field
    descending: bool
    instead: tuple[Where, Field] | None = None


@dataclass(frozen=True)
class Sorting:
    """What records are sorted by; the id, in the last key's direction, breaks ties."""

    keys: tuple[Key, ...]
    descending: bool


def sorting(order: Sequence[By], scope: Scope) -> Sorting:
    """The sorting that is asked for; without one, the newest come first. Raises Unanswerable."""
    if len(order) > MOST_KEYS:
        raise Unanswerable(f"an order has at most {MOST_KEYS} keys")
    fields = [(by, sortable_field(by.path, scope)) for by in order]
    keys: list[Key] = []
    for by, field in fields:
        if field.name == "id":
            return Sorting(tuple(keys), by.descending)
        instead = by.instead and (by.instead[0], sortable_field(by.instead[1], scope))
        keys.append(Key(field, by.descending, instead or None))
    return Sorting(tuple(keys), order[-1].descending if order else True)


def sortable_field(name: str, scope: Scope) -> Field:
    """A field that may be sorted by. Raises Unanswerable with the nearest known name."""
    field = scope.fields.get(name)
    if field is None:
        raise Unanswerable(f"unknown field '{name}' in the order{nearest(name, scope.fields)}")
    if not field.sortable:
        raise Unanswerable(f"the field '{name}' cannot be sorted by")
    return field


def seal(query: Query, place: str, values: Sequence[Any]) -> str:
    """A cursor: the sort values of the last record of a page, bound to list, filter and order."""
    return signing.dumps([fingerprint(query, place), list(map(_tag, values))], salt="cursor")


def unseal(query: Query, place: str) -> list[Any]:
    """The sort values in a query's cursor. Raises Unanswerable if it is another question's."""
    try:
        mark, values = signing.loads(query.cursor or "", salt="cursor")
    except signing.BadSignature:
        raise Unanswerable("the cursor is none of ours; begin with a page's next_cursor") from None
    if mark != fingerprint(query, place):
        raise Unanswerable("the cursor belongs to another type, filter or order")
    return [_untag(value) for value in values]


def fingerprint(query: Query, place: str) -> str:
    """What a cursor belongs to."""
    asked = repr((place, query.where, query.search, query.order, query.trashed))
    return blake2b(asked.encode(), digest_size=9).hexdigest()


def _tag(value: Any) -> Any:
    match value:
        case datetime():
            return ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case Decimal():
            return ["n", str(value)]
    return ["", value]


def _untag(pair: Any) -> Any:
    tag, value = pair
    read = UNTAGGED.get(tag)
    return read(value) if read else value
