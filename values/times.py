"""Kinds of time: days, and instants in UTC; a bare day against an instant is the whole UTC day."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from values.kinds import Kind
from values.refusals import Refusal

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)


@dataclass(frozen=True)
class Day:
    """The instants of one UTC day: from `start`, up to but without `end` (None: end of time)."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Date(Kind):
    """A day of the years 0001 to 9999."""

    name = "date"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def take(self, value: Any) -> date | None:
        if value is None or value == "":
            return None
        return day_of(value)

    def say(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


@dataclass(frozen=True)
class DateTime(Kind):
    """An instant, kept in UTC to the microsecond."""

    name = "datetime"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}

    def take(self, value: Any) -> datetime | None:
        if value is None or value == "":
            return None
        return instant_of(value)

    def say(self, value: Any) -> Any:
        return None if value is None else utc_text(value)

    def ask(self, op: str, operand: Any) -> Any:
        if isinstance(operand, str) and DAY.fullmatch(operand):
            start = datetime.combine(day_of(operand), time(), UTC)
            last = start.date() == date.max
            return Day(start, None if last else start + timedelta(days=1))
        return super().ask(op, operand)

    def where(self, column: str, op: str, operand: Any) -> Q:
        match op, operand:
            case "in", [*instants]:
                parts = [self.where(column, "eq", one) for one in instants]
                return Q(*parts, _connector=Q.OR) if parts else Q(pk__in=[])
            case "between", [low, high]:
                return self.where(column, "gte", low) & self.where(column, "lte", high)
            case _, Day(start, end):
                return self.where_day(column, op, start, end)
        return super().where(column, op, operand)

    def where_day(self, column: str, op: str, start: datetime, end: datetime | None) -> Q:
        """A comparison with a whole day."""
        before_end = Q(**{f"{column}__lt": end}) if end else Q(**{f"{column}__isnull": False})
        match op:
            case "gte":
                return Q(**{f"{column}__gte": start})
            case "lt":
                return Q(**{f"{column}__lt": start})
            case "lte":
                return before_end
            case "gt":
                return Q(**{f"{column}__gte": end}) if end else Q(pk__in=[])
        return Q(**{f"{column}__gte": start}) & before_end

    def matches(self, value: Any, op: str, operand: Any) -> bool:
        match op, operand:
            case "in", [*instants]:
                return any(self.matches(value, "eq", one) for one in instants)
            case "between", [low, high]:
                return self.matches(value, "gte", low) and self.matches(value, "lte", high)
            case _, Day(start, end):
                return value is not None and in_day(value, op, start, end)
        return super().matches(value, op, operand)

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.DateTimeField(**kwargs)


def in_day(value: datetime, op: str, start: datetime, end: datetime | None) -> bool:
    """Compare an instant with a whole day."""
    ended = end is not None and value >= end
    return {
        "eq": start <= value and not ended,
        "gte": value >= start,
        "lt": value < start,
        "lte": not ended,
        "gt": ended,
    }[op]


def day_of(value: Any) -> date:
    """A day from its text, YYYY-MM-DD. Raises Refusal."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise Refusal("Date", "must be a date, YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refusal("Date", "is no day of the calendar") from None


def instant_of(value: Any) -> datetime:
    """An instant from ISO 8601, or 'YYYY-MM-DD HH:MM:SS' meaning UTC. Raises Refusal."""
    found = INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Refusal("Date", "must be a date and time, like 2020-11-26T06:00:00Z")
    day, clock, offset = found.groups()
    try:
        instant = datetime.fromisoformat(f"{day}T{clock}{offset or 'Z'}")
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal("Date", "is no moment of the calendar") from None


def utc_text(value: datetime) -> str:
    """ISO 8601 in UTC with Z; a fraction of a second only where there is one."""
    text = value.astimezone(UTC).replace(tzinfo=None).isoformat()
    return (text.rstrip("0") if "." in text else text) + "Z"


def stored_utc_text(text: str) -> str:
    """The same of the text by which SQLite keeps an instant, YYYY-MM-DD HH:MM:SS.ffffff."""
    return f"{text[:10]}T{text[11:].rstrip('0') if '.' in text else text[11:]}Z"
