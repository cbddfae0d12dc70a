"""Lists and single records, whole requests: identity, rights, limits, headers and bytes."""

from __future__ import annotations

from benchmarks import limits
from benchmarks.measuring import by_turns
from benchmarks.results import Result, beside, within
from benchmarks.running import Run, again, statements

GROUP = "Reading"
TIMES = {"sqlite": 1.5, "postgresql": 1.75}


def measure(run: Run, vendor: str) -> list[Result]:
    """Lists beside a plain table; a request that asks for next to nothing."""
    middle = run.records // 2
    page = run.get("/api/contacts", per_page="100")
    uncounted = run.get("/api/contacts", per_page="100", count="false")
    sellers = run.as_one(run.seller, "/api/contacts", per_page="100", count="capped")
    least = run.get("/api/contacts", per_page="1", fields="id", count="false")
    single = run.get(f"/api/contacts/{middle}")
    acts = [page, uncounted, sellers, least, single]
    acts += [lambda: limits.page(run.raw), lambda: limits.one(run.raw, middle)]
    acts += [again(statements(page)), again(statements(least))]
    found = by_turns(acts, seconds=12, most=400)
    whole, bare, team, tiny, one, plain, row, asked, asked_least = found
    times, tables = TIMES[vendor], "raw SQL and orjson on a plain table"
    fixed = tiny.typical - asked_least.typical
    return [
        beside(GROUP, "list of 100 with 20 custom fields", times, whole, plain, tables),
        beside(GROUP, "the same without a count", times, bare, plain, tables),
        Result(GROUP, "the same as a seller sees it, capped count", "", team.typical, team.p95),
        Result(GROUP, "its statements alone, in the database", "", asked.typical, asked.p95),
        Result(GROUP, "one record with its sets", "", one.typical, one.p95, row.typical),
        within(GROUP, "a request that asks for one id", 1, tiny),
        Result(
            GROUP, "of which the request's fixed cost", "≤ 0.2 ms", fixed, None, None, fixed <= 0.2
        ),
    ]
