"""Making the indexes of trigrams, and comparing them with what they index."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, connection, transaction

from values.statements import on_sqlite, quoted, table_of
from values.trigrams import Trigrams, declared, exists, forget, gin_indexes

log = logging.getLogger(__name__)
EXTENSIONS = ("btree_gin", "pg_trgm")


def install(**_: Any) -> None:
    """Make every index that is missing; after each migration, and whenever somebody asks for it."""
    forget()
    if not on_sqlite() and not extensions_stand():
        log.warning("Without the extensions %s, $con scans.", " and ".join(EXTENSIONS))
        return
    for index in declared.values():
        if not exists(index):
            make(index)
    forget()


def make(index: Trigrams) -> None:
    """Make an index anew and fill it."""
    statements = on_sqlite_made(index) if on_sqlite() else on_postgresql_made(index)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def extensions_stand() -> bool:
    """Whether PostgreSQL has what is needed; it is added if we have the right to."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for name in EXTENSIONS:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    except DatabaseError:
        return False
    return True


def on_postgresql_made(index: Trigrams) -> list[str]:
    """The statements that make an index on PostgreSQL."""
    return [
        statement
        for name, create in gin_indexes(index)
        for statement in (f"DROP INDEX IF EXISTS {quoted(name)}", create)
    ]


def on_sqlite_made(index: Trigrams) -> list[str]:
    """The statements that make an index on SQLite, with the triggers that keep it in step."""
    table, name, keys = table_of(index.model), quoted(index.name), ", ".join(index.keys)
    some = " OR ".join(f"{key} IS NOT NULL" for key in index.keys)
    options = "content='', columnsize=0, tokenize='trigram case_sensitive 1'"
    dropped = [f"DROP TRIGGER IF EXISTS {quoted(f'{index.name}_{one}')}" for one in "idu"]
    return [
        *dropped,
        f"DROP TABLE IF EXISTS {name}",
        f"CREATE VIRTUAL TABLE {name} USING fts5({keys}, {options})",
        f"INSERT INTO {name}(rowid, {keys}) SELECT {index.number('h')}, {keys} FROM {table} h "
        f"WHERE {some}",
        trigger(index, "i", "INSERT", held("NEW", index), added(index)),
        trigger(index, "d", "DELETE", held("OLD", index), taken(index)),
        trigger(index, "u", f"UPDATE OF {keys}", differs(index), taken(index) + added(index)),
    ]


def trigger(index: Trigrams, suffix: str, event: str, condition: str, body: str) -> str:
    """The statement that makes one trigger."""
    name, table = quoted(f"{index.name}_{suffix}"), table_of(index.model)
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN {body} END"


def added(index: Trigrams) -> str:
    """What a trigger does to have a new row found."""
    values = ", ".join(f"NEW.{key}" for key in index.keys)
    name, keys = quoted(index.name), ", ".join(index.keys)
    return (
        f"INSERT INTO {name}(rowid, {keys}) SELECT {index.number('NEW')}, {values} "
        f"WHERE {held('NEW', index)};"
    )


def taken(index: Trigrams) -> str:
    """What a trigger does to have an old row found no more."""
    values = ", ".join(f"OLD.{key}" for key in index.keys)
    name, keys = quoted(index.name), ", ".join(index.keys)
    return (
        f"INSERT INTO {name}({name}, rowid, {keys}) SELECT 'delete', {index.number('OLD')}, "
        f"{values} WHERE {held('OLD', index)};"
    )


def held(row: str, index: Trigrams) -> str:
    """Whether a row has a text."""
    return "(" + " OR ".join(f"{row}.{key} IS NOT NULL" for key in index.keys) + ")"


def differs(index: Trigrams) -> str:
    """Whether an update changes a text."""
    return " OR ".join(f"OLD.{key} IS NOT NEW.{key}" for key in index.keys)
