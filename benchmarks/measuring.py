"""Measuring by turns: what is compared runs alternately, so that both meet the same machine.

A time during which the machine took the processor away for somebody else tells nothing of the
work, and is not counted where there are enough others.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from resource import RUSAGE_THREAD, getrusage
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
    def typical(self) -> float:
        """The middle one; on a busy machine the least, the others being about the machine."""
        return min(self.times) if is_busy() else median(self.times)

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
    disturbed: list[list[float]] = [[] for _ in acts]
    until = time.perf_counter() + seconds
    rounds = 0
    while rounds < most and (rounds < LEAST or time.perf_counter() < until):
        rounds += 1
        for act, quiet, loud in zip(acts, times, disturbed, strict=True):
            before, start = interruptions(), time.perf_counter()
            act()
            took = (time.perf_counter() - start) * 1000
            (loud if interruptions() > before else quiet).append(took)
    pairs = zip(times, disturbed, strict=True)
    return [Sample(tuple(quiet if len(quiet) >= LEAST else quiet + loud)) for quiet, loud in pairs]


@cache
def is_busy() -> bool:
    """Whether more was to be done, when the run began, than this machine has processors."""
    return os.getloadavg()[0] > (os.cpu_count() or 1)


def interruptions() -> int:
    """How often this thread had to give up the processor although it had work to do."""
    return getrusage(RUSAGE_THREAD).ru_nivcsw
