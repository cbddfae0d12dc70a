"""Indexes of three letters each, by which texts are found that stand anywhere in a column.

PostgreSQL keeps them as GIN indexes, SQLite as FTS5 tables that triggers of the database keep in
step, so that no way of writing passes them by. Where they cannot be made, a scan gives the same
answers.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from values.rows import SHORTEST, Rows
from values.statements import Sql, on_sqlite, quoted, table_of

PACKED = 24  # bits of a row's number that say the field; those above are the record's id
AGAIN = 60.0  # seconds after which an index that was missing is looked for anew


@dataclass(frozen=True)
class Trigrams:
    """The index of a model's key columns. part: the attribute that narrows it, as a field does;
    packed: the model has no number of its own, and its rows are known by record and part."""

    model: type[Model]
    keys: tuple[str, ...]
    part: str | None = None
    packed: bool = False

    @property
    def name(self) -> str:
        """The table of FTS5, and the beginning of the names of all else."""
        return f"{self.model._meta.db_table}_trigrams"

    def number(self, row: str) -> str:
        """The number by which FTS5 knows a row."""
        if not self.packed:
            return f"{row}.id"
        return f"({row}.record_id << {PACKED} | {row}.{self.part})"


declared: dict[type[Model], Trigrams] = {}
_known: dict[str, tuple[bool, float]] = {}


def declare(
    model: type[Model], keys: tuple[str, ...], part: str | None = None, packed: bool = False
) -> None:
    """Have the key columns of a model indexed."""
    if keys:
        declared[model] = Trigrams(model, keys, part, packed)


def text_keys(model: type[Model], names: Iterable[str]) -> tuple[str, ...]:
    """The key columns of those of a model's fields that are texts."""
    columns = {one.name for one in model._meta.concrete_fields}
    return tuple(f"{name}_key" for name in names if f"{name}_key" in columns)


def ready(index: Trigrams | None) -> bool:
    """Whether the index stands in the database."""
    if index is None:
        return False
    key = f"{connection.settings_dict['NAME']} {index.name}"
    stands, looked = _known.get(key, (False, -AGAIN))
    if not stands and time.monotonic() - looked > AGAIN:
        stands = exists(index)
        _known[key] = stands, time.monotonic()
    return stands


def forget() -> None:
    """Look anew for what stands in the database."""
    _known.clear()


def exists(index: Trigrams) -> bool:
    """Look into the database's catalogue for all parts of an index."""
    with connection.cursor() as cursor:
        if on_sqlite():
            sql, names = (
                "SELECT name FROM sqlite_master WHERE name = %s OR tbl_name = %s",
                (
                    index.name,
                    index.model._meta.db_table,
                ),
            )
            wanted = {index.name, *(f"{index.name}_{one}" for one in ("i", "d", "u"))}
        else:
            sql = "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexname LIKE %s"
            names = (index.model._meta.db_table, "%trigrams%")
            wanted = {name for name, _ in gin_indexes(index)}
        cursor.execute(sql, names)
        return wanted <= {name for (name,) in cursor.fetchall()}


def gin_indexes(index: Trigrams) -> Iterator[tuple[str, str]]:
    """PostgreSQL's indexes: name and statement."""
    for number, key in enumerate(index.keys):
        name = f"{index.name[:52]}_{number}"
        narrowed = f"{index.part}, " if index.part else ""
        yield (
            name,
            f"CREATE INDEX {quoted(name)} ON {table_of(index.model)} USING gin "
            f"({narrowed}{quoted(key)} gin_trgm_ops) WHERE {quoted(key)} IS NOT NULL",
        )


def is_served(model: type[Model], key: str, text: str | None) -> bool:
    """Whether the index finds this text in this column."""
    index = declared.get(model)
    if text is None or len(text) < SHORTEST or index is None or key not in index.keys:
        return False
    return ready(index)


def found_in(model: type[Model], key: str | None, text: str) -> Sql:
    """SQLite's search for a text in one column, or in all that are indexed: a condition on the
    FTS5 table."""
    table = quoted(declared[model].name)
    phrase = '"' + text.replace('"', '""') + '"'
    return Sql(f"{table} MATCH %s", (f"{key} : {phrase}" if key else phrase,))


def own_ids(model: type[Model], key: str, text: str) -> Sql:
    """SQLite's ids of the records whose own column holds a text."""
    condition = found_in(model, key, text)
    table = quoted(declared[model].name)
    return Sql(f"SELECT rowid AS id FROM {table} WHERE {condition.text}", condition.params)


def holds(rows: Rows) -> bool:
    """Whether the index finds the text that these rows are asked for."""
    return is_served(rows.model, rows.key, rows.text)


def held_ids(rows: Rows) -> Sql:
    """SQLite's ids of the records with rows that hold a text."""
    index = declared[rows.model]
    parts = list(rows.parts)
    condition = found_in(rows.model, None if rows.everywhere else rows.key, rows.text or "")
    table, places = quoted(index.name), ", ".join(["%s"] * len(parts))
    params = (*condition.params, *parts)
    if index.packed:
        own = f"(rowid & {(1 << PACKED) - 1}) IN ({places})"
        text = f"SELECT rowid >> {PACKED} AS id FROM {table} WHERE {condition.text} AND {own}"
        return Sql(text, params)
    inner = f"SELECT rowid FROM {table} WHERE {condition.text}"
    outer = f"SELECT h.{rows.columns[0]} AS id FROM {table_of(rows.model)} h WHERE h.id IN"
    return Sql(f"{outer} ({inner}) AND +h.{index.part} IN ({places})", params)
