"""Many new rows of a model at once, the fast way of each database; their ids come back in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

FEW = 20  # rows, up to which Django's own way is as fast
LAST = "SELECT seq FROM sqlite_sequence WHERE name = %s"
NEXT = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def insert(model: type[Model], rows: Sequence[Any]) -> None:
    """Insert rows; those of a transaction that have no ids yet go in all at once."""
    at_once = connection.in_atomic_block and all(row.pk is None for row in rows)
    if len(rows) <= FEW or not at_once:
        model._default_manager.bulk_create(rows)
        return
    for row, number in zip(rows, fresh_ids(model, len(rows)), strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, connection.alias
    columns = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in columns)
    put(
        f"{quote(model._meta.db_table)} ({names})",
        zip(*(cells(one, rows) for one in columns), strict=True),
    )


def fresh_ids(model: type[Model], count: int) -> list[int]:
    """The ids that the database gives next. A writer of SQLite is alone until it commits."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(LAST, [table])
            row = cursor.fetchone()
            last = int(row[0]) if row else 0
            return list(range(last + 1, last + count + 1))
        quoted = connection.ops.quote_name(table)
        cursor.execute(NEXT, [quoted, model._meta.pk.column, count])
        return [int(number) for (number,) in cursor.fetchall()]


def cells(column: Field[Any, Any], rows: Sequence[Any]) -> list[Any]:
    """One column of some rows, as the driver is given it."""
    if type(column).pre_save is Field.pre_save:
        values = [getattr(row, column.attname) for row in rows]
    else:
        values = [column.pre_save(row, True) for row in rows]
    stored = column.get_db_prep_save
    return [None if one is None else stored(one, connection) for one in values]


def put(target: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values. target: the table with its columns, quoted."""
    if connection.vendor == "postgresql":
        copy(target, rows)
        return
    found = list(rows)
    places = ", ".join(["%s"] * len(found[0])) if found else ""
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {target} VALUES ({places})", found)


def copy(target: str, rows: Iterable[Sequence[Any]]) -> None:
    """The way of PostgreSQL; what goes wrong is told as Django tells it."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {target} FROM STDIN") as stream,
    ):
        for row in rows:
            stream.write_row(row)
