"""What the ORM says of records, such as who may see them, as demands of the compiler's own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In, IsNull
from django.db.models.sql import Query
from django.db.models.sql.where import AND, NothingNode, WhereNode

from records.access import Caller, standing_in, visible
from records.demands import HERE, Own, Written, leading
from records.terms import NOTHING, Term, every, some, without
from records.types import RecordType
from revisions.store import cached
from values.statements import TRUE, Sql, table_of


@cached("users", key=standing_in)
def visible_terms(record_type: RecordType, caller: Caller, trashed: bool = False) -> Term:
    """What makes a record of a type exist for the caller, or exist in the bin."""
    return terms_of(visible(record_type, caller, trashed))


def terms_of(records: QuerySet[Model]) -> Term:
    """What a queryset demands of its records."""
    query = records.query
    if any(count for name, count in query.alias_refcount.items() if name != query.base_table):
        return joined(records)
    return translated(query.where, records.model, query)


def joined(records: QuerySet[Model]) -> Term:
    """The demand of a queryset over several tables: to be one of its records."""
    sql = written(records.values("pk").query)
    return Written(Sql(f"{HERE}.id IN ({sql.text})", sql.params))


def translated(node: Any, model: type[Model], query: Query) -> Term:
    """One node of a queryset's conditions."""
    match node:
        case WhereNode():
            terms = [translated(child, model, query) for child in node.children]
            found = every(terms) if node.connector == AND else some(terms)
            return without(found) if node.negated else found
        case NothingNode():
            return NOTHING
        case IsNull(lhs=Col(alias=query.base_table, target=target), rhs=bool(rhs)):
            return Own(model, Q(**{f"{target.attname}__isnull": rhs}))
        case Exact(lhs=Col(alias=query.base_table, target=target), rhs=rhs) if is_value(rhs):
            return Own(model, Q(**{target.attname: rhs}))
        case In(lhs=Col(alias=query.base_table, target=target), rhs=Query() as rhs):
            return among(node, target, rhs, model, query)
    return Written(condition(node, query))


def is_value(thing: Any) -> bool:
    """Whether a lookup compares with a plain value."""
    return isinstance(thing, int | str) or not hasattr(thing, "resolve_expression")


def among(node: Any, target: Any, others: Query, model: type[Model], query: Query) -> Term:
    """A column's value is among those that another query finds."""
    if target.attname not in leading(model):
        return Written(condition(node, query))
    inner = written(others)
    text = f"SELECT o.id AS id FROM {table_of(model)} o WHERE o.{target.column} IN ({inner.text})"
    found = Sql(text, inner.params)
    return Written(condition(node, query), found)


def condition(node: Any, query: Query) -> Sql:
    """A node as SQL about the row HERE."""
    clone = query.clone()
    clone.change_aliases({str(query.base_table): HERE})
    renamed = node.relabeled_clone({str(query.base_table): HERE})
    try:
        text, params = clone.get_compiler(DEFAULT_DB_ALIAS).compile(renamed)
    except EmptyResultSet:
        return Sql("1 = 0")
    except FullResultSet:
        return TRUE
    return Sql(f"({text})", tuple(params))


def written(query: Query) -> Sql:
    """A whole query as SQL."""
    try:
        text, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return Sql("SELECT NULL WHERE 1 = 0")
    return Sql(text, tuple(params))
