"""A neutral condition becomes demands, judged against the fields that exist for the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import BooleanField, Expression, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from channels.holding import holding as entries_holding
from customfields import store as customs
from records.access import Caller, fields_for, visible
from records.demands import Has, Leads, Own
from records.fields import ChannelScalar, ChannelSet, Column, Custom, Field, RelatedSet, Relation
from records.query import All, AnyOf, Is, Not, Where
from records.terms import NOTHING, Term, every, some, without
from records.translating import terms_of, visible_terms
from records.types import RecordType, registry
from values.refusals import Incomparable, Refusal, Unanswerable
from values.rows import Rows
from values.statements import quoted
from values.text import nearest


@dataclass(frozen=True)
class Scope:
    """What a condition is about: one record type, as one caller knows it."""

    record_type: RecordType
    caller: Caller
    fields: dict[str, Field]


def scope_of(record_type: RecordType, caller: Caller) -> Scope:
    """The scope of a type for a caller."""
    return Scope(record_type, caller, fields_for(record_type, caller))


def demand(where: Where, scope: Scope) -> Term:
    """What a condition demands of a record. Raises Unanswerable, naming the field."""
    match where:
        case Is(path, op, value):
            return comparison(path, op, value, scope)
        case Not(part):
            return without(demand(part, scope))
        case All(parts):
            return every(demand(part, scope) for part in parts)
        case AnyOf(parts):
            return some(demand(part, scope) for part in parts)


class Demanded(Expression):
    """A demand as an expression of the ORM, for those who ask by it."""

    conditional = True

    def __init__(self, where: Where, scope: Scope, key: Any = None):
        super().__init__(output_field=BooleanField())
        self.term = demand(where, scope)
        self.about = (repr(where), scope.record_type.name, scope.caller.standing)
        self.key = key or F("pk")

    @property
    def identity(self) -> Any:
        return type(self), *self.about

    def get_source_expressions(self) -> list[Any]:
        return [self.key]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.key,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, _ = compiler.compile(self.key)
        found = self.term.test(column.rpartition(".")[0])
        return f"(({found.text}) IS TRUE)", list(found.params)


def condition(where: Where, scope: Scope) -> Q:
    """The same for the ORM. Raises Unanswerable, naming the field."""
    return Q() if where == All() else Q(Demanded(where, scope))


def comparison(path: str, op: str, value: Any, scope: Scope) -> Term:
    """One comparison, of a field of the type itself or one step along a to-one relation."""
    relation, dot, name = path.partition(".")
    if dot:
        found = related_comparison(relation, name, op, value, scope)
    else:
        field = filterable_field(path, scope)
        found = field_comparison(field, op, asked(field, op, value), scope)
    return replace(found, path=path)


def filterable_field(name: str, scope: Scope) -> Field:
    """A field that may be asked for. Raises Unanswerable with the nearest known name."""
    field = scope.fields.get(name)
    if field is None:
        raise Unanswerable(f"unknown field '{name}'{nearest(name, scope.fields)}")
    if not field.filterable:
        raise Unanswerable(f"the field '{name}' cannot be filtered by")
    return field


def asked(field: Field, op: str, value: Any) -> Any:
    """The operand as the field's kind takes it. Raises Unanswerable."""
    if op not in field.kind.operators:
        raise Incomparable(field.name, field.kind.name, op, field.kind.operators)
    try:
        return field.kind.ask(op, value)
    except Refusal as refusal:
        raise Unanswerable(f"the field '{field.name}': {refusal}") from None


def related_comparison(relation: str, name: str, op: str, value: Any, scope: Scope) -> Term:
    """A comparison with a field of the related record, which the caller must be able to see."""
    field = scope.fields.get(f"{relation}_id")
    if not isinstance(field, Relation) or field.target not in registry or field.target == "users":
        raise Unanswerable(f"'{relation}' is no relation that a filter can follow")
    target = scope_of(registry[field.target], scope.caller)
    there = filterable_field(name, target)
    operand = asked(there, op, value)
    seen = visible_terms(target.record_type, scope.caller)

    def held(held_op: str, held_operand: Any) -> Term:
        wanted = field_comparison(there, held_op, held_operand, target)
        return leads(field, scope, every([replace(wanted, path=name), seen]))

    filled = without(field_comparison(there, "eq", None, target))
    return null_aware(
        op, operand, held, lambda: without(leads(field, scope, every([filled, seen])))
    )


