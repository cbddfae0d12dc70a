"""The four things that a request for records can be answered with; Python values, never text."""

from dataclasses import dataclass, field
from typing import Any

from records.query import Query


@dataclass(frozen=True)
class One:
    """A single record, in our words; its id and version, also where the item does not show them."""

    item: dict[str, Any]
    id: int
    version: int | None = None
    created: bool = False


@dataclass(frozen=True)
class Page:
    """A slice of the records found. count: None if not asked for; capped: it stopped there."""

    items: list[dict[str, Any]]
    query: Query
    count: int | None = None
    capped: bool = False
    has_more: bool = False
    next_cursor: str | None = None


@dataclass(frozen=True)
class Gone:
    """The record was deleted."""

    id: int


@dataclass(frozen=True)
class Problem:
    """Why a request was refused. type: without its closing 'error'; fields: name → refusals."""

    status: int
    type: str
    message: str
    fields: dict[str, Any] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


Answer = One | Page | Gone | Problem
