"""Running the compiler's statements, each for so long at most."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection

from values.refusals import Costly
from values.statements import Sql, on_sqlite

STEPS = 20_000  # of SQLite's machine, after which it looks at the clock
CANCELED = "57014"
SETTINGS = (
    "SET LOCAL statement_timeout = %s; SET LOCAL jit = off; "  # of PostgreSQL, for one statement
)


def run(statement: Sql, bounded: bool = True) -> list[tuple[Any, ...]]:
    """The rows of a statement. bounded: it may take long, and is broken off then: Costly."""
    with connection.cursor() as cursor:
        if not bounded:
            cursor.execute(statement.text, statement.params)
            return list(cursor.fetchall())
        if on_sqlite():
            with clock():
                cursor.execute(statement.text, statement.params)
                return list(cursor.fetchall())
        return bounded_rows(cursor, statement)


def bounded_rows(cursor: Any, statement: Sql) -> list[tuple[Any, ...]]:
    """PostgreSQL's rows; the limit goes with the statement, so that it costs no way of its own.

    Compiling a plan to machine code would take longer than these statements do.
    """
    inside = connection.in_atomic_block
    before = SETTINGS % int(limit() * 1000)
    after = "; SET LOCAL statement_timeout = DEFAULT; SET LOCAL jit = DEFAULT" if inside else ""
    try:
        cursor.execute(f"{before}{statement.text}{after}", statement.params)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == CANCELED:
            raise Costly from None
        raise
    for _ in range(before.count(";")):
        cursor.nextset()
    return list(cursor.fetchall())


@contextmanager
def clock() -> Iterator[None]:
    """Break off what SQLite does when its time is over."""
    end = time.monotonic() + limit()
    raw = connection.connection
    raw.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    except OperationalError as error:
        if time.monotonic() > end and "interrupted" in str(error):
            raise Costly from None
        raise
    finally:
        raw.set_progress_handler(None, STEPS)


def limit() -> float:
    """The seconds that a statement may take."""
    return float(settings.CRM_QUERY_SECONDS)
