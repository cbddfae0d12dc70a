"""The door for reads: one page or one record, as one caller may see it, in few queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from records import browsing, rendering, selects
from records.access import Caller, require, visible
from records.answers import One, Page
from records.browsing import CAP
from records.conditions import Scope, condition, scope_of
from records.embedding import finished
from records.ordering import Sorting, seal, sorting, unseal
from records.plans import Plan, plan_of
from records.query import Query, Show
from records.relations import relation_of
from records.searching import search
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
    scope = scope_of(record_type, caller)
    shown = plan(record_type, caller, query.show, single=False)
    wanted = within & asked_for(query, scope)
    records = visible(record_type, caller, query.trashed).filter(wanted)
    sorted_by = sorting(query.order, scope)
    rows = page_rows(records, shown, sorted_by, query, place)
    kept = rows[: query.per_page]
    narrow = query.trashed or record_type.name in caller.within
    whole = wanted == Q() and not narrow and caller.is_administrator
    count = counted(records, query, record_type if whole else None)
    has_more = len(rows) > query.per_page
    width = len(shown.selects)
    return Page(
        items=finished([row[:width] for row in kept], shown, caller),
        query=query,
        count=min(count, CAP) if count is not None and query.counting == "capped" else count,
        capped=query.counting == "capped" and count is not None and count > CAP,
        has_more=has_more,
        next_cursor=seal(query, place, [*kept[-1][width:], kept[-1][0]]) if has_more else None,
    )


def asked_for(query: Query, scope: Scope) -> Q:
    """The condition of a query: its filter, and the words that are looked for."""
    if query.search is None:
        return condition(query.where, scope)
    return condition(query.where, scope) & search(query.search, scope)


def page_rows(
    records: QuerySet[Model], shown: Plan, sorted_by: Sorting, query: Query, place: str
) -> list[tuple[Any, ...]]:
    """The rows of a page, and one more if there is one; sort values at their end."""
    records = records.annotate(**sorted_by.annotations).order_by(*sorted_by.order_by)
    start = (query.page - 1) * query.per_page if query.start is None else query.start
    if query.cursor is not None:
        records = records.filter(sorted_by.after(unseal(query, place)))
        start = 0
    if start > 2**62:
        return []
    rows = records.values_list(*shown.selects, *sorted_by.names)
    return list(rows[start : start + query.per_page + 1])


def counted(records: QuerySet[Model], query: Query, whole: RecordType | None) -> int | None:
    """How many records there are: from the tally if it is all of a type."""
    if query.counting == "none":
        return None
    if whole is not None and whole.has_bin:
        return browsing.tallied(whole)
    if query.counting == "capped":
        return records.order_by()[: CAP + 1].count()
    return records.count()


def plan(record_type: RecordType, caller: Caller, show: Show, single: bool) -> Plan:
    """The plan for what is to be shown, its names checked. Raises Unanswerable."""
    return plan_of(record_type, caller, show, single)


def items(records: QuerySet[Model], shown: Plan, caller: Caller) -> list[dict[str, Any]]:
    """All of some records as items."""
    return finished(list(records.values_list(*shown.selects)), shown, caller)
