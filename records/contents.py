"""What drafts hold beside their own row: links, e-mails and phones, custom values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from channels import store as channels
from customfields import store as customs
from records.drafts import Draft
from records.fields import ChannelSet, Custom, Field, LinkedSet, RelatedSet
from records.types import RecordType
from values import storing
from values.refusals import Refusal, Refused


class Overtaken(Refused):
    """Another writer was first to give a record a unique value, after these were judged."""


def save_sets(
    record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field]
) -> None:
    """Replace the sets that drafts change: one delete and one insert a relation."""
    for field in fields.values():
        if isinstance(field, RelatedSet) and not field.links:
            save_links(field, [d for d in drafts if changes_set(d, field)])
        elif isinstance(field, ChannelSet):
            save_entries(record_type, field, [d for d in drafts if d.changes(field.name)])


def save_entries(record_type: RecordType, field: ChannelSet, drafts: Sequence[Draft]) -> None:
    """Write the addresses or numbers of drafts: those of new records need not be looked for."""
    for fresh in (True, False):
        rows = [(d.record.pk, d.new(field.name) or []) for d in drafts if d.created is fresh]
        if rows:
            channels.write(field.channel, record_type.code, rows, fresh)


def changes_set(draft: Draft, field: RelatedSet) -> bool:
    """Whether a draft changes a relation, under any of its names."""
    names = (field.name, field.ids) if isinstance(field, LinkedSet) else (field.name,)
    return any(
        (draft.values.get(name) or None) != (draft.before.get(name) or None)
        for name in names
        if name in draft.values
    )


def save_links(field: RelatedSet, drafts: Sequence[Draft]) -> None:
    """Write one relation's links anew for the records whose set changes."""
    if not drafts:
        return
    table = field.through._default_manager
    old = [draft.record.pk for draft in drafts if not draft.created]
    if old:
        table.filter(**{f"{field.near}_id__in": old}).delete()
    rows = [
        field.through(**{f"{field.near}_id": draft.record.pk, **link})
        for draft in drafts
        for link in link_rows(field, draft)
    ]
    storing.insert(field.through, rows)


def link_rows(field: RelatedSet, draft: Draft) -> Iterable[dict[str, Any]]:
    """The columns of each link of a draft's set."""
    far = f"{field.far}_id"
    columns = field.through._meta
    for link in draft.values[field.name]:
        if not isinstance(link, dict):
            yield {far: link}
            continue
        attributes = {
            columns.get_field(name).attname: value  # type: ignore[union-attr]
            for name, value in link.items()
            if name != "id" and value is not None
        }
        yield {far: link["id"], **attributes}


def save_customs(
    record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field], fresh: bool
) -> None:
    """Write the value rows of the custom values that drafts change."""
    rows = []
    for draft in drafts:
        changed = {
            name: draft.values[name]
            for name, field in fields.items()
            if isinstance(field, Custom) and draft.changes(name)
        }
        if changed:
            rows.append((draft.record.pk, changed))
    if rows:
        schema = customs.schema_of(record_type.name)
        try:
            customs.write(record_type.model, schema, rows, fresh=fresh)
        except customs.Taken as taken:
            refusal = Refusal("Unique", "another record has this value")
            raise Overtaken({clash.key: [refusal] for clash in taken.clashes}) from None
