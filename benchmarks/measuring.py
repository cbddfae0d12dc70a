"""Measuring by turns: what is compared runs alternately, so that both meet the same machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Act = Callable[[], Any]
LEAST, MOST = 5, 200  # times that each act is measured
SECONDS = 1.5  # that a comparison may take, if it has had its least


@dataclass(frozen=True)
class Sample:
    """Times of one act, in milliseconds."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.times)

    @property
    def p95(self) -> float:
        """That which all but five in a hundred stay below."""
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * 0.95))]


def by_turns(acts: Sequence[Act], seconds: float = SECONDS, most: int = MOST) -> list[Sample]:
    """The times of acts, each done once beforehand. Garbage collection stays on, as in service."""
    for act in acts:
        act()
    gc.collect()
    times: list[list[float]] = [[] for _ in acts]
    until = time.perf_counter() + seconds
    while len(times[0]) < most and (len(times[0]) < LEAST or time.perf_counter() < until):
        for act, found in zip(acts, times, strict=True):
            start = time.perf_counter()
            act()
            found.append((time.perf_counter() - start) * 1000)
    return [Sample(tuple(found)) for found in times]
