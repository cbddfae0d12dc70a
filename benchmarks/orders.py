"""Orders by custom fields beside an indexed column of a plain table, and pages far behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.limits import COLUMNS
from benchmarks.measuring import by_turns
from benchmarks.results import Result, beside
from benchmarks.running import Run, again, statements
from benchmarks.tables import PLAIN

ORDERED, DEEP = "Order", "Deep pages by cursor"
WALKED = ("cf_score", "cf_town", "cf_since")
LISTED = ("cf_region", "cf_revenue", "name")


def measure(run: Run, vendor: str) -> list[Result]:
    """First pages in an order, in the database; then how they go on."""
    return [*orders(run), *depths(run)]


def orders(run: Run) -> list[Result]:
    """Both directions of fields that have an index in the plain table, and of others."""
    made = []
    chosen = ", ".join(COLUMNS)
    for key in (*WALKED, *LISTED):
        for way in ("asc", "desc"):
            act = again(statements(ordered(run, key, way)))
            column = key if key in WALKED else "name"
            ending = f"ORDER BY {column} {way} NULLS LAST, id {way} LIMIT 101"
            statement = f"SELECT {chosen} FROM {PLAIN} WHERE {column} IS NOT NULL {ending}"
            product, plain = by_turns([act, lambda s=statement: run.raw.rows(s)], 1, 60)  # type: ignore[misc]
            than = "an indexed column of a plain table"
            made.append(beside(ORDERED, f"{key} {way}", 2, product, plain, than))
    return made


def ordered(run: Run, key: str, way: str) -> Callable[[], Any]:
    """A page in an order."""
    return run.get("/api/contacts", order={key: way}, per_page="100", count="false")


def depths(run: Run) -> list[Result]:
    """Pages by cursor, by the newest and by a custom field, beside the first one."""
    made = []
    for order in ({}, {"cf_score": "asc"}):
        given = {"order": order} if order else {}
        first = run.get("/api/contacts", per_page="100", count="false", **given)
        for share in (0.1, 0.5, 0.95):
            page = max(1, int(run.records * share / 100))
            near = run.get("/api/contacts", per_page="100", page=str(page), count="false", **given)
            cursor = near().body["next_cursor"]
            deep = run.get("/api/contacts", per_page="100", cursor=cursor, count="false", **given)
            behind, ahead = by_turns([deep, first], 1, 60)
            work = f"{next(iter(order), 'newest first')}, after {share:.0%}"
            made.append(beside(DEEP, work, 3, behind, ahead, "the first page"))
    return made
