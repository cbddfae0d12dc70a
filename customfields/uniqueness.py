"""Uniqueness of a whole field turned on and off, and the use that is made of options."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count

from customfields import rows
from customfields.schemas import Definition, Schema, record_models
from customfields.tables import table_of
from values.refusals import Clash

LISTED = 100


def values_in(definition: Definition) -> Any:
    """The value rows of a field."""
    table = table_of(record_models[definition.record_type])
    return table._default_manager.filter(field_id=definition.id)


def live_values(definition: Definition) -> Any:
    """The value rows of a field whose records are not in the bin."""
    return values_in(definition).filter(**alive(record_models[definition.record_type]))


def alive(model: type[models.Model]) -> dict[str, None]:
    """The condition that a value row's record is not in the bin, where there is one."""
    columns = {column.name for column in model._meta.concrete_fields}
    return {"record__deleted_at": None} if "deleted_at" in columns else {}


def insist_unique(definition: Definition) -> None:
    """Give every value of a field to its record alone. Raises Clash listing those held twice."""
    if definition.record_type not in record_models:
        return
    live = live_values(definition)
    twice = keys_held_twice(definition, live)
    if twice:
        listed = [clash(definition, live, key) for key in twice[:LISTED]]
        told = f"values stand in several records; values: {len(twice)}"
        raise Clash(told, {"count": len(twice), "clashes": listed})
    only = Schema(definition.record_type, 0, 0, (definition,))
    ids = list(live.values_list("record_id", flat=True))
    rows.claim(record_models[definition.record_type], only, ids)


def keys_held_twice(definition: Definition, found: Any) -> list[Any]:
    """The comparison keys that several of these rows have, in order."""
    column = definition.kind.column(definition.field_type.column)
    counted = found.values(column).annotate(held=Count("record_id")).filter(held__gt=1)
    return list(counted.order_by(column).values_list(column, flat=True))


def clash(definition: Definition, found: Any, key: Any) -> dict[str, Any]:
    """A value that several of these rows have, and the records that have it."""
    column = definition.kind.column(definition.field_type.column)
    same = list(found.filter(**{column: key}).order_by("record_id")[:LISTED])
    value = getattr(same[0], definition.field_type.attribute)
    return {"value": definition.kind.say(value), "ids": [row.record_id for row in same]}


def let_go(definition: Definition) -> None:
    """Let several records have the same value of a field."""
    if definition.record_type in record_models:
        values_in(definition).filter(claim__isnull=False).update(claim=None)


def using(definition: Definition, options: Collection[int]) -> list[int]:
    """The ids of the records that use one of these options."""
    if not options or definition.record_type not in record_models:
        return []
    found = values_in(definition).filter(option__in=list(options))
    return sorted(set(found.values_list("record_id", flat=True)))


def option_uses(definition: Definition, options: Collection[int]) -> int:
    """How many records use one of these options, those in the bin included."""
    return len(using(definition, options))
