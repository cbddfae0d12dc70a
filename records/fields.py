"""The fields of a record type, each saying how it is stored; others do things with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from customfields.store import Definition
from values.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field as the outside sees it. default: a JSON value as it is declared, or None."""

    name: str
    label: str
    kind: Kind
    required: bool = False
    read_only: bool = False
    unique: bool = False
    default: Any = None
    help_text: str = ""
    group: str = ""

    @property
    def start(self) -> Any:
        """The JSON value that a new record begins with; None for none."""
        return None if self.default is None else self.kind.start(self.default)

    @property
    def filterable(self) -> bool:
        """Whether `q` may ask for it."""
        return bool(self.kind.operators)

    @property
    def sortable(self) -> bool:
        """Whether `order` may name it."""
        return self.kind.sortable

    @property
    def in_lists(self) -> bool:
        """Whether lists show it unasked; sets stand in single records only."""
        return not self.kind.many


@dataclass(frozen=True, kw_only=True)
class Column(Field):
    """Stored in a column of the record's own table; `column` is the model field's name."""

    column: str
    attname: str


@dataclass(frozen=True, kw_only=True)
class Relation(Column):
    """Points at one record of the type `target`."""

    target: str


@dataclass(frozen=True, kw_only=True)
class RelatedSet(Field):
    """Points at many records of the type `target`, through a table of its own, in order.

    primary: the name of the to-one field that holds the first among them, if there is one.
    """

    target: str
    through: type[models.Model]
    near: str
    far: str
    primary: str | None = None
    links: str | None = None


@dataclass(frozen=True, kw_only=True)
class LinkedSet(RelatedSet):
    """The twin of a set whose links carry attributes: the same rows, shown as objects."""

    ids: str


@dataclass(frozen=True, kw_only=True)
class ChannelSet(Field):
    """The e-mail addresses or phone numbers of a record; `channel` is 'email' or 'phone'."""

    channel: str
    scalar: str

    @property
    def sortable(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class ChannelScalar(Field):
    """The primary entry of a channel; it is asked for among all entries."""

    channel: str
    whole: str


@dataclass(frozen=True, kw_only=True)
class Custom(Field):
    """A field that an administrator made."""

    definition: Definition

    @property
    def in_lists(self) -> bool:
        return True
