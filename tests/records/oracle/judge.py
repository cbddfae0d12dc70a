"""What a query finds and in which order, by the text of the contract, for one caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.records.oracle.shapes import Reference, References, Shape, sort

Row = dict[str, Any]
Query = Mapping[str, Any]


@dataclass
class Table:
    """One record type. rows: id → field → value as the shapes hold it; all that were ever made."""

    name: str
    shapes: dict[str, Shape]
    rows: dict[int, Row] = field(default_factory=dict)


@dataclass(eq=False)
class World:
    """All tables. sees: whether a caller may see a row; a row that nobody may see is in the bin."""

    tables: dict[str, Table] = field(default_factory=dict)

    def shape(self, table: str, path: str) -> Shape:
        """The shape of a field, perhaps one step away."""
        shapes = self.tables[table].shapes
        relation, dot, name = path.partition(".")
        if not dot:
            return shapes[path]
        step = shapes[f"{relation}_id"]
        assert isinstance(step, Reference)
        return self.tables[step.target].shapes[name]


@dataclass(frozen=True)
class Oracle:
    """The world as one caller sees it. sees: whether he may see a row of a table."""

    world: World
    sees: Callable[[str, Row], bool]

    def find(self, table: str, query: Query, order: Mapping[str, str]) -> list[int]:
        """The ids that a query finds, in order."""
        rows = self.visible(table)
        found = [one for one, row in rows.items() if self.holds(table, row, query)]
        keys = [self.sort_key(table, name, way == "desc") for name, way in order.items()]
        return sort(found, keys)

    def visible(self, table: str) -> dict[int, Row]:
        """The rows that exist for the caller."""
        rows = self.world.tables[table].rows
        return {one: row for one, row in rows.items() if self.sees(table, row)}

    def exists(self, target: str, row_id: Any) -> bool:
        """Whether a row that is pointed at exists for the caller; of unknown tables all do."""
        table = self.world.tables.get(target)
        return table is None or self.sees(target, table.rows[row_id])

    def value(self, table: str, row: Row, path: str) -> Any:
        """The value of a field as the caller sees it."""
        relation, dot, name = path.partition(".")
        if dot:
            other = self.value(table, row, f"{relation}_id")
            step = self.world.tables[table].shapes[f"{relation}_id"]
            assert isinstance(step, Reference)
            there = self.world.tables[step.target].rows
            return None if other is None else self.value(step.target, there[other], name)
        value = row[path]
        match self.world.tables[table].shapes[path]:
            case Reference(target=target) if value is not None:
                return value if self.exists(target, value) else None
            case References(target=target):
                return [one for one in value if self.exists(target, one)]
        return value

    def holds(self, table: str, row: Row, query: Query) -> bool:
        """Whether every entry of a query holds for a row."""
        return all(self.entry(table, row, key, asked) for key, asked in query.items())

    def entry(self, table: str, row: Row, key: str, asked: Any) -> bool:
        """Whether one entry holds."""
        if key == "$or":
            return any(self.holds(table, row, one) for one in asked)
        if key == "$and":
            return all(self.holds(table, row, one) for one in asked)
        shape = self.world.shape(table, key)
        return meets(shape, self.value(table, row, key), asked)

    def sort_key(
        self, table: str, name: str, descending: bool
    ) -> tuple[Callable[[int], Any], bool]:
        """What rows are sorted by under a field's name."""
        rows = self.world.tables[table].rows
        shape = self.world.tables[table].shapes[name]
        return lambda one: shape.place(self.value(table, rows[one], name)), descending


def meets(shape: Shape, value: Any, condition: Any) -> bool:
    """Whether a value meets a condition: a value to equal, or operators that all must hold."""
    if not isinstance(condition, Mapping):
        return shape.equals(value, condition)
    return all(
        not meets(shape, value, operand) if word == "$not" else shape.passes(value, word, operand)
        for word, operand in condition.items()
    )
