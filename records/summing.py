"""Numbers and marks that stand beside the records of a page, by statements written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from records.access import Caller, standing_in, visible
from records.conditions import condition, hidden_among, scope_of
from records.fields import Column, LinkedSet, Relation
from records.plans import Plan, plan_of
from records.query import All, Show, Where
from records.relations import relation_of
from records.selects import ID, Select, listed, select_of
from records.types import RecordType
from revisions.store import cached

EVERY = All()
PLAIN = Show(names=("id",))


def counts(
    record_type: RecordType, name: str, ids: Sequence[int], caller: Caller, where: Where = EVERY
) -> Mapping[int, int]:
    """How many records of a relation, of those that the caller may see, by id: one query."""
    return by_id(grouped(record_type, caller, name, "", where), ids)


def sums(
    record_type: RecordType,
    name: str,
    field: str,
    ids: Sequence[int],
    caller: Caller,
    where: Where = EVERY,
) -> Mapping[int, Any]:
    """The sum of a field over the records of a relation that the caller may see, by id."""
    return by_id(grouped(record_type, caller, name, field, where), ids)


def marked(
    record_type: RecordType, name: str, attribute: str, ids: Sequence[int], caller: Caller
) -> Mapping[int, Any]:
    """An attribute of the primary link of a set, by the id of its record: where there is one that
    leads to what the caller may see."""
    return by_id(links(record_type, caller, name, attribute), ids)


def by_id(select: Select, ids: Sequence[int]) -> dict[int, Any]:
    """The second column of a statement by its first, for these ids."""
    return {row[0]: row[1] for row in select.python(select.at(listed(ids)))}


@cached("customfields", "users", "lookups", key=standing_in)
def grouped(record_type: RecordType, caller: Caller, name: str, field: str, where: Where) -> Select:
    """The count of a relation's records, or the sum of a field over them, by whose they are."""
    relation = relation_of(record_type, name)
    assert isinstance(relation.field, Relation)
    owner = relation.field.attname
    wanted = condition(where, scope_of(relation.target, caller))
    rows = held_by(visible(relation.target, caller).filter(wanted), relation.field.column)
    summed = relation.target.standard[field] if field else None
    found = Sum(summed.column) if isinstance(summed, Column) else Count("pk")
    chosen = rows.order_by().values(owner).annotate(found=found).values_list(owner, "found")
    return select_of(chosen, plain(record_type, caller))


@cached("customfields", "users", key=standing_in)
def links(record_type: RecordType, caller: Caller, name: str, attribute: str) -> Select:
    """An attribute of the links in a set that are the primary ones of their records."""
    field = record_type.standard[name]
    assert isinstance(field, LinkedSet)
    primary = F(f"{field.near}__{field.primary}")
    rows = field.through._default_manager.filter(**{f"{field.far}_id": primary})
    others = hidden_among(field.target, caller)
    if others is not None:
        rows = rows.filter(Exists(others.filter(pk=OuterRef(f"{field.far}_id"))))
    chosen = held_by(rows, field.near).order_by().values_list(f"{field.near}_id", attribute)
    return select_of(chosen, plain(record_type, caller))


def plain(record_type: RecordType, caller: Caller) -> Plan:
    """The plan of rows that no record is made of."""
    return plan_of(record_type, caller, PLAIN, single=False)


def held_by(rows: QuerySet[Any, Any], relation: str) -> QuerySet[Any, Any]:
    """The rows that point, by a relation, at records in the one parameter `listed`."""
    many = (
        "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    )
    meta = rows.model._meta
    column = meta.get_field(relation).column
    quote = connection.ops.quote_name
    place = f"{quote(meta.db_table)}.{quote(column)}"
    return rows.extra(where=[f"{place} {many}"], params=[ID])
