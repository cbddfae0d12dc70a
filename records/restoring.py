"""Records come back from the recycle bin, with what they had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from changes.log import record
from customfields import store as customs
from records import access
from records.access import Caller
from records.answers import One
from records.drafts import Draft
from records.fields import Column
from records.journal import entry, tally
from records.loading import load_before
from records.query import Show
from records.types import RecordType, fields_of
from records.uniqueness import holders_of
from records.writing import check_version, hold, in_transaction, lock, spoken
from values.refusals import Clash, Forbidden, Missing

SHOWN = Show()


def restore(
    record_type: RecordType, caller: Caller, record_id: int, version: int | None = None
) -> One:
    """Bring a record back. Raises Missing if it is not in the bin, Forbidden, Stale, Clash."""

    def work() -> One:
        hold(record_type)
        row = binned(record_type, caller, record_id)
        check_version(row, version)
        check_free(record_type, row)
        bring_back(record_type, [row], caller)
        return spoken(record_type, row, caller, SHOWN)

    return in_transaction(work)


def binned(record_type: RecordType, caller: Caller, record_id: int) -> Any:
    """The row in the bin, locked, if the caller may delete such records. Raises as `restore`."""
    access.require(caller, record_type, "read")
    if not access.visible(record_type, caller, trashed=True).filter(pk=record_id).exists():
        raise Missing
    allowed = access.reachable(record_type, caller, "delete", trashed=True).filter(pk=record_id)
    if not allowed.exists():
        raise Forbidden("You may not restore this record.")
    row = lock(record_type, [record_id])[record_id]
    if row.deleted_at is None:
        raise Missing
    return row


def check_free(record_type: RecordType, row: Any) -> None:
    """Its unique values are still free. Raises Clash, naming the fields."""
    fields = fields_of(record_type.name)
    draft = Draft(row, created=False)
    load_before(record_type, [draft], fields, set())
    taken = [
        field.name
        for field in fields.values()
        if field.unique and isinstance(field, Column) and field.name != "id"
        if (value := draft.before[field.name]) is not None
        and holders_of(record_type, field, [(draft, value)])
    ]
    if taken:
        raise Clash(f"Another record has taken over its value of {', '.join(taken)} meanwhile.")


def bring_back(record_type: RecordType, rows: Sequence[Any], caller: Caller) -> None:
    """Take locked rows out of the bin; their unique values are theirs again. Raises Clash."""
    for row in rows:
        row.deleted_at = None
        row.modified_at = timezone.now()
        row.modified_by_id = caller.rights.user_id
        row.version += 1
    columns = ["deleted_at", "modified_at", "modified_by", "version"]
    record_type.model._default_manager.bulk_update(rows, columns)
    if record_type.custom:
        try:
            schema = customs.schema_of(record_type.name)
            customs.claim(record_type.model, schema, [row.pk for row in rows])
        except customs.Taken as taken:
            keys = ", ".join(sorted({clash.key for clash in taken.clashes}))
            raise Clash(f"Another record has taken over its value of {keys} meanwhile.") from None
    record([entry(record_type, "restore", row.pk, [], caller) for row in rows])
    tally(record_type, len(rows))
