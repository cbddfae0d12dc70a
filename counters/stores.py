"""Where exact counts are kept: an SQLite file of their own, or PostgreSQL beside the records.

Being apart from the transactions of the records, a count stands even if its request is rolled
back. Nothing is synced to the disk: counts may go with the machine's power, not with a process.
"""

import os
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.db import connections
from psycopg import errors
from psycopg_pool import ConnectionPool

Row = tuple[Any, ...]
Tables = Mapping[str, str]  # name → columns, in words that both databases know
PATIENCE = 20  # seconds that a writer of the file waits for another
ANSWER = 5  # seconds that PostgreSQL has for a connection
MOST_CONNECTIONS = 4  # a process's


class Store(Protocol):
    """Tables that every statement reaches at once, outside of any transaction."""

    def rows(self, command: str, values: Sequence[Any] = ()) -> list[Row]:
        """What a statement returns. Values stand as "?"."""

    def change(self, command: str, values: Sequence[Any] = ()) -> int:
        """Do a statement; how many rows it touched."""


class FileStore:
    """One SQLite file; each process has one connection, which its threads take in turn."""

    def __init__(self, path: str | Path, tables: Tables):
        self.path = path
        self.tables = tables
        self.turn = threading.Lock()
        self.process = 0
        self.opened: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """This process's connection; one from before a fork is left alone."""
        if self.opened is None or self.process != os.getpid():
            self.opened, self.process = self.open(), os.getpid()
        return self.opened

    def open(self) -> sqlite3.Connection:
        """A new connection to the file, with its tables."""
        connection = sqlite3.connect(
            self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        for name, columns in self.tables.items():
            connection.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID")
        return connection

    def rows(self, command: str, values: Sequence[Any] = ()) -> list[Row]:
        """What a statement returns."""
        with self.turn:
            return self.connection.execute(command, values).fetchall()

    def change(self, command: str, values: Sequence[Any] = ()) -> int:
        """Do a statement; how many rows it touched."""
        with self.turn:
            return self.connection.execute(command, values).rowcount


class SharedStore:
    """Tables in the PostgreSQL of the records, for installations of several machines.

    They are unlogged: a count costs no write to the disk, and a crash of the server empties them.
    """

    def __init__(self, tables: Tables):
        self.tables = tables
        self.turn = threading.Lock()
        self.process = 0
        self.opened: ConnectionPool[Any] | None = None

    @property
    def pool(self) -> ConnectionPool[Any]:
        """This process's connections; those from before a fork are left alone."""
        with self.turn:
            if self.opened is None or self.process != os.getpid():
                self.opened, self.process = self.open(), os.getpid()
            return self.opened

    def open(self) -> ConnectionPool[Any]:
        """New connections, and the tables behind them."""
        pool: ConnectionPool[Any] = ConnectionPool(
            kwargs={**address(), "autocommit": True},
            min_size=1,
            max_size=MOST_CONNECTIONS,
            timeout=ANSWER,
            max_lifetime=600,
            open=True,
        )
        try:
            with pool.connection() as connection:
                for name, columns in self.tables.items():
                    make_table(connection, name, columns)
        except BaseException:
            pool.close()
            raise
        return pool

    def rows(self, command: str, values: Sequence[Any] = ()) -> list[Row]:
        """What a statement returns."""
        with self.pool.connection() as connection:
            found: list[Row] = connection.execute(translated(command), values).fetchall()
            return found

    def change(self, command: str, values: Sequence[Any] = ()) -> int:
        """Do a statement; how many rows it touched."""
        with self.pool.connection() as connection:
            return int(connection.execute(translated(command), values).rowcount)

    def close(self) -> None:
        """Let the connections go."""
        if self.opened is not None:
            self.opened.close()
            self.opened = None


def make_table(connection: Any, name: str, columns: str) -> None:
    """Make a table unless it is there, or another process is just making it."""
    try:
        connection.execute(f"CREATE UNLOGGED TABLE IF NOT EXISTS {name} ({columns})")
    except (errors.UniqueViolation, errors.DuplicateTable):
        return


@cache
def translated(command: str) -> str:
    """A statement as psycopg takes it."""
    return command.replace("?", "%s")


def address() -> dict[str, Any]:
    """How to reach the database of the records."""
    found = connections["default"].get_connection_params()
    ours = ("cursor_factory", "context", "prepare_threshold", "client_encoding")
    return {name: value for name, value in found.items() if name not in ours}
