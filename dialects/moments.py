"""Forms of days and moments, which a bare day may be compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dialects.forms import NOTHING, Form, listed
from records.fields import Field
from records.query import All, AnyOf, Is, Where
from values.refusals import Refusal
from values.times import DAY, INSTANT


@dataclass(frozen=True)
class Day(Form):
    """A day; one with a time is taken if that is midnight, and compared exactly."""

    def take(self, value: Any, field: Field) -> Any:
        day, clock = parted(value)
        return day if clock is not None and not clock.strip("0:.") else value

    def where(self, op: str, value: Any, field: Field) -> Where:
        day, clock = parted(value)
        if clock is None or not clock.strip("0:."):
            return super().where(op, value, field)
        if op == "eq":
            return NOTHING
        moved = {"gte": "gt", "lt": "lte"}.get(op, op)
        return super().where(moved, day, field)


def parted(value: Any) -> tuple[Any, str | None]:
    """The day and the time of a text that holds both; a time of None for any other value."""
    found = INSTANT.fullmatch(value) if isinstance(value, str) else None
    return (found[1], found[2]) if found else (value, None)


@dataclass(frozen=True)
class Moment(Form):
    """An instant to the second, YYYY-MM-DD HH:MM:SS, in a time zone of theirs."""

    zone: str = "UTC"

    plain = False

    def say(self, value: Any) -> Any:
        if self.zone == "UTC" and value.endswith("Z"):
            return f"{value[:10]} {value[11:19]}"
        local = datetime.fromisoformat(value).astimezone(ZoneInfo(self.zone))
        return local.replace(tzinfo=None).isoformat(" ", "seconds")

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "examples": ["2024-05-01 09:30:00"]}

    def take(self, value: Any, field: Field) -> Any:
        if not isinstance(value, str):
            return value
        if DAY.fullmatch(value.strip()):
            value = f"{value.strip()} 00:00:00"
        found = INSTANT.fullmatch(value)
        if found is None or found[3] or self.zone == "UTC":
            return value
        try:
            local = datetime.fromisoformat(f"{found[1]}T{found[2]}")
            return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC).isoformat()
        except (ValueError, OverflowError):
            return value

    def ask(self, op: str, value: Any, field: Field) -> Any:
        whole_day = isinstance(value, str) and DAY.fullmatch(value)
        return value if whole_day else super().ask(op, value, field)

    def where(self, op: str, value: Any, field: Field) -> Where:
        if self.zone == "UTC" or not any(is_day(one) for one in operands(value)):
            return super().where(op, value, field)
        if op == "in":
            return AnyOf(tuple(self.where("eq", one, field) for one in value))
        if op == "between":
            low, high = listed(value)
            return All((self.where("gte", low, field), self.where("lte", high, field)))
        return self.within_day(op, value, field)

    def within_day(self, op: str, value: str, field: Field) -> Where:
        """A comparison with a whole day of the time zone."""
        super().where(op, value, field)
        start = self.take(value, field)
        try:
            following = date.fromisoformat(value) + timedelta(days=1)
        except OverflowError:
            raise Refusal("Date", "is out of range") from None
        end = self.take(datetime.combine(following, time()).isoformat(" "), field)
        if op == "eq":
            return All((Is(field.name, "gte", start), Is(field.name, "lt", end)))
        edges = {"gte": ("gte", start), "lt": ("lt", start), "gt": ("gte", end), "lte": ("lt", end)}
        return Is(field.name, *edges[op])


def operands(value: Any) -> list[Any]:
    """The single operands of a comparison."""
    return value if isinstance(value, list) else [value]


def is_day(value: Any) -> bool:
    """Whether a value is a day without a time."""
    return isinstance(value, str) and DAY.fullmatch(value) is not None
