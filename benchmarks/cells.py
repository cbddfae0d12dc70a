"""The custom values of the contacts: value rows, the mirror's text, and the plain table's columns.

What several records share of a value is made once.
"""

from __future__ import annotations

from typing import Any

from benchmarks.copying import sink, stored
from benchmarks.fields import FIELDS, Field, scattered
from benchmarks.tables import PLAIN, model_of
from customfields import store as customs
from customfields.inserting import TYPED, Row, parameters_of
from customfields.mirror import dump
from customfields.tables import table_of


class Cell:
    """One value: how the mirror says it, the ends of its rows, its column in the plain table."""

    __slots__ = ("column", "rows", "said")

    def __init__(self, said: str, rows: list[Any], column: Any):
        self.said = said
        self.rows = rows
        self.column = column


class Cells:
    """Makes the values of records, one after the other, and writes their rows."""

    def __init__(self) -> None:
        self.schema = customs.schema_of("contacts")
        self.revision = self.schema.revision
        self.table = table_of(model_of("contacts.Contact"))
        fields = [self.table._meta.get_field(name) for name in ("record", "field", "position")]
        fields += [self.table._meta.get_field(name) for name in ("claim", *TYPED)]
        self.sink = sink(self.table._meta.db_table, [field.column for field in fields])
        self.plain = sink(PLAIN, [])
        self.pools: list[dict[int, Cell]] = [{} for _ in FIELDS]
        self.empty = Cell("null", [], self.plain.prepare([None]))
        self.heads = [f'"{field.key}":' for field in FIELDS]
        self.rows: list[tuple[int, Any]] = []

    def add(self, record: int) -> tuple[str, Any]:
        """A record's mirror and its columns of the plain table; its rows are noted."""
        said, columns = [], self.plain.prepare([])
        for place, head in enumerate(self.heads):
            cell = self.cell(record, place)
            said.append(head + cell.said)
            columns += cell.column
            for row in cell.rows:
                self.rows.append((record, row))
        return "{" + ",".join(said) + "}", columns

    def cell(self, record: int, place: int) -> Cell:
        """The value of one record in one field: there is one in every second."""
        drawn = scattered(record, place)
        if drawn & 1:
            return self.empty
        field, pool = FIELDS[place], self.pools[place]
        if field.count is None:
            return self.make(field, record)
        number = (drawn >> 1) % field.count
        if number not in pool:
            pool[number] = self.make(field, number)
        return pool[number]

    def make(self, field: Field, number: int) -> Cell:
        """A value in all its forms."""
        definition = self.schema.by_key[field.key]
        value: Any = field.make(number)
        if field.options:
            ids = [option.id for option in definition.options]
            value = [ids[one] for one in value] if definition.many else ids[value]
        said = dump(definition.kind.say(value))
        rows = []
        for position, single in enumerate(definition.field_type.singles(value)):
            row = Row(0, definition.id, position, definition.field_type, single, None)
            rows.append(self.sink.prepare(self.spread(row)))
        column = self.table._meta.get_field(definition.field_type.column)
        flat = said if definition.many else stored(column, value)
        return Cell(said, rows, self.plain.prepare([flat]))

    def spread(self, row: Row) -> list[Any]:
        """All columns of a value row after the record's."""
        _, field_id, position, claim, *filled = parameters_of(self.table, row)
        typed: list[Any] = [None] * len(TYPED)
        place = TYPED.index(row.field_type.column)
        typed[place : place + len(filled)] = [
            int(one) if isinstance(one, bool) and self.sink.prepare([]) == () else one
            for one in filled
        ]
        return [field_id, position, claim, *typed]

    def flush(self) -> None:
        """Write the rows that were noted."""
        self.sink.write(self.rows)
        self.rows.clear()
