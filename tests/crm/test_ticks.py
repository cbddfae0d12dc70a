"""Promises of the clock: each tick in its time, and no failure stops the others."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from counters.caches import CounterCache
from crm import ticks
from crm.ticks import Clock

struck: list[str] = []


def first() -> None:
    """Note that it was called."""
    struck.append("first")


def failing() -> None:
    """Fail."""
    struck.append("failing")
    raise ValueError("on purpose")


@pytest.fixture(autouse=True)
def nothing_struck() -> None:
    struck.clear()


def test_a_tick_is_called_at_start_and_then_in_its_time() -> None:
    times = iter([0, 0, 0, 59, 60, 60])
    clock = Clock({f"{__name__}.first": 60}, now=lambda: next(times))
    for _ in range(3):
        clock.strike()
    assert struck == ["first", "first"]


def test_a_failure_is_tried_again_soon_and_stops_nothing() -> None:
    moment = [0.0]
    day = 24 * 3600
    clock = Clock({f"{__name__}.failing": day, f"{__name__}.first": day}, now=lambda: moment[0])
    clock.strike()
    assert struck == ["failing", "first"]
    moment[0] = ticks.RETRY
    clock.strike()
    assert struck == ["failing", "first", "failing"]


def test_every_tick_of_the_settings_can_be_called() -> None:
    for name, seconds in {**settings.TICKS, **settings.OUTWARD_TICKS}.items():
        assert callable(import_string(name))
        assert seconds > 0


def test_old_counters_are_forgotten() -> None:
    caches["default"].set("old", 1, timeout=-1)
    caches["default"].set("new", 1)
    ticks.forget_counters()
    cache = caches["default"]
    assert isinstance(cache, CounterCache)
    rows = cache.store.rows("SELECT name FROM live_counts")
    assert [name for (name,) in rows] == [":1:new"]


@pytest.mark.django_db
def test_ended_sessions_are_forgotten() -> None:
    for key, days in (("ended", -1), ("open", 1)):
        until = timezone.now() + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=until)
    ticks.forget_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["open"]


@pytest.mark.django_db
def test_tasks_long_done_are_forgotten() -> None:
    long_ago = timezone.now() - ticks.KEPT_TASKS - timedelta(days=1)
    for status, finished in (("SUCCESSFUL", long_ago), ("READY", None)):
        DBTaskResult.objects.create(
            status=status,
            finished_at=finished,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="crm.ticks.forget_tasks",
            backend_name="default",
        )
    ticks.forget_tasks()
    assert [task.status for task in DBTaskResult.objects.all()] == ["READY"]
