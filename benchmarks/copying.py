"""Rows straight into tables: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from django.db import connection, models

from values.columns import DecimalColumn

Values = Sequence[Any]


class Sink(Protocol):
    """A way into one table. What many rows share is prepared once."""

    def prepare(self, values: Values) -> Any:
        """The values of some columns, as `write` takes them."""

    def write(self, rows: Iterable[tuple[int, Any]]) -> None:
        """Insert rows: the value of the first column, and the others prepared."""


class Copy:
    """Into PostgreSQL, as lines of COPY's text format; texts hold neither tabs nor backslashes."""

    def __init__(self, table: str, columns: Sequence[str]):
        self.statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"

    def prepare(self, values: Values) -> str:
        """The end of a line."""
        return "\t".join(["", *("\\N" if value is None else str(value) for value in values)])

    def write(self, rows: Iterable[tuple[int, str]]) -> None:
        """One stream."""
        with connection.cursor() as cursor, cursor.copy(self.statement) as stream:
            stream.write("".join([f"{first}{rest}\n" for first, rest in rows]))


class Insert:
    """Into SQLite, one prepared statement for all."""

    def __init__(self, table: str, columns: Sequence[str]):
        places = ", ".join("?" * len(columns))
        self.statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"

    def prepare(self, values: Values) -> tuple[Any, ...]:
        """The end of a row."""
        return tuple(values)

    def write(self, rows: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
        """One call; the driver itself is asked, without Django's bookkeeping."""
        connection.ensure_connection()
        connection.connection.executemany(self.statement, [(one, *rest) for one, rest in rows])


def sink(table: str, columns: Sequence[str]) -> Copy | Insert:
    """The way into a table."""
    quoted = [connection.ops.quote_name(name) for name in columns]
    way = Copy if connection.vendor == "postgresql" else Insert
    return way(connection.ops.quote_name(table), quoted)


def stored(column: models.Field[Any, Any], value: Any) -> Any:
    """A Python value as the driver is given it."""
    if value is None or type(value) is str:
        return value
    if type(value) is int and not isinstance(column, DecimalColumn):
        return value
    return prepared(column, value)


@lru_cache(maxsize=20_000)
def prepared(column: models.Field[Any, Any], value: Any) -> Any:
    """What is not the same for the driver."""
    prepared = column.get_db_prep_save(value, connection)
    if isinstance(prepared, bool):
        return int(prepared) if connection.vendor == "sqlite" else "tf"[not prepared]
    return prepared
