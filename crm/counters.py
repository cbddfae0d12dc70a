"""A cache that counts exactly across processes: one SQL statement a step, in a file of its own.

Being apart from the database of the records, a count stands even if its request is rolled back.
"""

import os
import pickle
import sqlite3
import threading
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

TABLE = """
CREATE TABLE IF NOT EXISTS counters (
    name TEXT PRIMARY KEY, value, until REAL NOT NULL
) WITHOUT ROWID
"""
GET = "SELECT value FROM counters WHERE name = ? AND until > ?"
SET = """
INSERT INTO counters (name, value, until) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, until = excluded.until
"""
ADD = SET + "WHERE counters.until <= ? RETURNING 1"
INCR = """
UPDATE counters SET value = value + ? WHERE name = ? AND until > ? RETURNING value
"""
COUNT = """
INSERT INTO counters (name, value, until) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET
    value = CASE WHEN until <= ? THEN excluded.value ELSE value + excluded.value END,
    until = CASE WHEN until <= ? THEN excluded.until ELSE until END
RETURNING value
"""
FOREVER = 1e12


class CounterCache(BaseCache):
    """Django's cache interface on one SQLite file; LOCATION is its path.

    Whole numbers are kept as such, so that incr() is one statement; anything else is pickled.
    What has run out goes with prune(), which the tick calls.
    """

    def __init__(self, location: str, params: dict[str, Any]):
        super().__init__(params)
        self.location = location
        self.local = threading.local()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection; no fsync: counts may go with the machine's power."""
        if getattr(self.local, "process", None) != os.getpid():
            connection = sqlite3.connect(self.location, timeout=20, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(TABLE)
            self.local.connection, self.local.process = connection, os.getpid()
        found: sqlite3.Connection = self.local.connection
        return found

    def name(self, key: Any, version: int | None) -> str:
        """The key as it stands in the table."""
        return self.make_and_validate_key(key, version)

    def until(self, timeout: float | None) -> float:
        """When something kept now runs out, in seconds since the epoch."""
        seconds = self.get_backend_timeout(timeout)
        return FOREVER if seconds is None else seconds

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value unless there is one; whether it was kept."""
        row = (self.name(key, version), packed(value), self.until(timeout), time.time())
        return bool(self.connection.execute(ADD, row).fetchall())

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is kept and has not run out, else the default."""
        found = self.connection.execute(GET, (self.name(key, version), time.time())).fetchone()
        return default if found is None else unpacked(found[0])

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value."""
        row = (self.name(key, version), packed(value), self.until(timeout))
        self.connection.execute(SET, row)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number and give the sum, exactly. Raises ValueError if there is none."""
        row = (delta, self.name(key, version), time.time())
        found = self.connection.execute(INCR, row).fetchall()
        if not found:
            raise ValueError(f"Key {key!r} not found")
        return int(found[0][0])

    def touch(
        self,
        key: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Give a kept value a new time to run out; whether there was one."""
        row = (self.until(timeout), self.name(key, version), time.time())
        command = "UPDATE counters SET until = ? WHERE name = ? AND until > ?"
        return self.connection.execute(command, row).rowcount > 0

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; whether there was one."""
        row = (self.name(key, version), time.time())
        command = "DELETE FROM counters WHERE name = ? AND until > ?"
        return self.connection.execute(command, row).rowcount > 0

    def clear(self) -> None:
        """Forget everything."""
        self.connection.execute("DELETE FROM counters")

    def prune(self) -> None:
        """Forget what has run out."""
        self.connection.execute("DELETE FROM counters WHERE until <= ?", (time.time(),))


class CallCounters(CounterCache):
    """The same for django-ratelimit, which asks add(key, 1) and, if that is refused, incr(key).

    Here add() itself counts and the incr() that follows in the same thread only tells the sum:
    one statement a call instead of two, and as exact.
    """

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Add a whole number to a counter; whether the counter starts with it."""
        name, now = self.name(key, version), time.time()
        row = (name, value, self.until(timeout), now, now)
        [(total,)] = self.connection.execute(COUNT, row).fetchall()
        starts = bool(total == value)
        self.local.counted = ("", 0) if starts else (name, total)
        return starts

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """The sum after the add() just before, else one more step."""
        name, total = getattr(self.local, "counted", ("", 0))
        self.local.counted = ("", 0)
        if name == self.name(key, version):
            return int(total)
        return super().incr(key, delta, version)


def packed(value: Any) -> int | bytes:
    """A value as a cell holds it."""
    return value if type(value) is int else pickle.dumps(value)


def unpacked(cell: int | bytes) -> Any:
    """A cell's value."""
    return cell if isinstance(cell, int) else pickle.loads(cell)
