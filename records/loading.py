"""What is stored of the records that drafts are about, as Python values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.kinds import SETS
from channels.merging import primary_of
from customfields import store as customs
from records import sets
from records.drafts import Draft
from records.fields import ChannelScalar, ChannelSet, Column, Field, LinkedSet, RelatedSet
from records.types import RecordType


def load_before(
    record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field], names: set[str]
) -> None:
    """Fill in what is stored: columns and custom values from the rows, sets as far as named."""
    stored = [draft for draft in drafts if not draft.created]
    ids = [draft.record.pk for draft in stored]
    wanted = [
        field
        for name, field in fields.items()
        if isinstance(field, RelatedSet | ChannelSet)
        and (name in names or twin_named(field, names))
    ]
    found = sets.load(record_type, wanted, ids, None) if ids else {}
    schema = customs.schema_of(record_type.name) if record_type.custom else None
    for draft in stored:
        row: Any = draft.record
        for name, field in fields.items():
            if isinstance(field, Column):
                draft.before[name] = getattr(row, field.attname)
        for field in wanted:
            draft.before[field.name] = list(found[field.name].get(row.pk, ()))
            if isinstance(field, ChannelSet) and isinstance(
                fields.get(field.scalar), ChannelScalar
            ):
                entries = draft.before[field.name]
                draft.before[field.scalar] = primary_of(SETS[field.channel], entries)
        if schema is not None:
            decoded = customs.decode(schema, row.custom, row.custom_revision)
            draft.before.update(customs.python_values(schema, decoded))


def twin_named(field: RelatedSet | ChannelSet, names: set[str]) -> bool:
    """Whether a set must be loaded because another name of it is written."""
    if isinstance(field, ChannelSet):
        return field.scalar in names
    ids = field.ids if isinstance(field, LinkedSet) else ""
    return bool({field.primary, field.links, ids} & names)
