"""The kind of value that is a structure of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from values.kinds import Kind
from values.refusals import Refusal

WHOLE = 2**63  # where whole numbers of 64 bits end
LONGEST_NUMBER = 1000  # digits before or behind the point


@dataclass(frozen=True)
class Json(Kind):
    """A structure that only its reader understands; not compared. Whole numbers in it have 64 bits,
    others are exact."""

    name = "json"
    operators = frozenset()
    sortable = False

    def schema(self) -> dict[str, Any]:
        return {}

    def take(self, value: Any) -> Any:
        for number in numbers_in(value):
            if isinstance(number, int) and not -WHOLE <= number < WHOLE:
                raise Refusal("Max", "holds a whole number of more than 64 bits", WHOLE - 1)
            if abs(Decimal(number).adjusted()) > LONGEST_NUMBER:
                raise Refusal("Max", "holds a number that is out of all range")
        return value

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.JSONField(**kwargs)


def numbers_in(value: Any) -> Iterator[int | float | Decimal]:
    """The numbers anywhere in a JSON value."""
    if isinstance(value, int | float | Decimal):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from numbers_in(one)
