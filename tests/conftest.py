"""What holds for the whole suite: its database is said aloud, and each test counts from zero."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection

from usage.store import ledger

pytest_plugins = ["tests.people"]


def pytest_sessionstart() -> None:
    """Stop a run that was meant for another database; unnoticed it would prove nothing."""
    expected = os.environ.get("CRM_EXPECT_VENDOR", connection.vendor)
    if connection.vendor != expected:
        pytest.exit(f"this run is on {connection.vendor}, not on {expected}", returncode=4)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line: the database that was tested on."""
    terminalreporter.write_line(f"database: {connection.vendor}")


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    """End each test with no calls counted."""
    yield
    for cache in caches.all():
        cache.clear()
    ledger().forget("9999-12-31", 10**12)
