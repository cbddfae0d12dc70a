"""Numbers about the records that belong to many records at once: how many, and their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet, Sum

from records.access import Caller, visible
from records.conditions import condition, scope_of
from records.fields import Column, Relation
from records.query import All, Where
from records.relations import relation_of
from records.types import RecordType

EVERY = All()


def counts(
    record_type: RecordType, name: str, ids: Sequence[int], caller: Caller, where: Where = EVERY
) -> Mapping[int, int]:
    """How many records of a relation, of those that the caller may see, by id: one query."""
    rows, owner = related(record_type, name, ids, caller, where)
    return dict(rows.annotate(found=Count("pk")).values_list(owner, "found"))


def sums(
    record_type: RecordType,
    name: str,
    field: str,
    ids: Sequence[int],
    caller: Caller,
    where: Where = EVERY,
) -> Mapping[int, Any]:
    """The sum of a field over the records of a relation that the caller may see, by id."""
    rows, owner = related(record_type, name, ids, caller, where)
    column = relation_of(record_type, name).target.standard[field]
    assert isinstance(column, Column)
    return dict(rows.annotate(found=Sum(column.column)).values_list(owner, "found"))


def related(
    record_type: RecordType, name: str, ids: Sequence[int], caller: Caller, where: Where
) -> tuple[QuerySet[Any, Any], str]:
    """The records of a to-one relation that leads to these, grouped, and the column that does."""
    relation = relation_of(record_type, name)
    assert isinstance(relation.field, Relation)
    owner = relation.field.attname
    wanted = condition(where, scope_of(relation.target, caller))
    rows = visible(relation.target, caller).filter(wanted, **{f"{owner}__in": list(ids)})
    return rows.order_by().values(owner), owner
