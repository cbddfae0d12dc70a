"""The sets of many records at once: related ids, links with attributes, e-mails and phones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from channels import store as channels
from records.access import Caller
from records.conditions import hidden_among
from records.fields import ChannelSet, LinkedSet, RelatedSet
from records.references import LinkSet
from records.types import RecordType

Sets = dict[str, dict[int, Any]]


def load(
    record_type: RecordType,
    fields: Iterable[RelatedSet | ChannelSet],
    ids: Sequence[int],
    caller: Caller | None,
) -> Sets:
    """The values of set fields: field → record id → value. Without a caller, hidden ones too.

    One query per relation or channel; a set and its twin with attributes share theirs.
    """
    found: Sets = {}
    rows: dict[tuple[Any, str], list[dict[str, Any]]] = {}
    for field in fields:
        match field:
            case ChannelSet(name=name, channel=channel):
                found[name] = channels.read(channel, record_type.code, ids)
            case RelatedSet(through=through, near=near):
                table = (through, near)
                if table not in rows:
                    rows[table] = links(field, ids, caller)
                found[field.name] = grouped(field, rows[table])
    return found


def links(field: RelatedSet, ids: Sequence[int], caller: Caller | None) -> list[dict[str, Any]]:
    """The rows of a relation's table for these records, oldest link first."""
    rows = field.through._default_manager.filter(**{f"{field.near}_id__in": ids})
    others = hidden_among(field.target, caller) if caller else None
    if others is not None:
        rows = rows.filter(Exists(others.filter(pk=OuterRef(f"{field.far}_id"))))
    return list(rows.order_by("pk").values())


def grouped(field: RelatedSet, rows: Iterable[dict[str, Any]]) -> dict[int, Any]:
    """Rows of a relation's table by record: ids, or objects with the links' attributes."""
    found: dict[int, Any] = defaultdict(list)
    for row in rows:
        far = row[f"{field.far}_id"]
        found[row[f"{field.near}_id"]].append(
            linked(field, far, row) if isinstance(field, LinkedSet) else far
        )
    return found


def linked(field: LinkedSet, far: int, row: dict[str, Any]) -> dict[str, Any]:
    """One link as a Python value: the id with its attributes."""
    assert isinstance(field.kind, LinkSet)
    columns = field.through._meta
    return {
        "id": far,
        **{name: row[columns.get_field(name).attname] for name in field.kind.attributes},  # type: ignore[union-attr]
    }


def say(
    field: RelatedSet | ChannelSet, values: dict[int, Any], record_id: int, labels: bool
) -> Any:
    """A set as JSON, tags by name where labels are wanted; without entries an empty list."""
    value = values.get(record_id) or []
    return field.kind.say_label(value) if labels else field.kind.say(value)
