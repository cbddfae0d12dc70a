"""Days and months of the installation, by which calls are counted."""

import re
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Period:
    """A day (YYYY-MM-DD) and its month (YYYY-MM); begin and ends in seconds since the epoch."""

    day: str
    month: str
    begins: float
    day_ends: float
    month_ends: float


_held: Period | None = None


def present() -> Period:
    """The present day, worked out once a day."""
    global _held
    now = time.time()
    if _held is None or not _held.begins <= now < _held.day_ends:
        _held = period_at(now)
    return _held


def period_at(seconds: float) -> Period:
    """The day to which a time belongs in the installation's time zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    day = datetime.fromtimestamp(seconds, zone).date()
    return Period(
        day=day.isoformat(),
        month=f"{day:%Y-%m}",
        begins=midnight(day, zone),
        day_ends=midnight(day + timedelta(days=1), zone),
        month_ends=midnight(first_after(day), zone),
    )


def midnight(day: date, zone: ZoneInfo) -> float:
    """When a day begins, in seconds since the epoch."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def first_after(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def read_month(text: str) -> date:
    """The first day of a month written YYYY-MM. Raises ValueError."""
    if not MONTH.fullmatch(text):
        raise ValueError(f"{text!r} is not a month such as 2026-11")
    return date.fromisoformat(f"{text}-01")
