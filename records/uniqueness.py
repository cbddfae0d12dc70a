"""Unique values: held by no other live record, nor by two rows of one request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from customfields import store as customs
from records.access import Caller
from records.drafts import Draft
from records.fields import Column, Custom, Field
from records.judging import known_ids
from records.types import RecordType


def check_unique(
    record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field], caller: Caller
) -> None:
    """Unique values are held by no other live record, nor by two of these drafts."""
    for name, field in fields.items():
        if not field.unique or name == "id":
            continue
        claims = claimed(drafts, field)
        if claims:
            holders = holders_of(record_type, field, claims)
            refuse_held(claims, holders, field, visible_holders(record_type, holders, caller))


def claimed(drafts: Iterable[Draft], field: Field) -> list[tuple[Draft, Any]]:
    """The drafts that give a unique field a new value, with what is compared of it."""
    return [
        (draft, draft.new(field.name))
        for draft in drafts
        if draft.changes(field.name) and draft.new(field.name) is not None
    ]


def holders_of(
    record_type: RecordType, field: Field, claims: Sequence[tuple[Draft, Any]]
) -> dict[Any, int]:
    """The records that hold the values claimed, by the values' keys."""
    own = [draft.record.pk for draft, _ in claims if draft.record.pk]
    values = [value for _, value in claims]
    if isinstance(field, Custom):
        return customs.taken(record_type.model, field.definition, values, own)
    assert isinstance(field, Column)
    column = field.kind.column(field.column)
    rows = record_type.model._default_manager.filter(
        **{f"{column}__in": [field.kind.key(value) for value in values]}
    )
    if record_type.has_bin:
        rows = rows.filter(deleted_at__isnull=True)
    return dict(rows.exclude(pk__in=own).values_list(column, "pk"))


def visible_holders(
    record_type: RecordType, holders: Mapping[Any, int], caller: Caller
) -> Callable[[int], bool]:
    """Whether the caller may be told the id of a record that holds a value."""
    seen = known_ids(record_type.name, set(holders.values()), caller)
    return lambda record_id: record_id in seen


def refuse_held(
    claims: Sequence[tuple[Draft, Any]],
    holders: Mapping[Any, int],
    field: Field,
    may_see: Callable[[int], bool],
) -> None:
    """Refuse values that another record holds, or a draft before this one claims."""
    first: set[Any] = set()
    for draft, value in claims:
        key = field.kind.key(value)
        holder = holders.get(key)
        if holder is not None:
            params = (holder,) if may_see(holder) else ()
            draft.refuse(field.name, "Unique", "another record has this value", *params)
        elif key in first:
            draft.refuse(field.name, "Unique", "another row of this request has this value")
        first.add(key)
