"""A question about records, free of any dialect: conditions, order, page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Counting = Literal["exact", "capped", "none"]


@dataclass(frozen=True)
class Is:
    """A field passes a comparison. op: eq in gt gte lt lte between starts ends contains."""

    path: str
    op: str
    value: Any


@dataclass(frozen=True)
class Not:
    """The exact complement of a condition, records without a value included."""

    part: Where


@dataclass(frozen=True)
class All:
    """Every part holds; without parts, every record."""

    parts: tuple[Where, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds; without parts, no record."""

    parts: tuple[Where, ...]


Where = Is | Not | All | AnyOf


@dataclass(frozen=True)
class By:
    """One key of an ordering. instead: where this holds, the value of that field counts."""

    path: str
    descending: bool = False
    instead: tuple[Where, str] | None = None


@dataclass(frozen=True)
class Show:
    """How records are shown. names: these fields only, None for the usual ones.

    as_text: nobody will look into the records any more, so that their JSON text will do, in our
    words, as `orjson.Fragment`; where that is no quicker, they come as Python values all the same.
    plain: JSON values will do that may come from the database as they are.
    """

    names: tuple[str, ...] | None = None
    expand: tuple[str, ...] = ()
    lines: bool = False
    labels: bool = False
    as_text: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Query:
    """What is asked of a record type. page counts from 1 and is passed over for a cursor.

    start: how many records to pass over, for those who count so and not by pages. explain: instead
    of records, how the question was understood.
    """

    where: Where = All()
    order: tuple[By, ...] = ()
    page: int = 1
    per_page: int = 15
    start: int | None = None
    cursor: str | None = None
    counting: Counting = "exact"
    trashed: bool = False
    search: str | None = None
    explain: bool = False
    show: Show = Show()
