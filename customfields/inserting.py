"""Inserting value rows in few statements: of each row only the columns that it fills are sent."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from customfields.kinds import FieldType
from customfields.tables import COLUMNS, KEYS
from values.text import fold

CHUNK = 500
PARAMETERS = 6  # at most, of a row: record, field, position, claim, and a text with its key
MANY = 100
TYPED = tuple(one for column in COLUMNS for one in (column, KEYS.get(column)) if one)

T = TypeVar("T")


class Row(NamedTuple):
    """A value row to be: one single value of one field of one record."""

    record_id: int
    field_id: int
    position: int
    field_type: FieldType
    value: Any
    claim: str | None


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists that a statement can name one by one."""
    iterator = iter(items)
    while found := list(islice(iterator, size)):
        yield found


def insert(table: Any, rows: Sequence[Row], quietly: bool = False) -> None:
    """Insert rows. quietly: leave out those that a constraint stands against."""
    if len(rows) > MANY and not quietly:
        return copy(table, rows) if connection.vendor == "postgresql" else insert_alike(table, rows)
    most = connection.features.max_query_params or CHUNK * PARAMETERS
    names, shapes = columns_of(table), shapes_of()
    ending = " ON CONFLICT DO NOTHING" if quietly else ""
    with connection.cursor() as cursor:
        for some in chunks(rows, min(CHUNK, most // PARAMETERS)):
            values = ", ".join(shapes[row.field_type.column] for row in some)
            parameters = [one for row in some for one in parameters_of(table, row)]
            cursor.execute(f"INSERT INTO {names} VALUES {values}{ending}", parameters)


def insert_alike(table: Any, rows: Sequence[Row]) -> None:
    """Insert rows the fast way of SQLite: with one statement for all that fill the same column."""
    alike: dict[str, list[list[Any]]] = defaultdict(list)
    for row in rows:
        alike[row.field_type.column].append(parameters_of(table, row))
    for column, found in alike.items():
        shape = f"INSERT INTO {columns_of(table)} VALUES {shapes_of()[column]}"
        with connection.cursor() as cursor:
            cursor.executemany(shape, found)


def copy(table: Any, rows: Sequence[Row]) -> None:
    """Insert rows the fast way of PostgreSQL."""
    places = {column: number for number, column in enumerate(TYPED)}
    blank: list[Any] = [None] * len(TYPED)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {columns_of(table)} FROM STDIN") as stream,
    ):
        for row in rows:
            record_id, field_id, position, claim, *filled = parameters_of(table, row)
            typed, place = blank.copy(), places[row.field_type.column]
            typed[place : place + len(filled)] = filled
            stream.write_row([record_id, field_id, position, claim, *typed])


@cache
def columns_of(table: Any) -> str:
    """The table with the columns that rows fill, quoted."""
    quote = connection.ops.quote_name
    named = ("record", "field", "position", "claim", *TYPED)
    names = ", ".join(quote(table._meta.get_field(name).column) for name in named)
    return f"{quote(table._meta.db_table)} ({names})"


@cache
def shapes_of() -> dict[str, str]:
    """How a row looks in an INSERT, by the typed column that it fills."""
    shapes = {}
    for column in COLUMNS:
        filled = {column, KEYS.get(column)}
        places = ["%s" if one in filled else "NULL" for one in TYPED]
        shapes[column] = f"(%s, %s, %s, %s, {', '.join(places)})"
    return shapes


@cache
def storing_in(table: Any, column: str) -> Callable[[Any, Any], Any]:
    """What makes a column's value one for the driver."""
    found: Callable[[Any, Any], Any] = table._meta.get_field(column).get_db_prep_save
    return found


def parameters_of(table: Any, row: Row) -> list[Any]:
    """What a row sends to the database: five values, and the key of a text."""
    column = row.field_type.column
    stored = storing_in(table, column)(row.value, connection)
    sent = [row.record_id, row.field_id, row.position, row.claim, stored]
    return [*sent, fold(row.value)] if column in KEYS else sent
