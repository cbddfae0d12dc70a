"""The tables that a run fills, with their columns in the order in which rows come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import connection, models

from benchmarks.copying import Copy, Insert, sink, stored
from benchmarks.fields import FIELDS
from customfields.kinds import TYPES
from customfields.tables import table_of
from values.columns import KeyColumn

PLAIN = "benchmark_plain"
STAMP = ("version", "is_private", "do_not_call", "custom_revision")


def model_of(label: str) -> Any:
    """The model 'app.Model'."""
    return apps.get_model(label)


class Table:
    """A model's table: the columns named here come in this order, those of `always` first, and
    the folded key of a text is filled by itself."""

    def __init__(self, model: Any, names: Sequence[str], always: dict[str, Any]):
        self.model = model
        by_name = {one.attname: one for one in model._meta.concrete_fields}
        self.keys = {one.source: one for one in by_name.values() if isinstance(one, KeyColumn)}
        self.fields = [by_name[name] for name in names]
        self.constant = [by_name[name] for name in always]
        first = model._meta.pk.column if names[:1] != ["record_id"] else "record_id"
        columns = [first, *self.columns_of(self.constant), *self.columns_of(self.fields)]
        self.sink: Copy | Insert = sink(model._meta.db_table, columns)
        self.base: Any = self.fragment(self.constant, list(always.values()))

    def columns_of(self, fields: Sequence[Any]) -> Iterator[str]:
        """The columns that some fields fill."""
        for field in fields:
            yield field.column
            if field.attname in self.keys:
                yield str(self.keys[field.attname].column)

    def fragment(self, fields: Sequence[Any], values: Sequence[Any]) -> Any:
        """A piece of a row."""
        filled = []
        for field, value in zip(fields, values, strict=True):
            filled.append(stored(field, value))
            if field.attname in self.keys:
                holder: Any = SimpleNamespace(**{field.attname: value})
                filled.append(self.keys[field.attname].pre_save(holder, True))
        return self.sink.prepare(filled)

    def piece(self, *names: str, values: Sequence[Any]) -> Any:
        """A piece of a row, by the names of its columns."""
        by_name = {one.attname: one for one in self.fields}
        return self.fragment([by_name[name] for name in names], values)


@contextmanager
def without_indexes(found: Sequence[type[models.Model]]) -> Iterator[None]:
    """Rows go in faster where the indexes are built once, at the end."""
    pairs = [(model, index) for model in found for index in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in pairs:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for model, index in pairs:
            editor.add_index(model, index)


def make_plain(contact: Any, names: Sequence[str]) -> Copy | Insert:
    """The table that somebody would make who knew all twenty fields beforehand: a column each.

    It has every column that a list shows; names: those of the contact that are filled, in order.
    """
    ours = ("id", "custom", "custom_revision")
    columns = {
        one.column: one.db_type(connection)
        for one in contact._meta.concrete_fields
        if one.attname not in ours and not isinstance(one, KeyColumn)
    }
    columns |= {"email": "text", "phone": "text"}
    columns |= {one.key: type_of(one.type) for one in FIELDS}
    quote = connection.ops.quote_name
    listed = ", ".join(f"{quote(name)} {kind}" for name, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {PLAIN} (id bigint PRIMARY KEY, {listed})")
    return sink(PLAIN, ["id", *names, "email", "phone", *(one.key for one in FIELDS)])


def type_of(field_type: str) -> str:
    """The type of a column that holds a custom field's value; several options are one text."""
    found = TYPES[field_type]
    if field_type == "multi_select":
        return "text"
    column = table_of(model_of("contacts.Contact"))._meta.get_field(found.column)
    return str(column.db_type(connection))


def index_plain() -> None:
    """An index for each column by which the runs sort and filter, as its maker would have it."""
    with connection.cursor() as cursor:
        for name in ("name", "cf_code", "cf_town", "cf_score", "cf_since", "cf_region"):
            cursor.execute(f"CREATE INDEX benchmark_{name} ON {PLAIN} ({name}, id)")
