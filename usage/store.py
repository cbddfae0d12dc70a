"""The door to the used calls: count one, add them up, and settle them into the records' database.

What calls who made belongs to rooms above: they join ids with tokens and users (calls_of).
"""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from django.conf import settings
from django.db.models import QuerySet, Sum

from counters.patience import Patience
from counters.stores import FileStore, SharedStore
from usage.ledger import TABLES, Count, Failure, Ledger, SqlLedger
from usage.models import UsedDay
from usage.periods import Period, first_after, present, read_month
from usage.redis_ledger import RedisLedger

LIVE_DAYS = 3  # that the ledger keeps, for calls that end after midnight
LOOK_BACK = 35  # days that are settled when a process first does so
KEPT_MINUTES = 24 * 60  # of failures
BATCH = 500

patience = Patience("the ledger of calls")
_settled: dict[tuple[str, Count], tuple[int, int]] = {}


@cache
def ledger() -> Ledger:
    """Where this installation counts: in Redis, in PostgreSQL, or in a file."""
    if settings.REDIS_URL is not None:
        return RedisLedger(settings.REDIS_URL)
    if settings.CRM_COUNTERS == "database":
        return SqlLedger(SharedStore(TABLES))
    return SqlLedger(FileStore(settings.LEDGER, TABLES))


def admit(token_id: int | None, user_id: int) -> float | None:
    """Count a call of a known caller; else, if the month's quota is used up, when it ends.

    The end is in seconds since the epoch. While the ledger is away calls are let in uncounted.
    """
    if patience.is_over:
        return None
    period, quota = present(), settings.CRM_CALL_QUOTA
    try:
        if quota is not None and not ledger().take(period.month, quota):
            return period.month_ends
        ledger().count(Count(period.day, token_id or 0, user_id, 1, 0))
    except Exception:  # whatever a server that is away raises
        patience.failed()
    return None


def fail(token_id: int | None, user_id: int | None, status: int, asked: str, name: str) -> None:
    """Count a call that was refused or went wrong, whether or not it was let in.

    asked: method and path without anything secret; name: the request's id.
    """
    if patience.is_over:
        return
    token, user, minute = token_id or 0, user_id or 0, int(time.time()) // 60
    try:
        ledger().count(Count(present().day, token, user, 0, 1))
        ledger().fail(Failure(minute, token, user, status, asked, 1, name))
    except Exception:
        patience.failed()


def settle() -> None:
    """Copy the ledger's days, where they changed, into the table of days, and clean up behind.

    What is copied are sums, not steps: a copy that was cut off is made again and counts once.
    """
    book, period = ledger(), present()
    source = book.source()
    names = days_before(period, LIVE_DAYS if _settled else LOOK_BACK)
    changed = [one for one in book.days(names) if _settled.get(key(source, one)) != sums(one)]
    rows = [
        UsedDay(
            day=one.day,
            source=source,
            token_id=one.token,
            user_id=one.user,
            used=one.used,
            failed=one.failed,
        )
        for one in changed
    ]
    UsedDay.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["day", "token_id", "user_id", "source"],
        update_fields=["used", "failed"],
    )
    _settled.update({key(source, one): sums(one) for one in changed})
    for old in [known for known in _settled if known[1].day < names[-1]]:
        del _settled[old]
    if settings.CRM_CALL_QUOTA is not None:
        of_month = in_month(period.month)
        mine = total(of_month.filter(source=source))
        book.square(period.month, mine, total(of_month) - mine)
    book.forget(names[LIVE_DAYS - 1], int(time.time()) // 60 - KEPT_MINUTES)


def key(source: str, one: Count) -> tuple[str, Count]:
    """What a settled count is remembered under."""
    return source, replace(one, used=0, failed=0)


def sums(one: Count) -> tuple[int, int]:
    """The numbers of a count."""
    return one.used, one.failed


def days_before(period: Period, number: int) -> list[str]:
    """The names of some days, the present one first."""
    today = date.fromisoformat(period.day)
    return [(today - timedelta(days=back)).isoformat() for back in range(number)]


def in_month(month: str) -> QuerySet[UsedDay]:
    """What is settled of a month."""
    first = read_month(month)
    return UsedDay.objects.filter(day__gte=first, day__lt=first_after(first))


def total(rows: QuerySet[UsedDay]) -> int:
    """The used calls of some days."""
    return int(rows.aggregate(sum=Sum("used"))["sum"] or 0)


def counts(month: str) -> list[Count]:
    """The calls of a month to the last one: what is settled, and what the ledger has beyond."""
    found = {
        (source, day.isoformat(), token, user): (used, failed)
        for source, day, token, user, used, failed in in_month(month).values_list(
            "source", "day", "token_id", "user_id", "used", "failed"
        )
    }
    live = [name for name in days_before(present(), LIVE_DAYS) if name.startswith(month)]
    if live and not patience.is_over:
        try:
            source = ledger().source()
            for one in ledger().days(live):
                found[source, one.day, one.token, one.user] = one.used, one.failed
        except Exception:
            patience.failed()
    used: Counter[tuple[str, int, int]] = Counter()
    failed: Counter[tuple[str, int, int]] = Counter()
    for (_, *who), (more_used, more_failed) in found.items():
        used[tuple(who)] += more_used  # type: ignore[index]
        failed[tuple(who)] += more_failed  # type: ignore[index]
    return [Count(*who, used[who], failed[who]) for who in sorted(used)]


def calls_of(token_ids: Iterable[int], month: str | None = None) -> dict[int, tuple[int, int]]:
    """Calls (used, failed) of each token in a month (YYYY-MM), the present one by default."""
    found = {token_id: (0, 0) for token_id in token_ids}
    for one in counts(month or present().month):
        if one.token in found:
            used, failed = found[one.token]
            found[one.token] = used + one.used, failed + one.failed
    return found


def failures(first: int, last: int) -> list[Failure]:
    """The failed calls from one minute (since the epoch) to another, the oldest first; none while
    the ledger is away."""
    if patience.is_over:
        return []
    try:
        return ledger().failures(first, last)
    except Exception:
        patience.failed()
        return []
