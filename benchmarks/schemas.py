"""A custom field comes and goes while there are many records: how long anybody may have to wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.results import Result
from benchmarks.running import Run
from customfields import definitions, sweeping
from records.types import registry

GROUP = "A field comes and goes"
MOST, STEPS = 2000.0, 40
REST = 60.0  # seconds to sweep behind it; what is then left is the background worker's
KEY = "cf_passing"


def measure(run: Run, vendor: str) -> list[Result]:
    """The transactions that keep writers waiting."""
    data = {"record_type": "contacts", "key": KEY, "label": "Passing", "type": "text"}
    made, field = timed(lambda: definitions.create(data, None, list(registry)))
    gone, _ = timed(lambda: definitions.delete(field.id, None))
    steps = [timed(lambda: sweeping.walk("contacts"))[0] for _ in range(STEPS)]
    sweeping.sweep(REST)
    works = {"adding it": made, "deleting it": gone, "the longest step behind it": max(steps)}
    goal = f"≤ {MOST:,.0f} ms"
    return [
        Result(GROUP, work, goal, took, None, None, took <= MOST) for work, took in works.items()
    ]


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came of it."""
    start = time.perf_counter()
    found = act()
    return (time.perf_counter() - start) * 1000, found