def leads(field: Relation, scope: Scope, there: Term) -> Term:
    """That a relation leads to a record that passes a demand."""
    target = registry[field.target].model
    return Leads(scope.record_type.model, field.attname, target, there)


def null_aware(
    op: str, operand: Any, held: Callable[[str, Any], Term], empty: Callable[[], Term]
) -> Term:
    """A comparison of something that exists or not: null asks for those that have none."""
    if op == "eq" and operand is None:
        return empty()
    if op == "in" and None in operand:
        return some([held("in", [one for one in operand if one is not None]), empty()])
    return held(op, operand)


def field_comparison(field: Field, op: str, operand: Any, scope: Scope) -> Term:
    """The demand on one field, by how it is stored."""
    match field:
        case Relation():
            return relation_comparison(field, op, operand, scope)
        case RelatedSet():
            return set_comparison(field, op, operand, scope)
        case ChannelScalar(channel=channel) | ChannelSet(channel=channel):
            code = scope.record_type.code
            return row_comparison(op, operand, partial(entries_holding, channel, code))
        case Custom(definition=definition):
            model = scope.record_type.model
            return row_comparison(op, operand, partial(customs.holding, model, definition))
        case Column(column=column, kind=kind):
            return Own(scope.record_type.model, kind.where(kind.column(column), op, operand))
    raise Unanswerable(f"the field '{field.name}' cannot be filtered by")


def row_comparison(
    op: str, operand: Any, holding: Callable[[str | None, Any], Rows | None]
) -> Term:
    """A comparison of what is stored in rows of another table."""

    def held(held_op: str | None, held_operand: Any) -> Term:
        rows = holding(held_op, held_operand)
        return NOTHING if rows is None else Has(rows)

    return null_aware(op, operand, held, lambda: without(held(None, None)))


def relation_comparison(field: Relation, op: str, operand: Any, scope: Scope) -> Term:
    """Compare an id; one that points at what the caller may not see counts as none."""
    model = scope.record_type.model
    others = hidden_among(field.target, scope.caller)
    if others is None:
        return Own(model, field.kind.where(field.attname, op, operand))
    seen = leads(field, scope, terms_of(others))

    def held(held_op: str, held_operand: Any) -> Term:
        return every([Own(model, field.kind.where(field.attname, held_op, held_operand)), seen])

    return null_aware(op, operand, held, lambda: without(seen))


def set_comparison(field: RelatedSet, op: str, operand: Any, scope: Scope) -> Term:
    """Whether the set holds one of the ids asked for."""
    near, far = f"{field.near}_id", f"{field.far}_id"
    others = hidden_among(field.target, scope.caller)
    behind = None if others is None else (quoted(far), others.model, terms_of(others))

    def held(held_op: str | None, held_operand: Any) -> Term:
        ids = held_operand if held_op == "in" else [held_operand]
        test = Q() if held_op is None else Q(**{f"{far}__in": ids})
        rows = Rows(field.through, near, Q(), key=far, test=test, several=held_op != "eq")
        return Has(rows, behind)

    return null_aware(op, operand, held, lambda: without(held(None, None)))


def hidden_among(target: str, caller: Caller) -> QuerySet[Model] | None:
    """The visible records of a target type, if some of them may be hidden from the caller."""
    record_type = registry.get(target)
    if record_type is None or (record_type.audience == "everyone" and not record_type.has_bin):
        return None
    return visible(record_type, caller)


def shown_id(field: Relation, caller: Caller) -> Combinable:
    """The id that a relation holds, as the caller may know it: none of what is hidden from him."""
    others = hidden_among(field.target, caller)
    if others is None:
        return F(field.attname)
    return Subquery(others.filter(pk=OuterRef(field.attname)).values("pk")[:1])
