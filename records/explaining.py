"""How a question about records was understood, and by which indexes it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from records.access import Caller, require, visible
from records.conditions import scope_of
from records.fields import Column
from records.indexes import Access, accesses, estimate
from records.ordering import sorting
from records.query import All, AnyOf, Is, Not, Query, Where
from records.reading import asked_for
from records.types import RecordType, registry
from values.times import Day

Word = Callable[[str], str]


def explain(
    record_type: RecordType, caller: Caller, query: Query, word: Word, within: Q
) -> dict[str, Any]:
    """What a list would do, without doing it. word: the dialect's word for a comparison; within: a
    condition of ours.

    {"type", "filter": a tree, "search", "order", "indexes": [{"type", "fields"}], "full_scan": a
    table of records is read from end to end, "estimated_rows"}. Raises Unanswerable, Forbidden.
    """
    require(caller, record_type, "read")
    scope = scope_of(record_type, caller)
    records = visible(record_type, caller, query.trashed).filter(within & asked_for(query, scope))
    sorted_by = sorting(query.order, scope)
    ordered = records.annotate(**sorted_by.annotations).order_by(*sorted_by.order_by)
    found = accesses(ordered.values_list("pk")[: query.per_page + 1])
    return {
        "type": record_type.name,
        "filter": tree(query.where, word),
        "search": query.search.split() if query.search is not None else None,
        "order": [
            *({"field": one.path, "descending": one.descending} for one in query.order),
            *([] if any(one.path == "id" for one in query.order) else [last(sorted_by.descending)]),
        ],
        "indexes": [told for told in map(said, found) if told is not None],
        "full_scan": any(one.columns is None and one.model is record_type.model for one in found),
        "estimated_rows": estimate(records),
    }


def last(descending: bool) -> dict[str, Any]:
    """The id, which breaks ties."""
    return {"field": "id", "descending": descending}


def tree(where: Where, word: Word) -> Any:
    """A condition as a tree of {"and"}, {"or"}, {"not"} and comparisons; None holds for all."""
    match where:
        case Is(path, op, value):
            return {"field": path, "operator": word(op), "value": plain(value)}
        case Not(part):
            return {"not": tree(part, word)}
        case AnyOf(parts):
            return {"or": [tree(part, word) for part in parts]}
        case All(parts) if parts:
            return {"and": [tree(part, word) for part in parts]}
    return None


def plain(value: Any) -> Any:
    """An operand as it was sent."""
    return str(value) if isinstance(value, Day) else value


def said(one: Access) -> dict[str, Any] | None:
    """An index by the fields that it holds; None for tables read without one, or of no type."""
    owner = next((each for each in registry.values() if each.model is one.model), None)
    if owner is None or one.columns is None:
        return {"type": None, "fields": []} if one.columns is not None else None
    by_column = {
        field.attname: name for name, field in owner.standard.items() if isinstance(field, Column)
    }
    fields = [by_column.get(column.removesuffix("_key")) for column in one.columns]
    return {"type": owner.name, "fields": [name for name in fields if name is not None]}
