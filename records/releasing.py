"""What points at records that go for good lets go of them, so that its history tells of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from records import sets
from records.drafts import Effect
from records.fields import LinkedSet, RelatedSet, Relation
from records.types import RecordType, registry

BATCH = 500
Pointing = Relation | RelatedSet


def released(record_type: RecordType, ids: Sequence[int]) -> Iterator[Effect]:
    """What letting go of these records means for others: updates, some records at a time.

    Between main records it goes by the domain's rules; what loses a tag, say, or a product keeps
    all else as it is. Nothing is said of parts, which go too, nor of what stands against it.
    """
    for holder in registry.values():
        held: dict[int, list[Pointing]] = defaultdict(list)
        for field in pointing(holder, record_type.name):
            for record_id in holding(holder, field, ids):
                held[record_id].append(field)
        going = set(ids) if holder is record_type else set()
        staying = sorted(held.keys() - going)
        bare = not (record_type.has_bin and holder.has_bin)
        for start in range(0, len(staying), BATCH):
            some = {one: held[one] for one in staying[start : start + BATCH]}
            rows = tuple(without(holder, some, set(ids)).items())
            yield Effect(holder.name, "update", rows, bare)


def pointing(holder: RecordType, target: str) -> list[Pointing]:
    """The fields of a type that may let go of records of another; a set speaks for its primary."""
    fields = holder.standard.values()
    primaries = {one.primary for one in fields if isinstance(one, RelatedSet)}
    found: list[Pointing] = []
    for field in fields:
        match field:
            case LinkedSet():
                continue
            case RelatedSet(target=to) if to == target:
                found.append(field)
            case Relation(target=to, name=name) if to == target and name not in primaries:
                column: Any = holder.model._meta.get_field(field.column)
                if column.remote_field.on_delete is models.SET_NULL:
                    found.append(field)
    return found


def holding(holder: RecordType, field: Pointing, ids: Sequence[int]) -> list[int]:
    """The records that point at one of the ids with a field, those in the bin too."""
    if isinstance(field, Relation):
        rows = holder.model._default_manager.filter(**{f"{field.attname}__in": ids})
        return list(rows.values_list("pk", flat=True))
    links = field.through._default_manager.filter(**{f"{field.far}_id__in": ids})
    return list(links.values_list(f"{field.near}_id", flat=True).distinct())


def without(
    holder: RecordType, held: Mapping[int, Collection[Pointing]], ids: set[int]
) -> dict[int, dict[str, Any]]:
    """What these fields of these records will hold: nothing, or the others of a set."""
    wanted = {f.name: f for fields in held.values() for f in fields if isinstance(f, RelatedSet)}
    stored = sets.load(holder, wanted.values(), list(held), None)
    return {
        record_id: {
            field.name: [one for one in stored[field.name].get(record_id, ()) if one not in ids]
            if isinstance(field, RelatedSet)
            else None
            for field in fields
        }
        for record_id, fields in held.items()
    }
