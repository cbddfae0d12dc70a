"""Judged drafts go into the tables: rows, sets, custom values, log and tally, in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from customfields import store as customs
from lookups.kinds import NewTag
from lookups.tags import ensure
from records.access import Caller
from records.contents import save_customs, save_sets
from records.drafts import Draft
from records.fields import (
    Column,
    Custom,
    Field,
)
from records.files import rebind
from records.journal import changed_fields, log, tally
from records.judging import new_tags
from records.types import RecordType, fields_of
from values import storing
from values.columns import KeyColumn
from values.text import fold

BATCH = 500


def save(record_type: RecordType, drafts: Sequence[Draft], caller: Caller) -> list[Draft]:
    """Write the drafts; those that change nothing are left alone. The drafts that were written."""
    make_tags(drafts)
    fields = fields_of(record_type.name)
    written = [draft for draft in drafts if draft.created or changed_fields(draft, fields)]
    stamp(written, caller)
    fresh = [draft for draft in written if draft.created]
    stale = [draft for draft in written if not draft.created]
    insert(record_type, fresh, fields)
    update(record_type, stale, fields)
    save_sets(record_type, written, fields)
    rebind(record_type, written, fields.values())
    save_customs(record_type, fresh, fields, True)
    save_customs(record_type, stale, fields, False)
    log(record_type, "create", fresh, fields, caller)
    log(record_type, "update", stale, fields, caller)
    tally(record_type, len(fresh))
    return written


def make_tags(drafts: Sequence[Draft]) -> None:
    """Make the tags that are named for the first time, and put their ids in their place."""
    names = sorted(new_tags(drafts))
    if not names:
        return
    made = ensure(names)
    for draft in drafts:
        if tags := draft.values.get("tag_ids"):
            draft.set(
                "tag_ids",
                [made[fold(tag.name)] if isinstance(tag, NewTag) else tag for tag in tags],
            )


def stamp(drafts: Iterable[Draft], caller: Caller) -> None:
    """Who and when, and the next version."""
    now = timezone.now()
    for draft in drafts:
        row: Any = draft.record
        if draft.created:
            set_default(row, "created_at", draft.values.get("created_at") or now)
            set_default(
                row, "created_by_id", draft.values.get("created_by_id") or caller.rights.user_id
            )
        else:
            set_default(row, "version", getattr(row, "version", 0) + 1)
        set_default(row, "modified_at", now)
        set_default(row, "modified_by_id", caller.rights.user_id)


STAMPS = ("version", "modified_at", "modified_by_id")


def set_default(row: Any, attname: str, value: Any) -> None:
    """Set a stamp, on tables that have it."""
    if hasattr(row, attname):
        setattr(row, attname, value)


def assign(draft: Draft, fields: Mapping[str, Field]) -> list[str]:
    """Put a draft's column values on its row. The attribute names that it set."""
    names = []
    for name, value in draft.values.items():
        field = fields.get(name)
        if isinstance(field, Column) and (draft.created or draft.changes(name)):
            setattr(draft.record, field.attname, value)
            names.append(field.attname)
    return names


def mirror(record_type: RecordType, draft: Draft, fields: Mapping[str, Field]) -> list[str]:
    """Put the mirror of a draft's custom values on its row. The attribute names that it set."""
    if not record_type.custom:
        return []
    customs_of = {name for name, field in fields.items() if isinstance(field, Custom)}
    if not draft.created and not any(draft.changes(name) for name in customs_of):
        return []
    schema = customs.schema_of(record_type.name)
    row: Any = draft.record
    row.custom = customs.encode(schema, {name: draft.new(name) for name in customs_of})
    row.custom_revision = schema.revision
    return ["custom", "custom_revision"]


def insert(record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field]) -> None:
    """Insert new rows; their ids come back with them."""
    for draft in drafts:
        assign(draft, fields)
        mirror(record_type, draft, fields)
    storing.insert(record_type.model, [draft.record for draft in drafts])


def update(record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field]) -> None:
    """Update rows: each column that any of the drafts changes, with the stamps."""
    if not drafts:
        return
    touched: set[str] = set()
    for draft in drafts:
        touched.update(assign(draft, fields), mirror(record_type, draft, fields))
    meta = record_type.model._meta
    columns = []
    for column in meta.concrete_fields:
        derived = isinstance(column, KeyColumn) and column.source in touched
        if column.attname in touched or column.attname in STAMPS or derived:
            columns.append(column.name)
            for draft in drafts:
                column.pre_save(draft.record, False)
    store(record_type, [draft.record for draft in drafts], columns)


def store(record_type: RecordType, rows: Sequence[Any], columns: Iterable[str]) -> None:
    """Write these columns of locked rows: what is the same for all of them in one statement."""
    table, meta = record_type.model._default_manager, record_type.model._meta
    same: dict[str, Any] = {}
    others = []
    for name in columns:
        attname = meta.get_field(name).attname  # type: ignore[union-attr]
        first = getattr(rows[0], attname)
        if name == "version":
            same[name] = F("version") + 1
        elif all(getattr(row, attname) == first for row in rows):
            same[name] = first
        else:
            others.append(name)
    if same:
        table.filter(pk__in=[row.pk for row in rows]).update(**same)
    if others:
        table.bulk_update(rows, others, batch_size=BATCH)
