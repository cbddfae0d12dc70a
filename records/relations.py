"""The relations by which one record's page leads to others, found in the registry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q

from records.describing import AUTOMATIC, SHARED
from records.fields import LinkedSet, RelatedSet, Relation
from records.types import RecordType, registry
from values.refusals import Missing


@dataclass(frozen=True)
class Related:
    """Records of the target type that a field joins to a record: the target's own, or ours."""

    name: str
    target: RecordType
    field: Relation | RelatedSet
    ours: bool

    def of(self, record_id: int) -> Q:
        """The condition on the target's records for one record of ours."""
        field = self.field
        if isinstance(field, Relation):
            return Q(**{field.attname: record_id})
        here, there = (field.near, field.far) if self.ours else (field.far, field.near)
        links = field.through._default_manager.filter(**{f"{here}_id": record_id})
        return Q(pk__in=links.values(f"{there}_id"))


def filling(related: Related, record_id: int) -> dict[str, Any]:
    """What a new record of a relation's target holds, by our names, so that it belongs to this
    one; nothing where the relation is not written at the target."""
    field = related.field
    if related.ours:
        return {}
    if isinstance(field, RelatedSet):
        return {field.primary: record_id} if field.primary else {field.name: [record_id]}
    return {field.name: record_id}


def relation_of(record_type: RecordType, name: str) -> Related:
    """A relation by its name. Raises Missing."""
    try:
        return relations(record_type.name)[name]
    except KeyError:
        raise Missing(f"{record_type.label} have no relation '{name}'") from None


@cache
def relations(name: str) -> dict[str, Related]:
    """All relations of a type by name: the name of the type held, or one that is declared.

    A set outranks a to-one field between the same two types, since it holds that one too.
    """
    record_type = registry[name]
    found = {one.name: one for other in registry.values() for one in held_by(other, record_type)}
    for field in record_type.standard.values():
        if (
            isinstance(field, RelatedSet)
            and not isinstance(field, LinkedSet)
            and field.target in registry
        ):
            found.setdefault(
                field.target, Related(field.target, registry[field.target], field, True)
            )
    for word, path in record_type.children.items():
        target, _, there = path.partition(".")
        joined = registry[target].standard[there]
        assert isinstance(joined, Relation | RelatedSet)
        found[word] = Related(word, registry[target], joined, False)
    return dict(sorted(found.items()))


def held_by(other: RecordType, record_type: RecordType) -> list[Related]:
    """The relations that fields of another type make, the one that counts last.

    Of several to-one fields the first counts, and a set counts before them.
    """
    if other.name == record_type.name or record_type.name == "users":
        return []
    singles: list[Related] = []
    sets: list[Related] = []
    for name, field in other.standard.items():
        if name in SHARED or name in AUTOMATIC:
            continue  # owners, teams and stamps of records are no relations of theirs
        match field:
            case Relation(target=record_type.name):
                singles.insert(0, Related(other.name, other, field, False))
            case RelatedSet(target=record_type.name) if not isinstance(field, LinkedSet):
                sets.append(Related(other.name, other, field, False))
    return singles + sets
