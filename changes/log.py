"""The change log: written in the transaction of the change, read newest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from changes.models import Change, Comment, Follow
from values import storing


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One act on one record, and who did it by what means.

    record_type: the type's code. action: a word of `changes.models.Action`. differences:
    ({"field", "label" of a custom field, "old", "new"}, …) with values in JSON's terms, decimals
    exact. at: UTC; None for the moment of writing.
    """

    record_type: int
    record_id: int
    action: str
    differences: Sequence[Mapping[str, Any]] = ()
    user_id: int | None = None
    token_id: int | None = None
    token_name: str | None = None
    dialect: str | None = None
    request_id: str | None = None
    at: datetime | None = None


def record(entries: Iterable[Entry]) -> list[Change]:
    """Write entries, in their order; all get the same moment."""
    now = timezone.now()
    rows = [
        Change(
            record_type=entry.record_type,
            record_id=entry.record_id,
            at=entry.at or now,
            action=entry.action,
            differences=[dict(one) for one in entry.differences],
            user_id=entry.user_id,
            token_id=entry.token_id,
            token_name=entry.token_name,
            dialect=entry.dialect,
            request_id=entry.request_id,
        )
        for entry in entries
    ]
    storing.insert(Change, rows)
    return rows


def history(type_code: int, record_id: int) -> QuerySet[Change]:
    """What happened on a record, newest first."""
    return Change.objects.filter(record_type=type_code, record_id=record_id).order_by("-id")


def forget(type_code: int, record_ids: Iterable[int]) -> None:
    """Delete what was said about records that are purged, and who watched them; the log stays."""
    ids = list(record_ids)
    for model in (Comment, Follow):
        model._default_manager.filter(object_type=type_code, object_id__in=ids).delete()
