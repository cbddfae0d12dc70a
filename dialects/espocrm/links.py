"""Conditions on links: whether a record is linked with others, or with any at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialects.espocrm.ids import decode
from dialects.forms import EMPTY
from dialects.worded import Worded
from records.access import fields_for, visible
from records.fields import RelatedSet, Relation
from records.manners import Asked
from records.query import All, AnyOf, Is, Not, Where
from records.relations import Related, relation_of
from records.types import registry
from values.refusals import Missing, Unanswerable

MOST = 1000


def linked_with(kind: str, name: str, value: Any, asked: Asked, dialect: Worded) -> Where:
    """The condition of an item about a link. Raises Unanswerable."""
    field = own_field(name, asked, dialect)
    if field is not None:
        empty = Is(field.name, "eq", None)
        if kind in ("isLinked", "isNotLinked"):
            return empty if kind == "isNotLinked" else Not(empty)
        ids = known_ids(field.target, value, asked)
        return joined(kind, [Is(field.name, "eq", one) for one in ids])
    relation = other_side(name, asked, dialect)
    if kind in ("isLinked", "isNotLinked"):
        raise Unanswerable(f"whether '{name}' is linked at all cannot be asked for here")
    ids = known_ids(relation.target.name, value, asked)
    return joined(kind, [Is("id", "in", holders(relation, one)) for one in ids])


def joined(kind: str, parts: Sequence[Where]) -> Where:
    """Linked with one of them, with all, or with none."""
    if kind == "linkedWithAll":
        return All(tuple(parts))
    one = AnyOf(tuple(parts))
    return Not(one) if kind == "notLinkedWith" else one


def own_field(name: str, asked: Asked, dialect: Worded) -> Relation | RelatedSet | None:
    """The field of the record that holds a link, if it is there and the caller sees it."""
    wires = dialect.vocabulary_at(asked).wires
    fields = fields_for(asked.of, asked.who)
    for word in (f"{name}Ids", f"{name}Id"):
        field = wires[word].field if word in wires else None
        if isinstance(field, Relation | RelatedSet) and field.name in fields:
            return field
    return None


def other_side(name: str, asked: Asked, dialect: Worded) -> Related:
    """The relation that is held by the records a link leads to. Raises Unanswerable."""
    unknown = Unanswerable(f"Not existing link '{name[:100]}' in where.")
    ours = dialect.related.get(asked.word, {}).get(name)
    if ours is None:
        raise unknown
    try:
        return relation_of(asked.of, ours[0])
    except Missing:
        raise unknown from None


def known_ids(target: str, value: Any, asked: Asked) -> list[int]:
    """Our ids in an id or a list of them, each that of a record. Raises Unanswerable."""
    sent = list(value.values()) if isinstance(value, dict) else value
    sent = sent if isinstance(sent, list) else [sent]
    if len(sent) > MOST or any(one in EMPTY for one in sent):
        raise Unanswerable("Bad value in where item; it is an id or an array of ids.")
    found = [decode(target, one) for one in sent]
    ids = [one for one in found if one is not None]
    there = visible(registry[target], asked.who).filter(pk__in=ids)
    if len(ids) < len(found) or there.count() < len(set(ids)):
        raise Unanswerable("An id in where is that of no record.")
    return ids


def holders(relation: Related, number: int) -> list[int]:
    """The records of ours that one record there is linked with. Raises Unanswerable."""
    field = relation.field
    if isinstance(field, Relation):
        rows = relation.target.model._default_manager.filter(pk=number)
        found = list(rows.values_list(field.attname, flat=True))
    else:
        links = field.through._default_manager.filter(**{f"{field.near}_id": number})
        found = list(links.values_list(f"{field.far}_id", flat=True)[: MOST + 1])
    if len(found) > MOST:
        raise Unanswerable(f"a link in where is asked for with at most {MOST} records behind it")
    return [one for one in found if one is not None]
