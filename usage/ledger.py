"""The ledger of calls as they come: one statement a call, exact over all processes.

It lives apart from the records, in an SQLite file or in unlogged tables of PostgreSQL, and is
copied into the table of days every few seconds. A ledger that is lost begins anew under another
source, so that what was copied from the lost one still counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Protocol

from counters.stores import Store

TABLES = {
    "live_source": "id INTEGER PRIMARY KEY, source TEXT",
    "live_days": (
        "day TEXT, token BIGINT, owner BIGINT, used BIGINT, failed BIGINT, "
        "PRIMARY KEY (day, token, owner)"
    ),
    "live_months": "month TEXT PRIMARY KEY, used BIGINT, elsewhere BIGINT",
    "live_failures": (
        "minute BIGINT, token BIGINT, owner BIGINT, status BIGINT, asked TEXT, times BIGINT, "
        "request_id TEXT, PRIMARY KEY (minute, token, owner, status, asked)"
    ),
}
COUNT = """
INSERT INTO live_days (day, token, owner, used, failed) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (day, token, owner) DO UPDATE
SET used = live_days.used + excluded.used, failed = live_days.failed + excluded.failed
"""
TAKE = """
INSERT INTO live_months (month, used, elsewhere) VALUES (?, 1, 0)
ON CONFLICT (month) DO UPDATE SET used = live_months.used + 1
WHERE live_months.used + live_months.elsewhere < ? RETURNING used
"""
SQUARE = """
INSERT INTO live_months (month, used, elsewhere) VALUES (?, ?, ?)
ON CONFLICT (month) DO UPDATE SET elsewhere = excluded.elsewhere,
used = CASE WHEN live_months.used < excluded.used THEN excluded.used ELSE live_months.used END
"""
FAIL = """
INSERT INTO live_failures (minute, token, owner, status, asked, times, request_id)
VALUES (?, ?, ?, ?, ?, 1, ?)
ON CONFLICT (minute, token, owner, status, asked) DO UPDATE
SET times = live_failures.times + 1, request_id = excluded.request_id
"""
FAILURES = """
SELECT minute, token, owner, status, asked, times, request_id FROM live_failures
WHERE minute BETWEEN ? AND ? ORDER BY minute, token, owner, status, asked
"""


@dataclass(frozen=True)
class Count:
    """Calls of a day (YYYY-MM-DD) by a token (0: by none) of a user (0: of nobody known)."""

    day: str
    token: int
    user: int
    used: int
    failed: int


@dataclass(frozen=True)
class Failure:
    """Equal failed calls of one minute (since the epoch); request_id: that of the last.

    asked: method and path, with the names of the parameters but not what they ask for.
    """

    minute: int
    token: int
    user: int
    status: int
    asked: str
    times: int
    request_id: str


class Ledger(Protocol):
    """Where calls are written down. All raise whatever their server raises when it is away."""

    def source(self) -> str:
        """The name of this ledger, drawn when it was made."""

    def take(self, month: str, quota: int) -> bool:
        """One call off a month's quota; False if it is used up. Exact."""

    def count(self, one: Count) -> None:
        """Add calls."""

    def fail(self, one: Failure) -> None:
        """Write a failed call down."""

    def days(self, names: Sequence[str]) -> list[Count]:
        """The calls of some days."""

    def failures(self, first: int, last: int) -> list[Failure]:
        """The failed calls from one minute to another."""

    def square(self, month: str, mine: int, elsewhere: int) -> None:
        """Tell how many calls of a month are known to be used: at least here, and elsewhere."""

    def forget(self, day: str, minute: int) -> None:
        """Drop what is older than a day, and failures from before a minute."""


class SqlLedger:
    """The ledger in tables of SQLite or PostgreSQL."""

    def __init__(self, store: Store):
        self.store = store

    def source(self) -> str:
        """Never remembered: a crash of PostgreSQL empties the tables behind our back."""
        command = "INSERT INTO live_source (id, source) VALUES (1, ?) ON CONFLICT (id) DO NOTHING"
        self.store.change(command, (token_hex(8),))
        return str(self.store.rows("SELECT source FROM live_source")[0][0])

    def take(self, month: str, quota: int) -> bool:
        """A single statement adds and compares."""
        return bool(self.store.rows(TAKE, (month, quota)))

    def count(self, one: Count) -> None:
        """Add calls."""
        self.store.change(COUNT, (one.day, one.token, one.user, one.used, one.failed))

    def fail(self, one: Failure) -> None:
        """Write a failed call down."""
        row = (one.minute, one.token, one.user, one.status, one.asked, one.request_id)
        self.store.change(FAIL, row)

    def days(self, names: Sequence[str]) -> list[Count]:
        """The calls of some days."""
        marks = ", ".join("?" * len(names))
        command = f"SELECT day, token, owner, used, failed FROM live_days WHERE day IN ({marks})"
        return [Count(*row) for row in self.store.rows(command, list(names))]

    def failures(self, first: int, last: int) -> list[Failure]:
        """The failed calls from one minute to another."""
        return [Failure(*row) for row in self.store.rows(FAILURES, (first, last))]

    def square(self, month: str, mine: int, elsewhere: int) -> None:
        """Calls that came meanwhile stay counted."""
        self.store.change(SQUARE, (month, mine, elsewhere))

    def forget(self, day: str, minute: int) -> None:
        """Drop what is old."""
        self.store.change("DELETE FROM live_days WHERE day < ?", (day,))
        self.store.change("DELETE FROM live_months WHERE month < ?", (day[:7],))
        self.store.change("DELETE FROM live_failures WHERE minute < ?", (minute,))
