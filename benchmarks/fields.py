"""The twenty custom fields of the contacts, each with the values that it may take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

WORDS = (
    *("amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "harbor", "inlet", "jetty"),
    *("kelp", "lagoon", "marsh", "north", "oasis", "pier", "quarry", "river", "shoal", "tide"),
    *("upland", "valley", "weir", "yard", "zephyr", "brook", "creek", "dune", "estuary", "ford"),
)
LABELS = ("North", "East", "South", "West", "Centre", "Coast", "Hills", "Isles", "Lakes", "Plain")
ZONES = ("UTC", "Europe/Paris", "America/Toronto", "Asia/Tokyo", "Africa/Nairobi")
FIRST_DAY = date(2010, 1, 1)
FIRST_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
MANY = 5000  # values of a field whose values are many


@dataclass(frozen=True)
class Field:
    """A custom field. make: number → value, of which `count` differ; for choices the number of the
    option, or of several. count None: every record has another value."""

    key: str
    type: str
    count: int | None
    make: Callable[[int], Any]
    options: int = 0


def word(number: int) -> str:
    """One of thirty words."""
    return WORDS[number % len(WORDS)]


def phrase(number: int) -> str:
    """Three words."""
    return f"{word(number)} {word(number // 30)} {word(number * 7 + number // 900)}"


def several(number: int) -> Sequence[int]:
    """One to three of ten options, by number."""
    return sorted({number % 10, (number * 3 + 1) % 10, (number * 7 + 2) % 10})[: number % 3 + 1]


FIELDS = (
    Field("cf_code", "text", None, lambda n: f"Code {n:08d}"),
    Field("cf_town", "text", 500, lambda n: f"{word(n).title()} {word(n // 30).title()} {n}"),
    Field("cf_motto", "text", MANY, phrase),
    Field("cf_mail", "email", MANY, lambda n: f"{word(n)}.{n}@example.com"),
    Field("cf_site", "url", MANY, lambda n: f"https://{word(n)}{n}.example.com/"),
    Field("cf_colour", "color_swatch", 256, lambda n: f"#{n:02x}{n * 7 % 256:02x}80"),
    Field("cf_zone", "timezone", len(ZONES), lambda n: ZONES[n]),
    Field("cf_score", "number", MANY, lambda n: n * 20),
    Field("cf_staff", "number", 1000, lambda n: n),
    Field("cf_rank", "number", 10, lambda n: n),
    Field("cf_revenue", "numeric", MANY, lambda n: Decimal(n * 1999) / 100),
    Field("cf_rate", "numeric", 200, lambda n: Decimal(n) / 8),
    Field("cf_vip", "boolean", 2, bool),
    Field("cf_since", "date", 4000, lambda n: FIRST_DAY + timedelta(days=n)),
    Field("cf_renewal", "date", 700, lambda n: FIRST_DAY + timedelta(days=5000 + n)),
    Field("cf_seen", "datetime", MANY, lambda n: FIRST_MOMENT + timedelta(minutes=37 * n)),
    Field("cf_region", "select", 8, lambda n: n, options=8),
    Field("cf_tier", "radio", 4, lambda n: n, options=4),
    Field("cf_topics", "multi_select", 30, several, options=10),
    Field("cf_remarks", "textarea", 1000, lambda n: f"{phrase(n)}. {phrase(n * 11 + 3)}."),
)


def scattered(record: int, place: int) -> int:
    """A number that looks drawn by lot: the same for the same record and field, every time."""
    mixed = (record * 0x9E3779B1 + place * 0x85EBCA77) & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 12) * 0x297A2D39 & 0xFFFFFFFF
    return mixed ^ mixed >> 15
