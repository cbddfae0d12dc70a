"""Lists without condition: all records of a type that a caller may see, by pages, as they came."""

from __future__ import annotations

from django.db import connection

from records import rendering, selects
from records.access import Caller
from records.answers import Page
from records.ordering import seal
from records.query import All, By, Query
from records.types import RecordType

CAP = 10_000
DEEP = 500  # records to pass over, from which on their ids alone are walked first
EVERY = All()
OLDEST_FIRST, NEWEST_FIRST = (By("id"),), (By("id", descending=True),)
TALLIED = "SELECT SUM(step) FROM records_tally WHERE record_type = %s"


def suits(query: Query) -> bool:
    """Whether a query asks for a list without a condition, by the ids, and not far into it."""
    asks = query.cursor is not None or query.search is not None or query.where != EVERY
    return (
        not asks and query.order in ((), OLDEST_FIRST, NEWEST_FIRST) and passed_over(query) < DEEP
    )


def passed_over(query: Query) -> int:
    """How many records come before the page."""
    return (query.page - 1) * query.per_page if query.start is None else query.start


def page(record_type: RecordType, caller: Caller, query: Query) -> Page:
    """A page of such a list; who calls may read the type. Raises Unanswerable."""
    oldest_first = query.order == OLDEST_FIRST
    select = selects.listing(record_type, caller, query.show, query.trashed, oldest_first)
    rows = select.raw(query.per_page + 1, passed_over(query))
    kept = rows[: query.per_page]
    has_more = len(rows) > query.per_page
    count = counted(record_type, caller, query)
    capped = query.counting == "capped" and count is not None and count > CAP
    return Page(
        items=rendering.items(select, kept, caller),
        query=query,
        count=CAP if capped else count,
        capped=capped,
        has_more=has_more,
        next_cursor=seal(query, record_type.name, [kept[-1][0]]) if has_more else None,
    )


def counted(record_type: RecordType, caller: Caller, query: Query) -> int | None:
    """How many records there are, as exactly as is asked for: from the tally if it is all."""
    if query.counting == "none":
        return None
    narrow = query.trashed or record_type.name in caller.within
    if record_type.has_bin and caller.is_administrator and not narrow:
        return tallied(record_type)
    most = CAP + 1 if query.counting == "capped" else 2**62
    found = selects.counting(record_type, caller, query.trashed).raw(most)
    return int(found[0][0]) if found else 0


def tallied(record_type: RecordType) -> int:
    """The number of a type's live records, from its maintained counter."""
    with connection.cursor() as cursor:
        cursor.execute(TALLIED, [record_type.name])
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0
