"""Records that have lain in the recycle bin for longer than it keeps them go for good."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from records.access import Caller, caller_of
from records.types import RecordType, registry
from records.writing import hold, in_transaction, lock, take_away
from users.models import User

BATCH = 100


def purge_old() -> int:
    """Purge what was deleted over RECYCLE_DAYS ago, a hundred at a time. How many went."""
    before = timezone.now() - timedelta(days=settings.RECYCLE_DAYS)
    gone = 0
    for record_type in registry.values():
        if record_type.has_bin:
            old = record_type.model._default_manager.filter(deleted_at__lt=before).order_by("pk")
            while ids := list(old.values_list("pk", flat=True)[:BATCH]):
                gone += in_transaction(partial(purge, record_type, ids))
    return gone


def purge(record_type: RecordType, ids: list[int]) -> int:
    """Purge these records of the bin, those that were restored meanwhile left out."""
    hold(record_type)
    rows = [row for row in lock(record_type, ids).values() if row.deleted_at is not None]
    caller = clock()
    take_away(record_type, rows, caller, purge=True)
    return len(rows)


def clock() -> Caller:
    """Who acts when nobody does: the product itself, by the clock."""
    user, _ = User.objects.get_or_create(
        username="system",
        defaults={"kind": User.Kind.SYSTEM, "is_active": False, "is_superuser": False},
    )
    return caller_of(user, None, "system", "")
