"""Who is told now: the tick that turns used and failed calls into mails, each told once."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from outbox.mails import put
from usage.ledger import Failure
from usage.models import Alert
from usage.periods import present
from usage.store import counts, failures
from usage.telling import Text, failures_text, greeted, usage_text

PAUSE = timedelta(minutes=15)  # between two mails on failed calls to one recipient
MOST_MINUTES = 24 * 60  # that a mail on failed calls reaches back


def watch() -> None:
    """Tell whoever is to be told."""
    watch_quota()
    watch_failures()


def standing() -> QuerySet[Alert]:
    """The alerts whose recipients are still there."""
    reached = Q(user=None) | Q(user__is_active=True, user__email__isnull=False)
    return Alert.objects.filter(reached).select_related("user")


def watch_quota() -> None:
    """Tell of the month's quota, once a month each."""
    quota, month = settings.CRM_CALL_QUOTA, present().month
    if quota is None:
        return
    waiting = standing().filter(kind=Alert.Kind.USAGE).exclude(told_month=month)
    if not waiting:
        return
    used = sum(one.used for one in counts(month))
    for alert in waiting:
        assert alert.percent is not None
        if used * 100 < alert.percent * quota:
            continue
        with transaction.atomic():
            untold = Alert.objects.filter(pk=alert.pk).exclude(told_month=month)
            if untold.update(told_month=month, told_at=timezone.now()):
                post(alert, f"quota {month}", usage_text(alert, month, used, quota))


def watch_failures() -> None:
    """Tell of failed calls: of whole minutes, and at most one mail in 15 of them each."""
    now = timezone.now()
    last = int(time.time()) // 60 - 1
    rested = Q(told_at=None) | Q(told_at__lte=now - PAUSE)
    for alert in standing().filter(rested, kind=Alert.Kind.FAILURES):
        since = max(alert.told_minute + 1, born(alert), last - MOST_MINUTES)
        found = failures(since, last)
        if found:
            tell(alert, found, last)


def born(alert: Alert) -> int:
    """The minute in which an alert was made; failures before it are not its business."""
    return int(alert.created_at.timestamp()) // 60


def tell(alert: Alert, found: list[Failure], last: int) -> None:
    """Put one mail on failed calls into the box, unless another process did."""
    with transaction.atomic():
        untold = Alert.objects.filter(pk=alert.pk, told_minute=alert.told_minute)
        if untold.update(told_minute=last, told_at=timezone.now()):
            post(alert, f"failures {last}", failures_text(alert, found))


def post(alert: Alert, about: str, text: Text) -> None:
    """Put a mail into the box."""
    put(f"alert {alert.pk} {about}", greeted(alert), alert.address, text.subject, text.body)
