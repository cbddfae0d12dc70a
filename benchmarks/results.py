"""What a run found: kept as JSON by database and size, and told together in RESULTS.md."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from benchmarks.measuring import is_busy
from benchmarks.places import HOME, RESULTS

TITLE = """# Measured

Written by `.venv/bin/python -m benchmarks run`, beside the goals of the design. Product and limit
run by turns in one process, so that both meet the same machine: trust the ratios, not the
milliseconds. The limit is the driver itself, a plain table with a column for each of the twenty
custom fields, and orjson; the product answers whole requests with identity, rights, call limits,
headers and exact counts. "In the database" are the statements of a request alone, run again.
Charts of the same lie in `docs/measured/`.
"""


@dataclass(frozen=True)
class Result:
    """One measurement. product, p95, limit: milliseconds, or what `unit` says; met: None where no
    verdict is due."""

    group: str
    work: str
    goal: str
    product: float
    p95: float | None = None
    limit: float | None = None
    met: bool | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """How many times the limit it takes."""
        return self.product / self.limit if self.limit else None


def within(group: str, work: str, most: float, product: Any, limit: Any = None) -> Result:
    """A result that must not exceed so many milliseconds."""
    goal = f"≤ {most:g} ms"
    least = limit.typical if limit else None
    met = product.typical <= most
    return Result(group, work, goal, product.typical, product.p95, least, met)


def beside(group: str, work: str, times: float, product: Any, limit: Any, than: str) -> Result:
    """A result that must not exceed so many times another."""
    met = product.typical <= times * limit.typical
    goal = f"≤ {times:g} × {than}"
    return Result(group, work, goal, product.typical, product.p95, limit.typical, met)


def save(vendor: str, records: int, found: list[Result]) -> None:
    """Keep a run's results; groups that were not run this time stay as they were."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{vendor}_{records}.json"
    known = json.loads(path.read_text())["results"] if path.exists() else []
    fresh = {one.group for one in found}
    kept = [one for one in known if one["group"] not in fresh]
    told = {
        "vendor": vendor,
        "records": records,
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": machine(),
        "results": [*kept, *map(asdict, found)],
    }
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def machine() -> str:
    """What it ran on."""
    words = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = f"{os.cpu_count()} cores, {memory:.0f} GB, {words}, load {os.getloadavg()[0]:.1f}"
    return f"{found}: too busy for medians, the least of many is told" if is_busy() else found


def runs() -> list[dict[str, Any]]:
    """All runs that are kept, by database and size."""
    found = [json.loads(path.read_text()) for path in RESULTS.glob("*_*.json")]
    return sorted(found, key=lambda one: (one["vendor"], one["records"]))


def write() -> None:
    """Tell all runs in RESULTS.md, and behind them what stays out of reach and why."""
    parts = [TITLE, *(section(run) for run in runs())]
    remarks = HOME / "out-of-reach.md"
    if remarks.exists():
        parts.append(remarks.read_text())
    (HOME / "RESULTS.md").write_text("\n".join(parts))


def section(run: dict[str, Any]) -> str:
    """One run as a table."""
    lines = [f"## {run['vendor']}, {run['records']:,} contacts", ""]
    lines += [f"{run['date']}; {run['machine']}.", ""]
    lines += [
        "| work | product | p95 | limit | ratio | goal | |",
        "|---|---:|---:|---:|---:|---|---|",
    ]
    group = ""
    for row in run["results"]:
        one = Result(**row)
        if one.group != group:
            group = one.group
            lines.append(f"| **{group}** | | | | | | |")
        lines.append(told(one))
    return "\n".join(lines) + "\n"


def told(one: Result) -> str:
    """One row of a table."""
    verdict = {True: "met", False: "**missed**", None: ""}[one.met]
    cells = [one.work, amount(one.product, one.unit), amount(one.p95, one.unit)]
    cells += [amount(one.limit, one.unit), f"{one.ratio:.2f}" if one.ratio else ""]
    return f"| {' | '.join([*cells, one.goal, verdict])} |"


def amount(value: float | None, unit: str) -> str:
    """A measured amount."""
    if value is None:
        return ""
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
