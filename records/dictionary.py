"""What the data dictionary says of a record type to one caller, free of any dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lookups.kinds import CurrencyKind, LookupKind
from records.access import Caller, fields_for, level
from records.fields import Custom, Field, RelatedSet, Relation
from records.relations import relations
from records.types import RecordType, registry
from values.kinds import Choice, Computed, Kind
from values.refusals import Missing

OPERATORS = (
    *("eq", "in", "gt", "gte", "lt", "lte", "between"),
    *("starts", "ends", "contains"),
)


@dataclass(frozen=True)
class Entry:
    """One field, as a dictionary tells it. operators: neutral words, in a fixed order.

    options: what may be written, each with an `id` (the value itself in a record) and a `label`;
    None where the field is free. lookup: the list that holds its values. relation: the record type
    that it points at.
    """

    field: Field
    type: str
    read_only: bool
    operators: tuple[str, ...]
    options: tuple[dict[str, Any], ...] | None
    lookup: str | None
    relation: str | None
    custom: bool


@dataclass(frozen=True)
class Description:
    """A record type as one caller sees it. relations: name → the type that it holds."""

    record_type: RecordType
    entries: tuple[Entry, ...]
    relations: Mapping[str, str]


def types_for(caller: Caller) -> list[RecordType]:
    """The record types that a caller may read, in the order of the registry."""
    return [one for one in registry.values() if level(caller, one, "read") != "none"]


def type_for(name: str, caller: Caller) -> RecordType:
    """A record type by name. Raises Missing where there is none that the caller may read."""
    record_type = registry.get(name)
    if record_type is None or level(caller, record_type, "read") == "none":
        raise Missing(f"There is no record type '{name}'.")
    return record_type


def describe_type(record_type: RecordType, caller: Caller) -> Description:
    """What a caller may know of a type: fields hidden from him are absent."""
    entries = tuple(map(describe, fields_for(record_type, caller).values()))
    readable = {one.name for one in types_for(caller)}
    held = {name: one.target.name for name, one in relations(record_type.name).items()}
    seen = {name: target for name, target in held.items() if target in readable}
    return Description(record_type, entries, seen)


def describe(field: Field) -> Entry:
    """What is said of one field."""
    return Entry(
        field=field,
        type=field.definition.type if isinstance(field, Custom) else field.kind.name,
        read_only=field.read_only or isinstance(field.kind, Computed),
        operators=tuple(op for op in OPERATORS if op in field.kind.operators),
        options=options_of(field),
        lookup=list_of(field.kind),
        relation=field.target if isinstance(field, Relation | RelatedSet) else None,
        custom=isinstance(field, Custom),
    )


def options_of(field: Field) -> tuple[dict[str, Any], ...] | None:
    """The options of a field that an administrator made, or the fixed words of a standard one."""
    if isinstance(field, Custom) and field.definition.options:
        return tuple(
            {
                "id": option.id,
                "label": option.label,
                "color": option.color,
                "order": option.order,
                "active": option.active,
            }
            for option in field.definition.options
        )
    if isinstance(field.kind, Choice):
        return tuple(
            {"id": word, "label": word, "color": None, "order": order, "active": True}
            for order, word in enumerate(field.kind.choices)
        )
    return None


def list_of(kind: Kind) -> str | None:
    """The name of the lookup list that a kind takes its values from."""
    match kind:
        case LookupKind():
            return kind.list_name
        case CurrencyKind():
            return "currency"
    return None
