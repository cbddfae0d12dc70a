"""The keys of an order, by how records are found in it: walked, listed or sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Expression, F, Model, Q
from django.db.models.expressions import Combinable

from channels import store as channels
from channels.holding import primary_rows
from customfields import store as customs
from lookups.kinds import LookupKind
from records.conditions import Scope, demand, hidden_among, leads, shown_id
from records.demands import Has, Own, leading
from records.fields import ChannelScalar, Column, Custom, Field, Relation
from records.ordering import Key
from records.query import Where
from records.terms import Term, every, without
from records.translating import terms_of
from values.refusals import Unanswerable
from values.rows import Rows
from values.statements import TRUE, Sql, compared, quoted, table_of
from values.statements import within as framed

MOST_STEPS = 60  # values of a list that are taken one by one


@dataclass(frozen=True)
class SortKey:
    """A key that any record can be sorted by."""

    field: Field
    scope: Scope
    descending: bool

    def sort_value(self, row: str) -> Sql:
        """The sort value of the record at an alias."""
        return written(expression(self.field, self.scope), self.scope.record_type.model, row)

    def beside(self, model: type[Model], record: str) -> Sql:
        """The sort value of the record whose id is given."""
        value = self.sort_value("v")
        text = f"(SELECT {value.text} FROM {table_of(model)} v WHERE v.id = {record})"
        return Sql(text, value.params)


@dataclass(frozen=True)
class Sorted(SortKey):
    """A key that no index serves."""


@dataclass(frozen=True)
class Switched(SortKey):
    """A key for which another one counts where a demand is met."""

    where: Term
    instead: SortKey

    def sort_value(self, row: str) -> Sql:
        met, other = self.where.test(row), self.instead.sort_value(row)
        own = super().sort_value(row)
        text = f"CASE WHEN {met.text} THEN {other.text} ELSE {own.text} END"
        return Sql(text, (*met.params, *other.params, *own.params))


@dataclass(frozen=True)
class Walked(SortKey):
    """A key whose values stand in an index. rows: of another table `h`, else of the record `r`.

    present: to have a value; source: the same, in the table that is walked; seen: what the record
    must pass for its value to count.
    """

    present: Term
    column: Sql
    record: Sql
    source: Sql
    rows: Rows | None = None
    seen: Sql = TRUE

    def sort_value(self, row: str) -> Sql:
        if self.rows is None:
            return super().sort_value(row)
        return self.rows.value(f"{row}.id", Sql(f"k.{self.rows.columns[1]}"))

    def beside(self, model: type[Model], record: str) -> Sql:
        if self.rows is None:
            return super().beside(model, record)
        return self.rows.value(record, Sql(f"k.{self.rows.columns[1]}"))


@dataclass(frozen=True)
class Step:
    """The records at one place of a list."""

    place: int
    term: Term


@dataclass(frozen=True)
class Listed(SortKey):
    """A key that sorts by the place in a list."""

    steps: tuple[Step, ...]
    absent: Term
    places: Mapping[int, int]
    rows: Rows | None = None

    def sort_value(self, row: str) -> Sql:
        column = f"k.{self.rows.columns[1]}" if self.rows else f"{row}.{quoted(self.attname)}"
        cases = " ".join(["WHEN %s THEN %s"] * len(self.places))
        params = tuple(one for pair in self.places.items() for one in pair)
        found = Sql(f"CASE {column} {cases} END" if cases else "NULL", params)
        if self.rows is None:
            return found
        return self.rows.value(f"{row}.id", framed("min(%s)", found))

    @property
    def attname(self) -> str:
        """The record's own column."""
        assert isinstance(self.field, Column)
        return self.field.attname


def sort_keys(keys: Iterable[Key], scope: Scope) -> tuple[SortKey, ...]:
    """The keys of an order, each in the best form that its field has."""
    return tuple(
        switched(key, key.instead, scope)
        if key.instead
        else sort_key(key.field, scope, key.descending)
        for key in keys
    )


def switched(key: Key, instead: tuple[Where, Field], scope: Scope) -> SortKey:
    """A key for which another field counts where a condition holds."""
    where, other = instead
    counts = Sorted(other, scope, key.descending)
    return Switched(key.field, scope, key.descending, demand(where, scope), counts)


def sort_key(field: Field, scope: Scope, descending: bool) -> SortKey:
    """One key."""
    plain = Sorted(field, scope, descending)
    match field:
        case ChannelScalar(channel=channel):
            rows = primary_rows(channel, scope.record_type.code)
            return over_rows(plain, rows)
        case Custom(definition=definition) if definition.field_type.chooses:
            return over_options(plain, definition)
        case Custom(definition=definition):
            rows = customs.holding(scope.record_type.model, definition, None, None)
            return over_rows(plain, rows) if rows.ordered else plain
        case Relation():
            return over_relation(plain, field)
        case Column(kind=LookupKind() as kind):
            return over_list(plain, field, kind)
        case Column():
            return over_column(plain, field)
    return plain


