"""The relations by which one record's page leads to others, found in the registry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.models import Q

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
    """The relations that fields of another type make, to-one ones first."""
    if other.name == record_type.name:
        return []
    found: list[Related] = []
    for field in other.standard.values():
        joins = isinstance(field, Relation | RelatedSet) and not isinstance(field, LinkedSet)
        if joins and field.target == record_type.name and is_open(other, record_type, field.name):  # type: ignore[union-attr]
            assert isinstance(field, Relation | RelatedSet)
            found.append(Related(other.name, other, field, False))
    return sorted(found, key=lambda one: isinstance(one.field, RelatedSet))


def is_open(other: RecordType, record_type: RecordType, field_name: str) -> bool:
    """Whether a field makes a relation of its own: owners and stamps of records do not."""
    return (
        record_type.audience == "roles" or other.parent == field_name or field_name == "pipeline_id"
    )
