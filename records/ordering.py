"""Orderings: expressions to sort by with empty values last, and places to go on from (cursors)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.core import signing
from django.db.models import Case, Expression, F, Q, When
from django.db.models.expressions import Combinable, OrderBy

from channels import store as channels
from customfields import store as customs
from records.conditions import Scope, condition, shown_id
from records.fields import ChannelScalar, Column, Custom, Field, Relation
from records.query import By, Query
from values.refusals import Unanswerable
from values.text import nearest

MOST_KEYS = 8
UNTAGGED: dict[str, Callable[[str], Any]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
}


@dataclass(frozen=True)
class Sorting:
    """What records are sorted by; the id, in the last key's direction, breaks ties."""

    keys: tuple[tuple[str, Combinable | Expression, bool], ...]
    descending: bool

    @property
    def annotations(self) -> dict[str, Any]:
        """The sort values by the names under which a page selects them."""
        return {name: expression for name, expression, _ in self.keys}

    @property
    def names(self) -> list[str]:
        """The names of the sort values, as selected."""
        return [name for name, _, _ in self.keys]

    @property
    def order_by(self) -> list[OrderBy]:
        """The ORDER BY clause."""
        keys = [
            F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True)
            for name, _, descending in self.keys
        ]
        return [*keys, F("pk").desc() if self.descending else F("pk").asc()]

    def after(self, values: Sequence[Any]) -> Q:
        """The records that come after the one with these sort values, its id last."""
        found = Q()
        equal = Q()
        for (name, _, descending), value in zip(self.keys, values[:-1], strict=True):
            if value is not None:
                beyond = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
                found |= equal & (beyond | Q(**{f"{name}__isnull": True}))
            same = {f"{name}__isnull": True} if value is None else {name: value}
            equal &= Q(**same)
        last = Q(**{f"pk__{'lt' if self.descending else 'gt'}": values[-1]})
        return found | (equal & last)


def sorting(order: Sequence[By], scope: Scope) -> Sorting:
    """The sorting that is asked for; without one, the newest come first. Raises Unanswerable."""
    if len(order) > MOST_KEYS:
        raise Unanswerable(f"an order has at most {MOST_KEYS} keys")
    keys: list[tuple[str, Combinable | Expression, bool]] = []
    for by, field in [(by, sortable_field(by.path, scope)) for by in order]:
        if field.name == "id":
            return Sorting(tuple(keys), by.descending)
        keys.append((f"sort_{len(keys)}", value_of(by, field, scope), by.descending))
    return Sorting(tuple(keys), order[-1].descending if order else True)


def value_of(by: By, field: Field, scope: Scope) -> Combinable | Expression:
    """The expression of a key's sort value: its field's, or that of the one that counts instead."""
    if by.instead is None:
        return sort_value(field, scope)
    where, name = by.instead
    other = sort_value(sortable_field(name, scope), scope)
    return Case(When(condition(where, scope), then=other), default=sort_value(field, scope))


def sortable_field(name: str, scope: Scope) -> Field:
    """A field that may be sorted by. Raises Unanswerable with the nearest known name."""
    field = scope.fields.get(name)
    if field is None:
        raise Unanswerable(f"unknown field '{name}' in the order{nearest(name, scope.fields)}")
    if not field.sortable:
        raise Unanswerable(f"the field '{name}' cannot be sorted by")
    return field


def sort_value(field: Field, scope: Scope) -> Combinable | Expression:
    """The expression of a field's sort value."""
    match field:
        case ChannelScalar(channel=channel):
            return channels.sort_value(channel, scope.record_type.code)
        case Custom(definition=definition):
            return customs.sort_value(scope.record_type.model, definition)
        case Relation():
            return shown_id(field, scope.caller)
        case Column(column=column, kind=kind):
            return F(kind.ordering(column))
    raise Unanswerable(f"the field '{field.name}' cannot be sorted by")


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
