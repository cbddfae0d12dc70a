"""How a question about records was understood, and by which indexes it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Model, Q

from records.access import Caller, require
from records.counting import MOST, number
from records.demands import Has, Leads
from records.fields import Column
from records.finding import Selection, asked_of, selection
from records.indexes import Access, accesses, planned_rows
from records.keys import SortKey, Walked
from records.query import All, AnyOf, Is, Not, Query, Where
from records.selecting import Span, Way
from records.terms import Every, Term, leaves, parts
from records.types import RecordType, registry
from records.walking import Asked, pieces
from values.statements import both, on_sqlite, table_of
from values.statements import within as framed
from values.times import Day

Told = tuple[str, list[str]]
Word = Callable[[str], str]


def explain(
    record_type: RecordType, caller: Caller, query: Query, word: Word, within: Q
) -> dict[str, Any]:
    """What a list would do, without doing it. word: the dialect's word for a comparison; within: a
    condition of ours.

    {"type", "filter": a tree, "search", "order", "driven_by": the field whose condition leads to
    the records, "indexes": [{"type", "fields"}], "full_scan": records are tried one after the
    other, "estimated_rows"}. Raises Unanswerable, Forbidden, Costly.
    """
    require(caller, record_type, "read")
    chosen = selection(record_type, caller, query, within)
    asked = discreet(asked_of(chosen), chosen)
    span = Span(asked.descending, query.per_page + 1)
    way = next((way for piece in pieces(asked) for way in piece.find(span)), None)
    found = accesses(way.statement, aliases(record_type)) if way is not None else []
    names = named(record_type, [*asked.terms, *(key_term(one) for one in asked.keys)])
    return {
        "type": record_type.name,
        "filter": tree(query.where, word),
        "search": query.search.split() if query.search is not None else None,
        "order": [
            *({"field": one.path, "descending": one.descending} for one in query.order),
            *([] if any(one.path == "id" for one in query.order) else [last(asked.descending)]),
        ],
        "driven_by": way.term.path if way is not None and way.term is not None else None,
        "indexes": [told for one in found if (told := said(one, names)) is not None],
        "full_scan": way is not None and way.term is None and is_tried(chosen, way),
        "estimated_rows": estimate(asked) if way is not None else 0,
    }


def discreet(asked: Asked, chosen: Selection) -> Asked:
    """The same, telling nothing of records that the caller may not see: how many pass a demand is
    counted among all records, so it counts here only for who sees all."""
    return asked if chosen.caller.is_administrator else replace(asked, weights={})


def is_tried(chosen: Selection, way: Way) -> bool:
    """Whether records are tried one after the other, for a filter or to be sorted."""
    return bool(parts(chosen.wanted)) or way.how == "sort"


def estimate(asked: Asked) -> int:
    """How many records there may be: the planner's guess, or on SQLite the count up to 10,000."""
    if on_sqlite():
        return number(asked.model, asked.terms, asked.weights, MOST)
    tests = both(one.test("r") for one in asked.terms)
    return planned_rows(framed(f"SELECT 1 FROM {table_of(asked.model)} r WHERE %s", tests))


def aliases(record_type: RecordType) -> dict[str, type[Model]]:
    """What stands under the names in the compiler's statements."""
    return dict.fromkeys(("r", "o", "s", "v", "w"), record_type.model)


def key_term(key: SortKey) -> Term:
    """What stands in the table that a key of the order is walked in."""
    if isinstance(key, Walked) and key.rows is not None:
        return Has(key.rows, path=key.field.name)
    return Every()


def named(record_type: RecordType, terms: Iterable[Term]) -> dict[type[Model], Told]:
    """What the caller has named that stands in other tables: table → type and fields."""
    found: dict[type[Model], Told] = {}
    for term in terms:
        for leaf in leaves(term):
            match leaf:
                case Has(rows=rows, path=str(path)):
                    told = found.setdefault(rows.model, (record_type.name, []))
                    told[1].append(path)
                case Leads(target=target, there=there):
                    other = type_of(target)
                    found |= named(other, parts(there)) if other is not None else {}
    return found


def type_of(model: type[Model] | None) -> RecordType | None:
    """The record type of a model."""
    return next((each for each in registry.values() if each.model is model), None)


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


def said(one: Access, names: Mapping[type[Model], Told]) -> dict[str, Any] | None:
    """An index by the fields that it holds, for other tables those that the caller has named; None
    for tables read without one, or of no type."""
    if one.columns is None or one.model is None:
        return None
    if one.model in names:
        name, fields = names[one.model]
        return {"type": name, "fields": list(dict.fromkeys(fields))}
    owner = type_of(one.model)
    if owner is None:
        return {"type": None, "fields": []}
    if one.columns == ("trigrams",):
        return {"type": owner.name, "fields": list(owner.search)}
    by_column = {
        field.attname: name for name, field in owner.standard.items() if isinstance(field, Column)
    }
    held = [by_column.get(column.removesuffix("_key")) for column in one.columns]
    return {"type": owner.name, "fields": [name for name in held if name is not None]}
