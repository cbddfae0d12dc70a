"""Kinds of number: whole ones of 64 bits, and exact decimals."""

from dataclasses import dataclass
from decimal import Decimal as Exact
from typing import Any

from django import forms

from values.kinds import Kind
from values.refusals import Refusal

SMALLEST, LARGEST = -(2**63), 2**63 - 1


@dataclass(frozen=True)
class Integer(Kind):
    """A whole number; JSON numbers written with a point are none."""

    name = "number"
    low: int = SMALLEST
    high: int = LARGEST

    def schema(self) -> dict[str, Any]:
        limits = {"minimum": self.low, "maximum": self.high}
        return {"type": "integer"} | (limits if self.low != SMALLEST else {"format": "int64"})

    def take(self, value: Any) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refusal("Number", "must be a whole number")
        if value < self.low:
            raise Refusal("Min", f"must be at least {self.low}", self.low)
        if value > self.high:
            raise Refusal("Max", f"must be at most {self.high}", self.high)
        return value

    def ask(self, op: str, operand: Any) -> Any:
        """Any number that fits 64 bits may be asked for, also one that the field refuses."""
        if op in {"in", "between"} or operand is None:
            return super().ask(op, operand)
        return Integer().take(operand)

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.IntegerField(min_value=self.low, max_value=self.high, **kwargs)


@dataclass(frozen=True)
class Decimal(Kind):
    """An exact decimal of so many digits, some of them after the point; never rounded."""

    name = "numeric"
    digits: int = 15
    decimals: int | None = 3
    low: Exact | None = None
    high: Exact | None = None
    above: Exact | None = None

    def schema(self) -> dict[str, Any]:
        return {"type": "number"}

    def take(self, value: Any) -> Exact | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Exact):
            raise Refusal("Number", "must be a number")
        number = Exact(value)
        self.fit(number)
        number = number or Exact(0)
        if self.low is not None and number < self.low:
            raise Refusal("Min", f"must be at least {self.low}", str(self.low))
        if self.high is not None and number > self.high:
            raise Refusal("Max", f"must be at most {self.high}", str(self.high))
        if self.above is not None and number <= self.above:
            raise Refusal("Min", f"must be above {self.above}", str(self.above))
        return number

    def fit(self, number: Exact) -> None:
        """Refuse what the column could not hold exactly."""
        places = self.decimals or 0
        whole = self.digits - places
        if not number.is_finite() or (number and abs(number.adjusted()) > 60):
            raise Refusal("Number", "is too large or too small a number")
        if abs(number) >= Exact(10) ** whole:
            raise Refusal("Max", f"at most {whole} digits before the point", whole)
        if number != number.quantize(Exact(1).scaleb(-places)):
            raise Refusal("Number", f"at most {places} digits after the point", places)

    def ask(self, op: str, operand: Any) -> Any:
        """Limits are for stored values; a comparison only has to fit the column."""
        if op in {"in", "between"} or operand is None:
            return super().ask(op, operand)
        return Decimal(self.digits, self.decimals).take(operand)

    def say(self, value: Any) -> Any:
        return plain(value)

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.DecimalField(max_digits=self.digits, decimal_places=self.decimals, **kwargs)


def plain(value: Exact | None) -> Exact | int | None:
    """The same number without trailing zeros, whole ones as int, so that it prints plainly."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()
