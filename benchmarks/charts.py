"""A chart of each group for the documents: bars of the product, marks of the limit, in SVG."""

from __future__ import annotations

import math
import re
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.places import HOME
from benchmarks.results import Result, amount, runs

FOLDER = HOME.parent / "docs" / "measured"
WIDTH, LABEL, ROW, TOP = 860, 330, 24, 46
LEAST = 0.01  # milliseconds at the left end of the scale, which is logarithmic
COLOURS = {True: "#2bab98", False: "#c8553d", None: "#5f6e7c"}


def draw() -> None:
    """Draw the groups of the largest run on each database."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    largest = {run["vendor"]: run for run in runs()}
    for vendor, run in largest.items():
        rows = [Result(**row) for row in run["results"]]
        for group in dict.fromkeys(one.group for one in rows):
            chosen = [one for one in rows if one.group == group and one.unit == "ms"]
            if chosen:
                path(vendor, group).write_text(chart(run, group, chosen))


def path(vendor: str, group: str) -> Path:
    """Where a group's chart lies."""
    return FOLDER / f"{vendor}-{re.sub('[^a-z0-9]+', '-', group.lower()).strip('-')}.svg"


def chart(run: dict[str, Any], group: str, rows: list[Result]) -> str:
    """The SVG of one group; shorter is better."""
    most = max(max(one.product, one.limit or 0) for one in rows)
    height = TOP + ROW * len(rows) + 14
    title = f"{group}: {run['vendor']}, {run['records']:,} contacts (ms, logarithmic)"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="12" y="26" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for number, one in enumerate(rows):
        parts += bar(one, TOP + ROW * number, most)
    return "\n".join([*parts, "</svg>"]) + "\n"


def bar(one: Result, y: int, most: float) -> list[str]:
    """One row: its name, the product's bar, a mark for the limit."""
    end = place(one.product, most)
    parts = [
        f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(one.work)}</text>',
        f'<rect x="{LABEL}" y="{y + 3}" width="{end - LABEL:.0f}" height="16" '
        f'fill="{COLOURS[one.met]}"/>',
        f'<text x="{end + 6:.0f}" y="{y + 15}">{amount(one.product, one.unit)}</text>',
    ]
    if one.limit:
        at = place(one.limit, most)
        parts.append(f'<rect x="{at:.0f}" y="{y}" width="3" height="22" fill="#141c25"/>')
    return parts


def place(value: float, most: float) -> float:
    """Where a time lies on the scale."""
    share = math.log(max(value, LEAST) / LEAST) / math.log(max(most, 1) / LEAST)
    return LABEL + max(2.0, share * (WIDTH - LABEL - 90))
