"""Days as where asks for them: today, so many days back, months, quarters, years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from dialects.forms import TRUTHS
from dialects.wires import Wire
from values.refusals import Unanswerable
from values.times import DAY, DateTime

FAR = 100_000
PLAIN = frozenset({"on", "before", "after", "between"})
COUNTED = frozenset({"lastXDays", "nextXDays", "olderThanXDays", "afterXDays"})
MONTHS = {"Month": 1, "Quarter": 3, "Year": 12, "FiscalQuarter": 3, "FiscalYear": 12}
SPANS = frozenset(f"{when}{span}" for when in ("current", "last") for span in MONTHS) | {
    "nextMonth"
}
DAYS = frozenset({"today", "past", "future", "lastSevenDays"}) | COUNTED | SPANS
Bound = tuple[str, str]


def is_dated(kind: str, one: Mapping[str, Any]) -> bool:
    """Whether an item asks about whole days."""
    if kind in DAYS:
        return True
    return kind in PLAIN and TRUTHS.get(str(one.get("dateTime")).lower(), False)


def span(kind: str, value: Any, one: Mapping[str, Any], wire: Wire) -> list[Bound]:
    """The comparisons that an item stands for. Raises Unanswerable."""
    zone = zone_of(one)
    now = datetime.now(UTC)
    has_time = wire.field is not None and isinstance(wire.field.kind, DateTime)
    if has_time and kind in ("past", "future"):
        return [("lte" if kind == "past" else "gt", now.isoformat(timespec="seconds"))]
    try:
        start, end = days(kind, value, now.astimezone(zone).date())
        bounds = [("gte", start), ("lt", end)]
        return [(op, edge(day, zone, has_time)) for op, day in bounds if day is not None]
    except (OverflowError, ValueError):
        raise Unanswerable(f"Bad value in where item '{kind}'; it is out of range.") from None


def zone_of(one: Mapping[str, Any]) -> ZoneInfo:
    """The time zone of an item. Raises Unanswerable."""
    name = one.get("timeZone") or settings.TIME_ZONE
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError, TypeError):
        raise Unanswerable("Bad timeZone in where item.") from None


def edge(day: date, zone: ZoneInfo, has_time: bool) -> str:
    """The beginning of a day, as it is compared."""
    if not has_time:
        return day.isoformat()
    return datetime.combine(day, time(), zone).astimezone(UTC).isoformat(timespec="seconds")


def days(kind: str, value: Any, today: date) -> tuple[date | None, date | None]:
    """The days from the first up to, and without, the second; None where there is no end."""
    if kind in PLAIN:
        return around(kind, value)
    if kind in SPANS:
        return months(kind, today)
    following = today + timedelta(days=1)
    if kind not in COUNTED:
        found: dict[str, tuple[date | None, date | None]] = {
            "today": (today, following),
            "past": (None, today),
            "future": (following, None),
            "lastSevenDays": (today - timedelta(days=7), following),
        }
        return found[kind]
    some = timedelta(days=count(kind, value))
    match kind:
        case "lastXDays":
            return today - some, following
        case "nextXDays":
            return today, following + some
        case "olderThanXDays":
            return None, today - some
    return following + some, None


def around(kind: str, value: Any) -> tuple[date | None, date | None]:
    """The days that a comparison with a day, or two of them, means. Raises Unanswerable."""
    sent = value if isinstance(value, list) else [value]
    if len(sent) != (2 if kind == "between" else 1) or not all(is_day(one) for one in sent):
        raise Unanswerable(f"Bad value in where item '{kind}'; it is a day, like 2024-05-01.")
    first, last = (date.fromisoformat(one[:10]) for one in (sent[0], sent[-1]))
    following = last + timedelta(days=1)
    match kind:
        case "before":
            return None, first
        case "after":
            return following, None
    return first, following


def is_day(value: Any) -> bool:
    """Whether a value is a day, perhaps with a time, which does not count here."""
    return isinstance(value, str) and DAY.fullmatch(value[:10]) is not None


def count(kind: str, value: Any) -> int:
    """A number of days. Raises Unanswerable."""
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()) or int(text) > FAR:
        raise Unanswerable(f"Bad value in where item '{kind}'; it is a number of days.")
    return int(text)


def months(kind: str, today: date) -> tuple[date, date]:
    """A month, quarter or year: the current, the last or the next one."""
    when = next(one for one in ("current", "last", "next") if kind.startswith(one))
    length = MONTHS[kind.removeprefix(when)]
    current = today.year * 12 + (today.month - 1) // length * length
    start = current + {"current": 0, "last": -length, "next": length}[when]
    return first_of(start), first_of(start + length)


def first_of(month: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)
