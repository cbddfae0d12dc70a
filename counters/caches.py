"""Caches that count exactly across processes: one SQL statement a step, outside transactions."""

import pickle
import threading
import time
from functools import cache
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from counters.stores import FileStore, Row, SharedStore, Store

TABLES = {
    "live_counts": "name TEXT PRIMARY KEY, number BIGINT, value BYTEA, until DOUBLE PRECISION"
}
GET = "SELECT number, value FROM live_counts WHERE name = ? AND until > ?"
SET = """
INSERT INTO live_counts (name, number, value, until) VALUES (?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE
SET number = excluded.number, value = excluded.value, until = excluded.until
"""
ADD = SET + "WHERE live_counts.until <= ? RETURNING 1"
INCR = """
UPDATE live_counts SET number = number + ?
WHERE name = ? AND until > ? AND number IS NOT NULL RETURNING number
"""
COUNT = """
INSERT INTO live_counts (name, number, until) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET
    number = CASE WHEN live_counts.until <= ? THEN excluded.number
                  ELSE live_counts.number + excluded.number END,
    until = CASE WHEN live_counts.until <= ? THEN excluded.until ELSE live_counts.until END
RETURNING number
"""
TOUCH = "UPDATE live_counts SET until = ? WHERE name = ? AND until > ?"
DELETE = "DELETE FROM live_counts WHERE name = ? AND until > ?"
CLEAR = "DELETE FROM live_counts"
PRUNE = "DELETE FROM live_counts WHERE until <= ?"
FOREVER = 1e12


class CounterCache(BaseCache):
    """Django's cache interface on one SQLite file; LOCATION is its path.

    Whole numbers are kept as such, so that incr() is one statement; anything else is pickled.
    What has run out goes with prune(), which the tick calls.
    """

    def __init__(self, location: str, params: dict[str, Any]):
        super().__init__(params)
        self.store: Store = self.open(location)
        self.local = threading.local()

    def open(self, location: str) -> Store:
        """Where the counts are kept."""
        return file_store(str(location))

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
        row = (self.name(key, version), *packed(value), self.until(timeout), time.time())
        return bool(self.store.rows(ADD, row))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is kept and has not run out, else the default."""
        found = self.store.rows(GET, (self.name(key, version), time.time()))
        return unpacked(found[0]) if found else default

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value."""
        row = (self.name(key, version), *packed(value), self.until(timeout))
        self.store.change(SET, row)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number and give the sum, exactly. Raises ValueError if there is none."""
        row = (delta, self.name(key, version), time.time())
        found = self.store.rows(INCR, row)
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
        return self.store.change(TOUCH, row) > 0

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; whether there was one."""
        return self.store.change(DELETE, (self.name(key, version), time.time())) > 0

    def clear(self) -> None:
        """Forget everything."""
        self.store.change(CLEAR)

    def prune(self) -> None:
        """Forget what has run out."""
        self.store.change(PRUNE, (time.time(),))


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
        [(total,)] = self.store.rows(COUNT, row)
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


class SharedCounterCache(CounterCache):
    """The same in the PostgreSQL of the records, for installations of several machines."""

    def open(self, location: str) -> Store:
        """Where the counts are kept."""
        return shared_store()


class SharedCallCounters(CallCounters):
    """Calls counted there."""

    def open(self, location: str) -> Store:
        """Where the counts are kept."""
        return shared_store()


@cache
def file_store(path: str) -> FileStore:
    """The store in a file, one for all threads: Django makes each of them caches of its own."""
    return FileStore(path, TABLES)


@cache
def shared_store() -> SharedStore:
    """The store in PostgreSQL, one for all threads."""
    return SharedStore(TABLES)


def packed(value: Any) -> tuple[int | None, bytes | None]:
    """A value as its two cells hold it."""
    return (value, None) if type(value) is int else (None, pickle.dumps(value))


def unpacked(row: Row) -> Any:
    """The value of two cells."""
    number, value = row
    return number if value is None else pickle.loads(value)
