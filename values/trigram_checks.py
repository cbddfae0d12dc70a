"""Comparing the indexes of trigrams with the texts that they should find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import connection

from values.statements import on_sqlite, quoted, table_of
from values.trigrams import Trigrams, exists

LETTERS = 3
SOME = 2000


def is_sound(index: Trigrams) -> bool:
    """Whether an index stands and finds what the table holds, no more and no less.

    PostgreSQL keeps its indexes right by itself.
    """
    if not exists(index):
        return False
    return not on_sqlite() or counted(index) == indexed(index)


def counted(index: Trigrams) -> Counter[str]:
    """How often each three letters stand in the texts of the table."""
    found: Counter[str] = Counter()
    for text in texts(index):
        found.update(text[at : at + LETTERS] for at in range(len(text) - LETTERS + 1))
    return found


def texts(index: Trigrams) -> Iterator[str]:
    """All texts of the indexed columns."""
    for key in index.keys:
        column, table = quoted(key), table_of(index.model)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
            while rows := cursor.fetchmany(SOME):
                for (text,) in rows:
                    yield text


def indexed(index: Trigrams) -> Counter[str]:
    """How often each three letters stand in the index."""
    words = quoted(f"{index.name}_words")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE temp.{words} USING fts5vocab(main, {quoted(index.name)}, row)"
        )
        cursor.execute(f"SELECT term, cnt FROM temp.{words}")
        found = Counter(dict(cursor.fetchall()))
        cursor.execute(f"DROP TABLE temp.{words}")
    return found
