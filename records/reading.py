"""The door for reads: one page or one record, as one caller may see it, in few queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from records import browsing, rendering, selects
from records.access import Caller, require, visible
from records.answers import One, Page
from records.embedding import finished
from records.finding import count, find, selection
from records.plans import Plan, plan_of
from records.query import Query, Show
from records.relations import relation_of
from records.types import RecordType
from values.refusals import Missing


def page(record_type: RecordType, caller: Caller, query: Query) -> Page:
    """The records that a query asks for. Raises Unanswerable, Forbidden."""
    require(caller, record_type, "read")
    if browsing.suits(query):
        return browsing.page(record_type, caller, query)
    return found_page(record_type, caller, query, Q(), record_type.name)


def related(
    record_type: RecordType, caller: Caller, record_id: int, name: str, query: Query
) -> Page:
    """The records of a relation of one record. Raises Missing, Unanswerable, Forbidden."""
    exists(record_type, caller, record_id)
    relation = relation_of(record_type, name)
    require(caller, relation.target, "read")
    place = f"{record_type.name}/{record_id}/{name}"
    return found_page(relation.target, caller, query, relation.of(record_id), place)


def one(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    show: Show = Show(),  # noqa: B008
) -> One:
    """One record with its sets. Raises Missing, also if the caller may not see it."""
    require(caller, record_type, "read")
    select = selects.single(record_type, caller, show)
    rows = select.at(record_id)
    if not rows:
        raise Missing
    version = rows[0][-1] if "version" in record_type.standard else None
    return One(rendering.items(select, rows, caller)[0], record_id, version)


def exists(record_type: RecordType, caller: Caller, record_id: int) -> None:
    """Make sure that the caller can see a record. Raises Missing, Forbidden."""
    require(caller, record_type, "read")
    if not visible(record_type, caller).filter(pk=record_id).exists():
        raise Missing


def found_page(
    record_type: RecordType, caller: Caller, query: Query, within: Q, place: str
) -> Page:
    """A page of the visible records within a condition of ours. place: what its cursors are for."""
    chosen = selection(record_type, caller, query, within, place)
    found = find(chosen)
    number, capped = count(chosen)
    select = selects.named(record_type, caller, query.show, query.trashed)
    rows = {row[0]: row for row in select.at(selects.listed(found.ids))} if found.ids else {}
    return Page(
        items=rendering.items(select, [rows[one] for one in found.ids if one in rows], caller),
        query=query,
        count=number,
        capped=capped,
        has_more=found.has_more,
        next_cursor=found.cursor,
    )


def plan(record_type: RecordType, caller: Caller, show: Show, single: bool) -> Plan:
    """The plan for what is to be shown, its names checked. Raises Unanswerable."""
    return plan_of(record_type, caller, show, single)


def items(records: QuerySet[Model], shown: Plan, caller: Caller) -> list[dict[str, Any]]:
    """All of some records as items."""
    return finished(list(records.values_list(*shown.selects)), shown, caller)
