"""The forms of values that only Spotler has, and those that its settings decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from customfields.choices import Chosen
from dialects.forms import NOTHING, Form, Number, listed
from dialects.moments import Moment
from dialects.picked import Label, OptionLabel, OptionList, ValueId
from lookups.lists import values_of
from records.drafts import Denied
from records.fields import Field
from records.query import All, AnyOf, Is, Not, Where
from values.kinds import COMPARE
from values.numbers import plain
from values.refusals import Refusal

CASE_LEVEL, PRIORITY = "case_level", "priority"


def label(empty: Any = None) -> Label:
    """The form of a lookup field."""
    return Label(empty=empty, grows=not settings.SPOTLER_LOOKUP_STRICT)


def moment() -> Moment:
    """The form of an instant, in their time zone."""
    return Moment(zone=settings.SPOTLER_TIMEZONE)


def option(field: Field) -> OptionLabel:
    """The form of a field whose value is an option."""
    assert isinstance(field.kind, Chosen)
    return OptionLabel(kind=field.kind)


@dataclass(frozen=True)
class LevelId(ValueId):
    """The id of a level on the list of levels."""

    list_name: str = CASE_LEVEL


@dataclass(frozen=True)
class Digits(Number):
    """A number as text: all are that which the original does not say as numbers."""

    plain = False

    def say(self, value: Any) -> Any:
        return f"{plain(value):f}" if isinstance(value, Decimal) else str(value)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Priority(Form):
    """A priority as its place in the list: 0 Low, 1 Normal, 2 High, 3 Urgent."""

    plain = False

    def say(self, value: Any) -> Any:
        return next((n for n, one in enumerate(values_of(PRIORITY)) if one.value == value), None)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0}

    def take(self, value: Any, field: Field) -> Any:
        if value in (None, ""):
            return None
        number = place(value)
        known = values_of(PRIORITY)
        if number is None or not 0 <= number < len(known):
            return Denied(Refusal("In", f"is a whole number from 0 to {len(known) - 1}"))
        return known[number].value

    def where(self, op: str, value: Any, field: Field) -> Where:
        if op in ("eq", "in") and value in (None, ""):
            return Is(field.name, "eq", None)
        if op not in ("eq", "in", "gt", "gte", "lt", "lte", "between"):
            raise Refusal("Type", "cannot be compared like this")
        asked = [place(one) for one in (listed(value) if op in ("in", "between") else [value])]
        if None in asked:
            raise Refusal("Number", "is compared with whole numbers")
        passes = passing(op, [one for one in asked if one is not None])
        found = [one.value for n, one in enumerate(values_of(PRIORITY)) if passes(n)]
        return Is(field.name, "in", found) if found else NOTHING


def place(value: Any) -> int | None:
    """A whole number, which may come as text; None for anything else."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def passing(op: str, asked: list[int]) -> Callable[[int], bool]:
    """The comparison of a number with what is asked for."""
    match op:
        case "in":
            return lambda number: number in asked
        case "between":
            return lambda number: asked[0] <= number <= asked[1]
        case "eq":
            return lambda number: number == asked[0]
    return lambda number: COMPARE[op](number, asked[0])


@dataclass(frozen=True)
class OptionText(OptionList):
    """Several options as one text, their labels joined by commas."""

    def say(self, value: Any) -> Any:
        labels = super().say(value)
        return ", ".join(labels) if labels else None

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "examples": ["One, Two"]}

    def take(self, value: Any, field: Field) -> Any:
        return super().take(self.parted(value) if isinstance(value, str) else value, field)

    def parted(self, text: str) -> list[str]:
        """The labels in a text: the whole of it if that is one, else what stands between commas or
        semicolons."""
        assert self.kind is not None
        if any(option.label == text for option in self.kind.options):
            return [text]
        return [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]

    def where(self, op: str, value: Any, field: Field) -> Where:
        """Equal is a text that names exactly the options held; it contains parts of labels."""
        match op:
            case "contains" if isinstance(value, str):
                parts = self.parted(value) or [value]
                found = [Is(field.name, "in", self.matching(op, one)) for one in parts]
                return found[0] if len(found) == 1 else All(tuple(found))
            case "eq":
                return self.exactly(value, field)
            case "in":
                return AnyOf(tuple(self.exactly(one, field) for one in listed(value)))
        raise Refusal("Type", "cannot be compared like this")

    def exactly(self, value: Any, field: Field) -> Where:
        """Records that hold these options and no others."""
        assert self.kind is not None
        if value in (None, ""):
            return Is(field.name, "eq", None)
        if not isinstance(value, str):
            raise Refusal("Type", "is compared with a text of labels")
        ids = [self.kind.ask("eq", one) for one in self.parted(value)]
        others = [one.id for one in self.kind.options if one.id not in ids]
        held = [Is(field.name, "eq", one) for one in ids]
        return All((*held, *([Not(Is(field.name, "in", others))] if others else [])))
