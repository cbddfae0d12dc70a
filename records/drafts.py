"""A record on its way to be written: what it was, what it shall be, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import models

from values.refusals import Refusal

UNKNOWN = object()
UNCHANGED = object()


@dataclass(frozen=True)
class Denied:
    """Stands in a body for a value that was refused before it got here, so that this is told with
    all else that is wrong."""

    refusal: Refusal


@dataclass(frozen=True)
class Revised:
    """Stands in a body for a value that follows from the stored one.

    of: the Python value before, None for a new record → a JSON value, or UNCHANGED.
    """

    of: Callable[[Any], Any]


@dataclass(frozen=True)
class Derived:
    """Stands in a body for a value that follows from others that are stored.

    of: what is stored, by name and as Python values (columns, custom values, and the sets that the
    body names; nothing for a new record) → a JSON value, UNCHANGED, or Denied.
    """

    of: Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Listed:
    """Stands in a body for a text that is put on the field's list of values if it is not there."""

    text: str


@dataclass
class Draft:
    """One record being created or updated. Values are Python values, by field name.

    Columns hold what their kind takes (lookups and relations: ids), sets lists of ids, links and
    channels lists of dicts. `before` holds what is stored, as far as it was loaded.
    `kept` holds, by the name of a set, the ids in it that are hidden from who writes.
    """

    record: models.Model
    created: bool
    index: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    kept: dict[str, set[int]] = field(default_factory=dict)
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)

    def old(self, name: str) -> Any:
        """The stored value; None for a new record."""
        return None if self.created else self.before[name]

    def new(self, name: str) -> Any:
        """The value that the field will have."""
        return self.values[name] if name in self.values else self.before.get(name)

    def set(self, name: str, value: Any) -> None:
        """Give the field a value that follows from others."""
        self.values[name] = value

    def changes(self, name: str) -> bool:
        """Whether the field will have another value than it has."""
        return name in self.values and self.values[name] != self.before.get(name)

    def refuse(self, name: str, rule: str, message: str = "", *params: Any) -> None:
        """Note what speaks against the value of a field; all are reported at once."""
        self.refusals.setdefault(name, []).append(Refusal(rule, message, *params))

    def refuse_all(self, name: str, refusals: Iterable[Refusal]) -> None:
        """Note several refusals of one field."""
        self.refusals.setdefault(name, []).extend(refusals)


@dataclass(frozen=True)
class Effect:
    """What a write entails elsewhere: rows of (id, values) of another record type, already Python.

    id is None for 'create'. An effect is written with the authority of the product, and is logged
    under the person whose write entailed it. bare: written as it is, without the domain's rules.
    """

    record_type: str
    action: Literal["create", "update"]
    rows: tuple[tuple[int | None, dict[str, Any]], ...]
    bare: bool = False
