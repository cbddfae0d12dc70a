"""Promises of the door: each call counted once, whatever becomes of the ledger meanwhile."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from counters.stores import FileStore
from usage import store
from usage.ledger import TABLES, Count, Ledger, SqlLedger
from usage.models import UsedDay
from usage.periods import period_at, present

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def use(times: int, token: int = 1) -> None:
    for _ in range(times):
        assert store.admit(token, 7) is None


def test_calls_are_told_to_the_last_one_before_and_after_they_are_settled(book: Ledger) -> None:
    with time_machine.travel(NOON):
        use(3)
        store.fail(1, 7, 404, "GET /api/x", "a")
        use(2, token=2)
        expected = [Count("2026-11-22", 1, 7, 3, 1), Count("2026-11-22", 2, 7, 2, 0)]
        assert store.counts("2026-11") == expected
        store.settle()
        store.settle()
        assert store.counts("2026-11") == expected
        use(1)
        assert store.calls_of([1, 2, 3]) == {1: (4, 1), 2: (2, 0), 3: (0, 0)}
        assert store.counts("2026-10") == []


def test_nothing_is_written_on_the_records_for_a_call(
    book: Ledger, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        use(2)
        store.fail(1, 7, 404, "GET /api/x", "a")


def test_a_lost_ledger_loses_what_was_not_settled_and_doubles_nothing(
    book: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CRM_CALL_QUOTA = 6
    with time_machine.travel(NOON):
        use(4)
        store.settle()
        new = SqlLedger(FileStore(tmp_path / "new.sqlite3", TABLES))
        monkeypatch.setattr(store, "ledger", lambda: new)
        store.settle()
        use(2)
        assert store.admit(1, 7) is not None
        store.settle()
        assert sum(one.used for one in store.counts("2026-11")) == 6
    assert UsedDay.objects.count() == 2


def test_beyond_the_quota_the_end_of_the_month_is_told(book: Ledger, settings: Settings) -> None:
    settings.CRM_CALL_QUOTA = 2
    with time_machine.travel(NOON, tick=False) as clock:
        use(2)
        ends = store.admit(1, 7)
        assert ends == datetime(2026, 12, 1, tzinfo=UTC).timestamp()
        assert store.counts("2026-11")[0].used == 2
        clock.move_to(datetime(2026, 12, 1, tzinfo=UTC))
        use(1)


def test_days_begin_at_midnight_of_the_installation(settings: Settings) -> None:
    settings.TIME_ZONE = "America/Toronto"
    late = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)  # still daylight saving time: 00:30 there
    found = period_at(late.timestamp())
    assert (found.day, found.month) == ("2026-11-01", "2026-11")
    assert period_at(late.timestamp() - 3600).month == "2026-10"
    assert timedelta(seconds=found.day_ends - found.begins) == timedelta(hours=25)
    assert found.month_ends == datetime(2026, 12, 1, 5, tzinfo=UTC).timestamp()


def test_the_day_changes_under_a_running_process(book: Ledger) -> None:
    with time_machine.travel(datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), tick=False) as clock:
        assert present().day == "2026-11-30"
        clock.shift(1)
        assert (present().day, present().month) == ("2026-12-01", "2026-12")


def test_days_long_settled_leave_the_ledger_and_stay_counted(book: Ledger) -> None:
    with time_machine.travel(NOON) as clock:
        use(2)
        store.settle()
        clock.shift(timedelta(days=5))
        store.settle()
        assert book.days(["2026-11-22"]) == []
        assert store.counts("2026-11") == [Count("2026-11-22", 1, 7, 2, 0)]
    assert UsedDay.objects.get().day == date(2026, 11, 22)


def test_calls_are_let_in_while_the_ledger_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, book: Ledger
) -> None:
    def away() -> Ledger:
        raise ConnectionError("no route to the ledger")

    monkeypatch.setattr(store, "ledger", away)
    use(3)
    store.fail(1, 7, 404, "GET /api/x", "a")
    assert store.counts(present().month) == []
    assert store.failures(0, 10**9) == []
    assert caplog.text.count("the ledger of calls does not answer") == 1
