"""Promises of the counters: exact across processes and threads, and over when they run out."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction

from counters.caches import TABLES, CallCounters, CounterCache
from counters.stores import FileStore, SharedStore, Store

PROGRAM = """
import sys
from django.conf import settings
settings.configure()
from counters.caches import CallCounters
cache = CallCounters(sys.argv[1], {})
for call in range(200):
    print(1 if cache.add("key", 1, 60) else cache.incr("key"))
"""


@pytest.fixture(params=["file", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path, django_db_setup: None) -> Iterator[Store]:
    """The file of an installation, and the database that several machines share."""
    if request.param == "file":
        yield FileStore(tmp_path / "counters.sqlite3", TABLES)
        return
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL is shared")
    shared = SharedStore(TABLES)
    yield shared
    shared.change("DELETE FROM live_counts")
    shared.close()


@pytest.fixture
def calls(store: Store, tmp_path: Path) -> CallCounters:
    cache = CallCounters(str(tmp_path / "unused"), {})
    cache.store = store
    return cache


@pytest.fixture
def kept(store: Store, tmp_path: Path) -> CounterCache:
    cache = CounterCache(str(tmp_path / "unused"), {})
    cache.store = store
    return cache


def call(cache: CounterCache) -> int:
    """One call as django-ratelimit counts it."""
    return 1 if cache.add("key", 1, 60) else cache.incr("key")


def test_no_call_is_lost_between_processes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "counters.sqlite3")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = [int(line) for run in runs for line in run.communicate(timeout=60)[0].split()]
    assert sorted(told) == list(range(1, 801))


def test_no_call_is_lost_between_threads(calls: CallCounters) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: call(calls), range(400)))
    assert sorted(told) == list(range(1, 401))


def test_a_counter_that_ran_out_starts_again(calls: CallCounters) -> None:
    with time_machine.travel("2030-01-01", tick=False) as clock:
        assert [call(calls), call(calls)] == [1, 2]
        clock.shift(61)
        assert call(calls) == 1


def test_a_look_does_not_count(calls: CallCounters) -> None:
    call(calls), call(calls)
    assert calls.add("key", 0, 60) is False
    assert calls.get("key") == 2
    assert call(calls) == 3


def test_incr_without_add_before_it_counts(calls: CallCounters) -> None:
    call(calls)
    assert [calls.incr("key"), calls.incr("key", 5)] == [2, 7]


@pytest.mark.django_db
def test_a_count_outlives_a_request_that_is_rolled_back(calls: CallCounters) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        call(calls)
        _ = 1 / 0
    assert call(calls) == 2


def test_add_keeps_the_first_value(kept: CounterCache) -> None:
    assert kept.add("key", "first") is True
    assert kept.add("key", "second") is False
    assert kept.get("key") == "first"


def test_any_value_comes_back(kept: CounterCache) -> None:
    for value in (7, True, None, "ü", {"a": [1.5]}):
        kept.set("key", value, None)
        assert kept.get("key", "nothing") == value
        assert type(kept.get("key")) is type(value)


def test_what_ran_out_is_not_there(kept: CounterCache) -> None:
    with time_machine.travel("2030-01-01", tick=False) as clock:
        kept.set("key", 1, 60)
        clock.shift(61)
        assert kept.get("key") is None
        assert kept.touch("key") is False
        assert kept.delete("key") is False
        with pytest.raises(ValueError, match="key"):
            kept.incr("key")


def test_prune_leaves_what_has_not_run_out(kept: CounterCache) -> None:
    with time_machine.travel("2030-01-01", tick=False) as clock:
        kept.set("short", 1, 60)
        kept.set("long", 2, 600)
        clock.shift(61)
        kept.prune()
        names = [name for (name,) in kept.store.rows("SELECT name FROM live_counts")]
        assert names == [":1:long"]


def test_touch_delete_and_clear(kept: CounterCache) -> None:
    kept.set("key", 1, 60)
    assert kept.touch("key", 600) is True
    assert kept.delete("key") is True
    kept.set("key", 1)
    kept.clear()
    assert kept.get("key") is None
