"""The custom fields of a record type, remembered by every process until a definition changes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal as Exact
from functools import cached_property
from typing import Any

from django.db import connection, models

from customfields.choices import Option
from customfields.kinds import TYPES, FieldType
from customfields.models import CustomField
from customfields.models import Option as OptionRow
from customfields.models import Schema as SchemaRow
from revisions.store import cached, snapshot
from values.kinds import Kind

LOCK = "SELECT revision FROM customfields_schema WHERE record_type = %s"

record_models: dict[str, type[models.Model]] = {}


@dataclass(frozen=True, eq=False)
class Definition:
    """One custom field.

    default: a JSON value or None. dialects: where it shows, None for everywhere; wire_names:
    dialect → name. since: the schema revision from which on mirrors hold its values in their
    present form. kind: what judges, says and compares a value; bound to the options.
    """

    id: int
    record_type: str
    key: str
    label: str
    type: str
    required: bool
    unique: bool
    default: Any
    help_text: str
    group: str
    order: int
    dialects: frozenset[str] | None
    wire_names: Mapping[str, str]
    options: tuple[Option, ...]
    since: int
    kind: Kind

    @property
    def many(self) -> bool:
        """Whether a value is a list."""
        return self.kind.many

    @property
    def field_type(self) -> FieldType:
        """How the type stores and reads values."""
        return TYPES[self.type]


@dataclass(frozen=True, eq=False)
class Schema:
    """The custom fields of a record type, in order.

    revision: raised by every change. shape: the revision since which a mirror looks as it does now.
    """

    record_type: str
    revision: int
    shape: int
    fields: tuple[Definition, ...]

    @cached_property
    def by_key(self) -> dict[str, Definition]:
        """The fields by their keys."""
        return {definition.key: definition for definition in self.fields}

    @cached_property
    def by_id(self) -> dict[int, Definition]:
        """The fields by their ids."""
        return {definition.id: definition for definition in self.fields}


def register_type(record_type: str, model: type[models.Model]) -> None:
    """Tell which model holds the records of a type."""
    record_models[record_type] = model


@cached("customfields")
def schema_of(record_type: str) -> Schema:
    """The custom fields of a type, remembered until a definition changes."""
    return read_schema(record_type)


def hold(record_type: str) -> Schema:
    """The custom fields of a type, which will not change until the present transaction ends.

    To be called first in every transaction that writes values or mirrors, so that a value is never
    written for a field, a type or an option that is just being changed. Writers do not wait for
    each other. What was remembered before is forgotten if it is out of date.
    """
    share = " FOR SHARE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(LOCK + share, [record_type])
        row = cursor.fetchone()
    schema = schema_of(record_type)
    if schema.revision == (row[0] if row else 0):
        return schema
    tokens = snapshot.get()
    if tokens is not None:
        tokens.clear()
    return schema_of(record_type)


def read_schema(record_type: str) -> Schema:
    """The custom fields of a type as they stand in the database."""
    state = SchemaRow.objects.filter(pk=record_type).first() or SchemaRow(record_type=record_type)
    rows = CustomField.objects.filter(record_type=record_type, deleted_at=None)
    found = definitions_of(list(rows.order_by("order", "id")))
    return Schema(record_type, state.revision, state.shape, tuple(found))


def definitions_of(rows: list[CustomField]) -> list[Definition]:
    """The definitions in these rows, with their options: one query."""
    options: dict[int, list[Option]] = defaultdict(list)
    found = OptionRow.objects.filter(field__in=rows, gone=False)
    for option in found.order_by("order", "id"):
        entry = Option(option.pk, option.label, option.color, option.order, option.active)
        options[option.field_id].append(entry)
    return [definition_of(row, tuple(options[row.pk])) for row in rows]


def definition_of(row: CustomField, options: tuple[Option, ...]) -> Definition:
    """The definition in a row."""
    return Definition(
        id=row.pk,
        record_type=row.record_type,
        key=row.key,
        label=row.label,
        type=row.type,
        required=row.required,
        unique=row.unique,
        default=None if row.default is None else json.loads(row.default, parse_float=Exact),
        help_text=row.help_text,
        group=row.group,
        order=row.order,
        dialects=None if row.dialects is None else frozenset(row.dialects),
        wire_names=dict(sorted(row.wire_names.items())),
        options=options,
        since=row.since,
        kind=TYPES[row.type].make(options),
    )
