"""What Spotler's data dictionary says of a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from customfields.choices import Chosen, ChosenSet
from dialects.spotler.values import LevelId, Priority
from dialects.wires import Wire
from lookups.kinds import LookupKind
from records.fields import Field, Relation
from values.kinds import Boolean, Kind, LongText
from values.numbers import Decimal, Integer
from values.times import Date, DateTime

KINDS: tuple[tuple[type[Kind], str], ...] = (
    *((ChosenSet, "multilookup"), (Chosen, "lookup"), (LookupKind, "lookup")),
    *((Boolean, "boolean"), (Integer, "number"), (Decimal, "decimal")),
    *((DateTime, "datetime"), (Date, "date"), (LongText, "text")),
)


def entry(
    wire: Wire,
    word: str,
    fields: Mapping[str, Field],
    required: frozenset[str],
    targets: Mapping[str, str],
    seeded: frozenset[str],
) -> dict[str, Any]:
    """One field of an object. word: the object's; fields: those that the caller sees; required:
    our names of what a new record needs; targets: field → object that it points at; seeded: the
    keys of custom fields that the dialect brought, which are its own."""
    own = fields.get(wire.field.name) if wire.field is not None else None
    found = {
        "name": wire.name,
        "label": own.label if own else wire.name.capitalize(),
        "type": type_of(wire),
        "required": bool(required.intersection(wire.writes)),
        "readonly": wire.is_fixed(fields),
        "filterable": wire.where is not None,
        "custom": wire.custom is not None and wire.custom.name not in seeded,
        "maxlength": own.kind.max_length if own else None,
        "lookup": list_of(wire, word),
    }
    return found | ({"references": targets[wire.name]} if wire.name in targets else {})


def type_of(wire: Wire) -> str:
    """Their word for the type of a field's values."""
    field = wire.field
    if field is None:
        return wire.type
    if isinstance(wire.form, Priority | LevelId):
        return "lookup"
    if isinstance(field, Relation):
        return "reference"
    return next((word for kind, word in KINDS if isinstance(field.kind, kind)), "string")


def list_of(wire: Wire, word: str) -> str | None:
    """The name of the list that a field takes its values from."""
    kind = wire.field.kind if wire.field else None
    if wire.lookup:
        return wire.lookup
    if isinstance(kind, LookupKind):
        return f"{word}_{wire.name}" if kind.others else kind.list_name
    return f"{word}_{wire.name}" if isinstance(kind, Chosen) else None
