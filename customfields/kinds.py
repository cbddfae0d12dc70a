"""The fifteen types of custom field: what judges a value, where it is stored, how it reads as text.

A type is one object of data; nothing else in the house asks which type a field has.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal as Exact
from typing import Any

from customfields.choices import CheckSet, Chosen, ChosenSet, Option, RadioChosen
from values.kinds import Boolean, Kind, LongText, Text
from values.numbers import Decimal, Integer
from values.refusals import Refusal
from values.times import DAY, Date, DateTime
from values.web import Color, EmailText, TimeZone, Url


def as_it_is(value: Any) -> Any:
    """A value that JSON gives back as it was."""
    return value


def literal(text: str) -> Any:
    """What a number or a truth value says when written as text. Raises Refusal."""
    try:
        return json.loads(text, parse_float=Exact)
    except (ValueError, RecursionError):
        raise Refusal("Type", "does not read as such a value") from None


def midnight(text: str) -> str:
    """A bare day as the instant at which it begins in UTC; other texts as they are."""
    return f"{text}T00:00:00Z" if DAY.fullmatch(text) else text


def lines(text: str) -> list[str]:
    """The labels in a text, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class FieldType:
    """One type of custom field.

    make: options → the Kind that judges and compares. column: of the value table.
    chooses: its values are options. claimable: the field may be unique.
    load: JSON value of a mirror → Python value, unjudged. read: text → JSON value, to be judged.
    """

    name: str
    label: str
    column: str
    make: Callable[[Sequence[Option]], Kind]
    chooses: bool = False
    claimable: bool = True
    load: Callable[[Any], Any] = as_it_is
    read: Callable[[str], Any] = as_it_is

    @property
    def attribute(self) -> str:
        """The attribute of a value row that holds the value itself."""
        return "option_id" if self.chooses else self.column

    def singles(self, value: Any) -> list[Any]:
        """The single values that a value is stored as, one a row."""
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]


def plainly(kind: Kind) -> Callable[[Sequence[Option]], Kind]:
    """The maker of a kind that knows no options."""
    return lambda options: kind


def choosing(make: Callable[[tuple[Option, ...]], Kind]) -> Callable[[Sequence[Option]], Kind]:
    """The maker of a kind whose values are options."""
    return lambda options: make(tuple(options))


TYPES: dict[str, FieldType] = {
    one.name: one
    for one in (
        FieldType("text", "Text", "text", plainly(Text())),
        FieldType("textarea", "Long text", "long", plainly(LongText()), claimable=False),
        FieldType("number", "Whole number", "whole", plainly(Integer()), read=literal),
        FieldType(
            "numeric", "Decimal number", "exact", plainly(Decimal(15, 3)), load=Exact, read=literal
        ),
        FieldType(
            "boolean", "Yes or no", "truth", plainly(Boolean()), claimable=False, read=literal
        ),
        FieldType("date", "Date", "day", plainly(Date()), load=date.fromisoformat),
        FieldType(
            "datetime",
            "Date and time",
            "instant",
            plainly(DateTime()),
            load=datetime.fromisoformat,
            read=midnight,
        ),
        FieldType("email", "E-mail address", "text", plainly(EmailText())),
        FieldType("url", "Web address", "text", plainly(Url())),
        FieldType("color_swatch", "Colour", "text", plainly(Color())),
        FieldType("timezone", "Time zone", "text", plainly(TimeZone())),
        FieldType("select", "Drop-down list", "option", choosing(Chosen), chooses=True),
        FieldType("radio", "Radio buttons", "option", choosing(RadioChosen), chooses=True),
        FieldType(
            "multi_select",
            "List of several",
            "option",
            choosing(ChosenSet),
            chooses=True,
            claimable=False,
            read=lines,
        ),
        FieldType(
            "checkbox",
            "Check boxes",
            "option",
            choosing(CheckSet),
            chooses=True,
            claimable=False,
            read=lines,
        ),
    )
}