def over_rows(key: Sorted, rows: Rows | None) -> SortKey:
    """A key whose values stand in another table."""
    if rows is None:
        return key
    record, column = rows.columns
    return Walked(
        *(key.field, key.scope, key.descending, Has(rows), Sql(f"h.{column}")),
        *(Sql(f"h.{record}"), rows.condition("h"), rows),
    )


def over_column(key: Sorted, field: Column) -> SortKey:
    """A key in a column of the record."""
    model = key.scope.record_type.model
    path = field.kind.ordering(field.column)
    column: Any = model._meta.get_field(path)
    present = Own(model, Q(**{f"{column.attname}__isnull": False}))
    if column.attname not in leading(model):
        return key
    return Walked(
        *(key.field, key.scope, key.descending, present, Sql(f"r.{quoted(column.column)}")),
        *(Sql("r.id"), compared(present.q, model, "r")),
    )


def over_relation(key: Sorted, field: Relation) -> SortKey:
    """A key that holds an id, which counts only if the caller may see what it leads to."""
    found = over_column(key, field)
    others = hidden_among(field.target, key.scope.caller)
    if not isinstance(found, Walked) or others is None:
        return found
    seen = leads(field, key.scope, terms_of(others))
    return replace(found, present=every([found.present, seen]), seen=seen.test("r", fenced=True))


def over_options(key: Sorted, definition: Any) -> SortKey:
    """A key of options; of several the first in the field's list counts."""
    model = key.scope.record_type.model
    options = sorted(definition.options, key=lambda one: one.order)

    def holding(ids: list[int]) -> Term:
        op, operand = ("eq", ids[0]) if len(ids) == 1 else ("in", ids)
        return Has(customs.holding(model, definition, op, operand))

    earlier: list[int] = []
    steps = []
    for place, group in groupby(options, key=lambda one: one.order):
        ids = [one.id for one in group]
        term = holding(ids)
        if definition.many and earlier:
            term = every([term, without(holding(earlier))])
        earlier = [*earlier, *ids]
        steps.append(Step(place, term))
    rows = customs.holding(model, definition, None, None)
    places = {one.id: one.order for one in options}
    return stepwise(key, steps, without(Has(rows)), places, rows)


def over_list(key: Sorted, field: Column, kind: LookupKind) -> SortKey:
    """A key of a lookup list."""
    model = key.scope.record_type.model
    values = sorted(kind.values, key=lambda one: one.position)
    steps = []
    for place, group in groupby(values, key=lambda one: one.position):
        ids = [one.id for one in group]
        test = {field.attname: ids[0]} if len(ids) == 1 else {f"{field.attname}__in": ids}
        steps.append(Step(place, Own(model, Q(**test))))
    absent = Own(model, Q(**{f"{field.attname}__isnull": True}))
    return stepwise(key, steps, absent, {one.id: one.position for one in values})


def stepwise(
    key: Sorted,
    steps: list[Step],
    absent: Term,
    places: Mapping[int, int],
    rows: Rows | None = None,
) -> SortKey:
    """A key taken value by value, unless there are too many."""
    if len(steps) > MOST_STEPS:
        return key
    return Listed(key.field, key.scope, key.descending, tuple(steps), absent, places, rows)


def expression(field: Field, scope: Scope) -> Combinable | Expression:
    """The ORM's expression of a field's sort value."""
    match field:
        case ChannelScalar(channel=channel):
            return channels.sort_value(channel, scope.record_type.code)
        case Custom(definition=definition):
            return customs.sort_value(scope.record_type.model, definition)
        case Relation():
            return shown_id(field, scope.caller)
        case Column(column=column, kind=kind):
            return F(kind.ordering(column))
    raise Unanswerable(f"the field '{field.name}' cannot be sorted by")


def written(value: Any, model: type[Model], row: str) -> Sql:
    """An expression of the ORM as SQL about the row at an alias."""
    records = model._default_manager.order_by().annotate(sort_value=value).values("sort_value")
    query = records.query.clone()
    if len([name for name, count in query.alias_refcount.items() if count]) > 1:
        return apart(records, row)
    query.get_initial_alias()
    base = str(query.base_table)
    renamed = query.annotations["sort_value"].relabeled_clone({base: row})
    query.change_aliases({base: row})
    try:
        text, params = query.get_compiler(DEFAULT_DB_ALIAS).compile(renamed)
    except EmptyResultSet:
        return Sql("NULL")
    return Sql(text, tuple(params))


def apart(records: Any, row: str) -> Sql:
    """An expression that leads through other tables, as a query of its own."""
    text, params = records.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    table = table_of(records.model)
    joiner = "AND" if " WHERE " in text else "WHERE"
    return Sql(f"({text} {joiner} {table}.id = {row}.id)", tuple(params))
