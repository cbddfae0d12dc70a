"""Random values of every shape, and how each is sent to the API and read back from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import available_timezones

from customfields.store import Definition
from tests.records.oracle.shapes import (
    Addresses,
    Days,
    Exact,
    Instants,
    Numbers,
    Options,
    Shape,
    Truth,
    Whole,
    Words,
    digits,
    fold,
    instant,
)
from tests.records.oracle.texts import EMAILS, LONG, PHONES, SNIPPETS

Make = Callable[[Random], Any]
SPARSE = 0.25  # the share of empty values
LARGEST = 2**63 - 1
WHOLES = (0, 1, -1, 7, 7, 2**53 + 1, LARGEST, -LARGEST - 1)
DAYS = (date(1, 1, 1), date(9999, 12, 31), date(1899, 12, 31), date(2024, 2, 29), date(2024, 3, 1))
MOMENTS = (
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2024, 3, 1, tzinfo=UTC),
    datetime(2024, 3, 1, 12, 30, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
)


def one_of(values: Sequence[Any], sparse: float = SPARSE) -> Make:
    """One of these values, or none."""
    return lambda random: None if random.random() < sparse else random.choice(values)


def some_of(values: Sequence[Any], most: int, same: Callable[[Any], Any] = lambda one: one) -> Make:
    """Up to so many of these values, no two of them the same."""

    def make(random: Random) -> list[Any]:
        chosen = random.sample(values, random.randint(0, min(most, len(values))))
        return list({same(one): one for one in chosen}.values())

    return make


def text(most: int, sparse: float = SPARSE) -> Make:
    """A text of up to so many characters; now and then of exactly as many."""

    def make(random: Random) -> str | None:
        if random.random() < sparse:
            return None
        chosen = random.choice(SNIPPETS)
        if random.random() < 0.2:
            chosen += random.choice(SNIPPETS)
        if random.random() < 0.05:
            chosen = (chosen * most)[:most]
        return chosen if chosen.strip() else "x"

    return make


def long_text(random: Random) -> str | None:
    """A text, perhaps of several lines, or none."""
    texts = [one for one in (*SNIPPETS, LONG) if one.strip()]
    chosen: str | None = one_of(texts)(random)
    return chosen


def emails(random: Random) -> list[str]:
    """Up to three addresses."""
    return list(some_of(EMAILS, 3, fold)(random))


def phones(random: Random) -> list[str]:
    """Up to three numbers."""
    return list(some_of(PHONES, 3, digits)(random))


def amount(random: Random) -> Decimal | None:
    """Money, up to its 18 digits."""
    most = Decimal("999999999999999.999")
    values = [Decimal(0), Decimal("0.001"), Decimal("1250.33"), most, -most]
    chosen: Decimal | None = one_of(values)(random)
    return chosen


def decimal(random: Random) -> Decimal | None:
    """A decimal of a custom field."""
    most = Decimal("999999999999.999")
    values = [Decimal(0), Decimal("-0.001"), Decimal("1250.33"), most, -most]
    chosen: Decimal | None = one_of(values)(random)
    return chosen


def moment(sparse: float = SPARSE) -> Make:
    """A moment, many of them close together."""

    def make(random: Random) -> datetime | None:
        near = MOMENTS[2] + timedelta(hours=random.randint(-30, 30))
        chosen: datetime | None = one_of([*MOMENTS, near, near], sparse)(random)
        return chosen

    return make


def custom(definition: Definition) -> tuple[Shape, Make]:
    """The shape of a custom field, and what makes values of it."""
    choices = tuple((option.id, option.label) for option in definition.options)
    ids = [one for one, _ in choices]
    made: dict[str, tuple[Shape, Make]] = {
        "text": (Words(), text(255)),
        "textarea": (Words(), long_text),
        "number": (Whole(), one_of(WHOLES)),
        "numeric": (Exact(), decimal),
        "boolean": (Truth(), one_of([True, False])),
        "date": (Days(), one_of(DAYS)),
        "datetime": (Instants(), moment()),
        "email": (Words(), one_of(EMAILS)),
        "url": (
            Words(),
            one_of(["https://a.example/ß", "HTTP://A.example/SS", "http://b.example"]),
        ),
        "color_swatch": (Words(), one_of(["#000000", "#abcdef", "#ffffff"])),
        "timezone": (Words(), one_of(sorted(available_timezones())[::60])),
        "select": (Options(choices=choices), one_of(ids)),
        "radio": (Options(choices=choices), one_of(ids)),
        "multi_select": (Options(choices=choices), some_or_none(ids)),
        "checkbox": (Options(choices=choices), some_or_none(ids)),
    }
    return made[definition.type]


def some_or_none(ids: Sequence[int]) -> Make:
    """Some options; none of them is no value."""
    return lambda random: some_of(ids, 3)(random) or None


def sent(shape: Shape, value: Any) -> Any:
    """A value as it is sent."""
    match shape, value:
        case _, None:
            return None
        case Days(), day:
            return day.isoformat()
        case Instants(), at:
            return f"{at.replace(tzinfo=None).isoformat()}Z"
        case Numbers(), [*texts]:
            return [{"number": one} for one in texts]
        case Addresses(), [*texts]:
            return [{"address": one} for one in texts]
    return value


def heard(shape: Shape, said: Any) -> Any:
    """A value as it was read; a scalar address or number as the list that it stands for is not
    known from itself."""
    match shape, said:
        case _, None:
            return None
        case Days(), str():
            return date.fromisoformat(said)
        case Instants(), str():
            return instant(said)
        case Exact(), number:
            return Decimal(number)
        case Numbers(), [*entries]:
            return [one["number"] for one in entries]
        case Addresses(), [*entries]:
            return [one["address"] for one in entries]
    return said
