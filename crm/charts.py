"""Charts as shapes: what a template draws as SVG, in a frame that stretches to any width.

Shapes have no text: labels stand around them, so that they keep their size on a small screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

SLOT, GAP = 10.0, 1.5  # a day's width, and what stays free on either side of its bar
HEIGHT = 100.0
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A rectangle. series: the number of what it counts; title: what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    series: int
    title: str


@dataclass(frozen=True)
class Chart:
    """Shapes in a frame of width × 100; top: the value at its upper edge."""

    width: float
    top: int
    first: date
    last: date
    bars: tuple[Bar, ...] = ()
    line: str = ""

    @property
    def middle(self) -> date:
        """The day halfway."""
        return self.first + (self.last - self.first) / 2

    @property
    def half(self) -> str:
        """The value halfway up, where it is a whole number."""
        return f"{self.top // 2:,}" if self.top % 2 == 0 else ""

    @property
    def highest(self) -> str:
        """The value at the upper edge."""
        return f"{self.top:,}"


def stacked(days: Sequence[date], series: Mapping[str, Mapping[date, int]]) -> Chart | None:
    """A bar a day, of all series on top of each other. None without days."""
    if not days:
        return None
    sums = [sum(values.get(day, 0) for values in series.values()) for day in days]
    top = rounded_up(max(sums))
    bars = []
    for slot, day in enumerate(days):
        height = 0.0
        for number, (name, values) in enumerate(series.items()):
            share = values.get(day, 0) / top * HEIGHT
            if share:
                height += share
                title = f"{day:%Y-%m-%d}, {name}: {values[day]:,}"
                bars.append(bar(slot, HEIGHT - height, share, number, title))
    return Chart(SLOT * len(days), top, days[0], days[-1], tuple(bars))


def bar(slot: int, y: float, height: float, series: int, title: str) -> Bar:
    """A day's rectangle."""
    x = SLOT * slot + GAP
    return Bar(x, round(y, 2), SLOT - 2 * GAP, round(height, 2), series, title)


def falling(days: Sequence[date], spent: Sequence[int], whole: int) -> Chart | None:
    """What is left of a whole at the end of each day, as a line of steps. None without days."""
    if not days:
        return None
    points, left = [f"0,{height_of(whole, whole)}"], whole
    for slot, number in enumerate(spent):
        points.append(f"{SLOT * slot:g},{height_of(left, whole)}")
        left = max(0, left - number)
        points.append(f"{SLOT * slot + SLOT / 2:g},{height_of(left, whole)}")
    points.append(f"{SLOT * len(days):g},{height_of(left, whole)}")
    return Chart(SLOT * len(days), whole, days[0], days[-1], line=" ".join(points))


def height_of(value: int, top: int) -> str:
    """Where a value stands in the frame."""
    return f"{HEIGHT - value / top * HEIGHT:.2f}"


def rounded_up(value: int) -> int:
    """The next round number: 1, 2, 5, 10, 20, 50, …"""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= value:
                return step * power
        power *= 10
