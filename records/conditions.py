"""A neutral condition becomes the ORM's, judged against the fields that exist for the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from channels import store as channels
from customfields import store as customs
from records.access import Caller, fields_for, visible
from records.fields import ChannelScalar, ChannelSet, Column, Custom, Field, RelatedSet, Relation
from records.query import All, AnyOf, Is, Not, Where
from records.types import RecordType, registry
from values.refusals import Incomparable, Refusal, Unanswerable
from values.text import nearest

EVERYTHING = Q()
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """What a condition is about: one record type, as one caller knows it."""

    record_type: RecordType
    caller: Caller
    fields: dict[str, Field]


def scope_of(record_type: RecordType, caller: Caller) -> Scope:
    """The scope of a type for a caller."""
    return Scope(record_type, caller, fields_for(record_type, caller))


def condition(where: Where, scope: Scope) -> Q:
    """The ORM's form of a condition. Raises Unanswerable, naming the field."""
    match where:
        case Is(path, op, value):
            return comparison(path, op, value, scope)
        case Not(part):
            return ~Q(condition(part, scope))
        case All(parts):
            return Q(*(condition(part, scope) for part in parts))
        case AnyOf(parts) if parts:
            return Q(*(condition(part, scope) for part in parts), _connector=Q.OR)
    return NOTHING


def comparison(path: str, op: str, value: Any, scope: Scope) -> Q:
    """One comparison, of a field of the type itself or one step along a to-one relation."""
    relation, dot, name = path.partition(".")
    if dot:
        return related_comparison(relation, name, op, value, scope)
    field = filterable_field(path, scope)
    return field_comparison(field, op, asked(field, op, value), scope)


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


def related_comparison(relation: str, name: str, op: str, value: Any, scope: Scope) -> Q:
    """A comparison with a field of the related record, which the caller must be able to see."""
    field = scope.fields.get(f"{relation}_id")
    if not isinstance(field, Relation) or field.target not in registry or field.target == "users":
        raise Unanswerable(f"'{relation}' is no relation that a filter can follow")
    target = scope_of(registry[field.target], scope.caller)
    there = filterable_field(name, target)
    operand = asked(there, op, value)
    others = visible(target.record_type, scope.caller).filter(pk=OuterRef(field.attname))

    def held(held_op: str, held_operand: Any) -> Q:
        return Q(Exists(others.filter(field_comparison(there, held_op, held_operand, target))))

    empty = ~Q(Exists(others.exclude(field_comparison(there, "eq", None, target))))
    return null_aware(op, operand, held, empty)


def null_aware(op: str, operand: Any, held: Callable[[str, Any], Q], empty: Q) -> Q:
    """A comparison of something that exists or not: null asks for those that have none."""
    if op == "eq" and operand is None:
        return empty
    if op == "in" and None in operand:
        return held("in", [one for one in operand if one is not None]) | empty
    return held(op, operand)


def field_comparison(field: Field, op: str, operand: Any, scope: Scope) -> Q:
    """The condition on one field, by how it is stored."""
    match field:
        case Relation():
            return relation_comparison(field, op, operand, scope)
        case RelatedSet():
            return set_comparison(field, op, operand, scope)
        case ChannelScalar(channel=channel) | ChannelSet(channel=channel):
            return channels.where(channel, scope.record_type.code, op, operand)
        case Custom(definition=definition):
            return customs.where(scope.record_type.model, definition, op, operand)
        case Column(column=column, kind=kind):
            return kind.where(kind.column(column), op, operand)
    raise Unanswerable(f"the field '{field.name}' cannot be filtered by")


def relation_comparison(field: Relation, op: str, operand: Any, scope: Scope) -> Q:
    """Compare an id; one that points at what the caller may not see counts as none."""
    others = hidden_among(field.target, scope.caller)
    plain = field.kind.where(field.attname, op, operand)
    if others is None:
        return plain
    seen = Q(Exists(others.filter(pk=OuterRef(field.attname))))

    def held(held_op: str, held_operand: Any) -> Q:
        return field.kind.where(field.attname, held_op, held_operand) & seen

    return null_aware(op, operand, held, ~seen)


def set_comparison(field: RelatedSet, op: str, operand: Any, scope: Scope) -> Q:
    """Whether the set holds one of the ids asked for."""
    links = field.through._default_manager.filter(**{field.near: OuterRef("pk")})
    others = hidden_among(field.target, scope.caller)
    if others is not None:
        links = links.filter(Exists(others.filter(pk=OuterRef(f"{field.far}_id"))))

    def held(held_op: str, held_operand: Any) -> Q:
        ids = held_operand if held_op == "in" else [held_operand]
        return Q(Exists(links.filter(**{f"{field.far}_id__in": ids})))

    return null_aware(op, operand, held, ~Q(Exists(links)))


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
