"""How values of each shape are compared and sorted, said plainly and without the product's code."""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

EQUAL = frozenset({"$not", "$in", "$nin"})
ORDERED = EQUAL | {"$gt", "$gte", "$lt", "$lte", "$bt"}
PATTERNS = frozenset({"$sw", "$ew", "$con"})
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
    "$sw": lambda held, asked: held.startswith(asked),
    "$ew": lambda held, asked: held.endswith(asked),
    "$con": lambda held, asked: asked in held,
}


def fold(text: str) -> str:
    """NFC and case-folded; accents stay."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


@dataclass(frozen=True)
class Shape:
    """Compared as it is; the base of all others. A record without a value holds nothing."""

    operators = ORDERED
    sortable = True

    def held(self, value: Any) -> list[Any]:
        """What of a stored value is compared: nothing, one thing, or several."""
        return [] if value is None else [value]

    def asked(self, operand: Any) -> Any:
        """What of an operand is compared; None asks for records without a value."""
        return operand

    def equals(self, value: Any, operand: Any) -> bool:
        """Whether one of the things held is the one asked for."""
        asked = self.asked(operand)
        return not self.held(value) if asked is None else asked in self.held(value)

    def passes(self, value: Any, word: str, operand: Any) -> bool:
        """Whether a stored value passes an operator."""
        match word:
            case "$in":
                return any(self.equals(value, one) for one in operand)
            case "$nin":
                return not any(self.equals(value, one) for one in operand)
            case "$bt":
                low, high = operand
                return self.passes(value, "$gte", low) and self.passes(value, "$lte", high)
        return any(COMPARE[word](one, self.pattern(operand)) for one in self.held(value))

    def pattern(self, operand: Any) -> Any:
        """What of an operand is compared by order or as a pattern."""
        return self.asked(operand)

    def place(self, value: Any) -> Any:
        """What a record is sorted by; None comes last."""
        return next(iter(self.held(value)), None)


@dataclass(frozen=True)
class Whole(Shape):
    """Whole numbers of 64 bits."""


@dataclass(frozen=True)
class Exact(Shape):
    """Decimals of so many digits, three of them after the point."""

    digits: int = 15


@dataclass(frozen=True)
class Words(Shape):
    """Texts, by their folded form; blank is no value."""

    operators = ORDERED | PATTERNS

    def held(self, value: Any) -> list[Any]:
        return [] if value is None else [fold(value)]

    def asked(self, operand: Any) -> Any:
        return fold(operand) if operand is not None and operand.strip() else None

    def pattern(self, operand: Any) -> Any:
        return fold(operand)


@dataclass(frozen=True)
class Listed(Words):
    """Texts of a list, in whose order they are sorted."""

    values: tuple[str, ...] = ()

    def place(self, value: Any) -> Any:
        return None if value is None else self.values.index(value)


@dataclass(frozen=True)
class Truth(Shape):
    """True or false."""

    operators = EQUAL


@dataclass(frozen=True)
class Days(Shape):
    """Dates."""

    def asked(self, operand: Any) -> Any:
        return None if operand is None else date.fromisoformat(operand)


@dataclass(frozen=True)
class Instants(Shape):
    """Moments; a bare date stands for all moments of that day in UTC."""

    def asked(self, operand: Any) -> Any:
        return None if operand is None else instant(operand)

    def equals(self, value: Any, operand: Any) -> bool:
        if value is None or operand is None:
            return value is operand
        if is_day(operand):
            return bool(value.date() == date.fromisoformat(operand))
        return bool(value == instant(operand))

    def passes(self, value: Any, word: str, operand: Any) -> bool:
        if word in {"$gt", "$gte", "$lt", "$lte"} and is_day(operand):
            held = None if value is None else value.date()
            return held is not None and COMPARE[word](held, date.fromisoformat(operand))
        return super().passes(value, word, operand)


@dataclass(frozen=True)
class Reference(Shape):
    """The id of another record, in the table `target`."""

    operators = EQUAL
    target: str = ""


@dataclass(frozen=True)
class References(Shape):
    """The ids of several."""

    operators = EQUAL
    sortable = False
    target: str = ""

    def held(self, value: Any) -> list[Any]:
        return list(value or ())


@dataclass(frozen=True)
class Options(Shape):
    """Options by id or label, one or several; sorted by the one that the list has first."""

    operators = EQUAL
    choices: tuple[tuple[int, str], ...] = ()

    def held(self, value: Any) -> list[Any]:
        return value if isinstance(value, list) else [] if value is None else [value]

    def asked(self, operand: Any) -> Any:
        labels = {fold(label): one for one, label in self.choices}
        return labels[fold(operand)] if isinstance(operand, str) else operand

    def place(self, value: Any) -> Any:
        ids = [one for one, _ in self.choices]
        return min((ids.index(one) for one in self.held(value)), default=None)


@dataclass(frozen=True)
class Addresses(Words):
    """E-mail addresses, the primary one first; the set itself is not sorted by."""

    operators = EQUAL | PATTERNS
    sortable: bool = True

    def held(self, value: Any) -> list[Any]:
        return [fold(one) for one in value or ()]


@dataclass(frozen=True)
class Numbers(Words):
    """Phone numbers, by their digits and the plus before them; what has none matches nothing."""

    operators = EQUAL | PATTERNS
    sortable: bool = True

    def held(self, value: Any) -> list[Any]:
        return [digits(one) for one in value or ()]

    def asked(self, operand: Any) -> Any:
        return digits(operand) if operand is not None and operand.strip() else None

    def pattern(self, operand: Any) -> Any:
        return digits(operand)

    def passes(self, value: Any, word: str, operand: Any) -> bool:
        if word in PATTERNS and operand and not digits(operand):
            return False
        return super().passes(value, word, operand)


def digits(text: str) -> str:
    """'(+31) 20' → '+3120'."""
    found = [str(int(one)) if one.isdecimal() else "+" for one in text if is_dialled(one)]
    return "".join(one for place, one in enumerate(found) if one != "+" or place == 0)


def is_dialled(letter: str) -> bool:
    """Whether a letter is a digit, or a plus."""
    return letter.isdecimal() or letter in "+＋﹢"


def is_day(text: str) -> bool:
    """Whether an operand is a bare date."""
    return len(text) == len("2020-01-01")


def instant(text: str) -> datetime:
    """A moment from ISO 8601, or from a bare date: its beginning."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def sort(ids: Sequence[int], keys: Sequence[tuple[Callable[[int], Any], bool]]) -> list[int]:
    """Ids by some keys (id → place, descending), empty ones last; ties by id, in the direction of
    the last key; without keys the newest first."""
    found = sorted(ids, reverse=keys[-1][1] if keys else True)
    for place, descending in reversed(keys):
        filled = [one for one in found if place(one) is not None]
        empty = [one for one in found if place(one) is None]
        found = [*sorted(filled, key=place, reverse=descending), *empty]
    return found
