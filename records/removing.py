"""Records leave: into the recycle bin, or for good with all that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone

from attachments.store import forget as forget_attachments
from changes.log import forget as forget_comments
from changes.log import record
from channels import store as channels
from customfields import store as customs
from records.access import Caller
from records.drafts import Effect
from records.journal import entry, tally
from records.locking import lock_parents
from records.types import RecordType


def remove(
    record_type: RecordType, rows: Sequence[Any], caller: Caller, purge: bool
) -> Sequence[Effect]:
    """Take locked rows away. What follows for other records. Raises Clash where they are needed."""
    lock_parents(record_type, [getattr(row, record_type.parent or "pk") for row in rows])
    record_type.before_delete(rows)
    live = [row for row in rows if not record_type.has_bin or row.deleted_at is None]
    action = "purge" if purge or not record_type.has_bin else "delete"
    if action == "purge":
        discard(record_type, rows)
    else:
        recycle(record_type, live, caller)
    record([entry(record_type, action, row.pk, [], caller) for row in rows])
    tally(record_type, -len(live))
    return record_type.after_delete(rows)


def recycle(record_type: RecordType, rows: Sequence[Any], caller: Caller) -> None:
    """Put rows into the bin; their unique values are free from now on."""
    now = timezone.now()
    for row in rows:
        row.deleted_at = now
        row.modified_at = now
        row.modified_by_id = caller.rights.user_id
        row.version += 1
    columns = ["deleted_at", "modified_at", "modified_by", "version"]
    record_type.model._default_manager.bulk_update(rows, columns)
    if record_type.custom:
        customs.release(record_type.model, [row.pk for row in rows])


def discard(record_type: RecordType, rows: Sequence[Model]) -> None:
    """Delete rows and what hangs on them: values, channels, comments, follows, attachments."""
    ids = [row.pk for row in rows]
    channels.forget(record_type.code, ids)
    forget_comments(record_type.code, ids)
    forget_attachments(record_type.code, ids)
    if record_type.custom:
        customs.release(record_type.model, ids)
    for row in rows:
        key = row.pk
        row.delete()
        row.pk = key
