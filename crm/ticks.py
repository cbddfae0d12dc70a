"""What the background worker does by the clock; settings.TICKS says how often."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from counters.caches import CounterCache

RETRY = 60  # seconds until a tick that failed is tried again
KEPT_TASKS = timedelta(days=30)

logger = structlog.get_logger(__name__)


class Clock:
    """Knows which ticks are due. ticks: dotted name of a function → seconds between two calls."""

    def __init__(self, ticks: dict[str, int], now: Callable[[], float] = time.monotonic):
        self.ticks = ticks
        self.now = now
        self.due = dict.fromkeys(ticks, now())

    def strike(self) -> None:
        """Call what is due. One that fails is logged and tried again soon; the others go on."""
        for name, seconds in self.ticks.items():
            if self.due[name] > self.now():
                continue
            try:
                import_string(name)()
                self.due[name] = self.now() + seconds
            except Exception:
                logger.exception("a tick failed", tick=name)
                self.due[name] = self.now() + min(seconds, RETRY)


def keep_time(end: threading.Event) -> None:
    """Strike what is done here every second until the end."""
    strike_until(end, Clock(settings.TICKS))


def reach_out(end: threading.Event) -> None:
    """Strike what other machines are needed for, so that a dead one holds up nothing else."""
    strike_until(end, Clock(settings.OUTWARD_TICKS))


def strike_until(end: threading.Event, clock: Clock) -> None:
    """Strike every second."""
    while not end.wait(1):
        close_old_connections()
        clock.strike()


def forget_counters() -> None:
    """Drop the counters of minutes that are over."""
    for cache in caches.all(initialized_only=False):
        if isinstance(cache, CounterCache):
            cache.prune()


def forget_sessions() -> None:
    """Drop the sessions that have ended."""
    call_command("clearsessions")


def forget_tasks() -> None:
    """Drop the results of tasks long done."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_TASKS).delete()
