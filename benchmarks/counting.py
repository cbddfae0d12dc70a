"""Whether calls are counted exactly: 1,000 at once from ten processes, wherever counts are kept.

`.venv/bin/python -m benchmarks.counting [--postgres URL] [--redis URL]`; without either in files.
Ends with 1 unless exactly as many calls were let in as the minute, and the month, had left.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from datetime import timedelta
from typing import Any

import django

PROCESSES, THREADS = 10, 100
LIMIT, QUOTA = 600, 400
LEAST_SECONDS = 30  # that a minute must still have, so that no run crosses into the next


def settle() -> str:
    """Tell the settings where to count. Returns the place's name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counting", description=__doc__)
    parser.add_argument("--postgres")
    parser.add_argument("--redis")
    given = parser.parse_args()
    os.environ["CRM_DATA"] = tempfile.mkdtemp(prefix="counting-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    os.environ["CRM_CALL_QUOTA"] = ""
    for name in ("DATABASE_URL", "REDIS_URL", "CRM_COUNTERS"):
        os.environ[name] = ""
    if given.postgres:
        os.environ |= {"DATABASE_URL": given.postgres, "CRM_COUNTERS": "database"}
    if given.redis:
        os.environ["REDIS_URL"] = given.redis
    django.setup()
    return "Redis" if given.redis else "PostgreSQL" if given.postgres else "SQLite"


def identity(number: int, limit: int) -> Any:
    """A token that exists only here."""
    from django.utils import timezone

    from apitokens.identity import TokenIdentity
    from users.models import User

    later = timezone.now() + timedelta(days=1)
    return TokenIdentity(number, "Load", User(pk=1), ("read",), None, limit, later)


def with_time_left(limit: int) -> Any:
    """A token whose minute has just begun."""
    from django.test import RequestFactory
    from django_ratelimit.core import get_usage  # type: ignore[import-untyped]

    call = RequestFactory().get("/api/contacts")
    first = int(time.time() * 1000) % 10**9 + 10**9
    for number in range(first, first + 1000):
        usage = get_usage(
            call, group="api", key=lambda group, of, n=number: f"token {n} ", rate=f"{limit}/m"
        )
        if usage["time_left"] > LEAST_SECONDS:
            return identity(number, limit)
    raise RuntimeError("no minute has enough left")


def calls(who: Any, start: Any, results: Any) -> None:
    """A process: many threads that make one call each as soon as all are ready."""
    from django.test import RequestFactory

    from apitokens.limits import count

    admitted: list[bool] = []

    def one() -> None:
        call = RequestFactory().get("/api/contacts")
        start.wait()
        admitted.append(count(call, who).wait is None)

    threads = [threading.Thread(target=one) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(sum(admitted))


def run(limit: int) -> tuple[int, float]:
    """All calls at once: how many were let in, and how many seconds it took."""
    fork = multiprocessing.get_context("fork")
    start, results, who = fork.Event(), fork.Queue(), with_time_left(limit)
    running = [fork.Process(target=calls, args=(who, start, results)) for _ in range(PROCESSES)]
    for process in running:
        process.start()
    time.sleep(1)  # for the threads to line up
    begun = time.monotonic()
    start.set()
    admitted = sum(results.get() for _ in running)
    seconds = time.monotonic() - begun
    for process in running:
        process.join()
    return admitted, seconds


def main() -> None:
    """Both runs, and what came of them."""
    place = settle()
    from django.conf import settings

    from usage.periods import present
    from usage.store import ledger

    number = PROCESSES * THREADS
    limited, seconds = run(LIMIT)
    print(f"{place}: limit {LIMIT}: {limited} of {number} let in, {seconds:.2f} s")
    settings.CRM_CALL_QUOTA = QUOTA
    ledger().square(present().month, 0, 0)
    before = sum(one.used for one in ledger().days([present().day]))
    metered, seconds = run(number * 2)
    after = sum(one.used for one in ledger().days([present().day]))
    print(f"{place}: quota {QUOTA}: {metered} of {number} let in, {seconds:.2f} s")
    print(f"{place}: written down: {after - before}")
    sys.exit((limited, metered, after - before) != (LIMIT, QUOTA, QUOTA))


if __name__ == "__main__":
    main()
