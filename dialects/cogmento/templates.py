"""What the fields of each resource are: GET /templates/, made from the words themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from customfields.choices import Chosen
from dialects.cogmento.ids import OPTIONS, TEMPLATES, encode
from dialects.cogmento.replies import label_of
from dialects.cogmento.tables import MODELS, REQUIRED
from dialects.wires import Wire
from dialects.worded import Worded
from lookups.kinds import LookupKind, TagSet
from lookups.lists import values_of
from records.access import Caller, fields_for
from records.types import RecordType
from values.kinds import Boolean, Choice, Kind, LongText
from values.numbers import Decimal, Integer
from values.times import Date, DateTime

LOOKUP_VALUES = 0x11
TYPES: tuple[tuple[type[Kind], str], ...] = (
    (TagSet, "tags"),
    (LookupKind, "select"),
    (Choice, "select"),
    (Boolean, "boolean"),
    (Integer, "number"),
    (Decimal, "decimal"),
    (DateTime, "datetime"),
    (Date, "date"),
    (LongText, "textarea"),
)
CUSTOM_TYPES: Mapping[str, str] = {
    "color_swatch": "color",
    "checkbox": "multiselect",
    "multi_select": "multiselect",
    "radio": "select",
    "numeric": "decimal",
}


def fields_of(dialect: Worded, record_type: RecordType, word: str, caller: Caller) -> list[Any]:
    """The fields of a resource that the caller may see."""
    known = fields_for(record_type, caller)
    wires = dialect.vocabulary(record_type, word).seen(known)
    code = MODELS.get(word, word)
    place = list(MODELS.values()).index(code) + 1 if code in MODELS.values() else 0
    return [
        told(wire, word, encode(TEMPLATES, place * 1000 + number))
        for number, wire in enumerate(wires, 1)
    ]


def told(wire: Wire, word: str, number: str) -> dict[str, Any]:
    """One field."""
    field, kind = wire.field, wire.field.kind if wire.field else None
    choices = [] if kind is None else options(kind)
    kinds, _, model = type_of(wire).partition(":")
    custom = wire.custom
    required = field is not None and (field.required or field.name in REQUIRED.get(word, ()))
    return {
        "id": number,
        "name": wire.name,
        "label": custom.definition.label if custom else label_of(wire.name),
        "type": "relation" if kinds == "relations" else kinds,
        "required": required,
        "read_only": wire.put is None,
        "custom": custom is not None and custom.definition.dialects is None,
        "max_length": getattr(kind, "max_length", None),
        "default": field.default if field else None,
        "options": choices,
        "multiple": kinds in ("relations", "multiselect", "tags", "users", "channels", "addresses"),
        **({"model": model} if model else {}),
    }


def type_of(wire: Wire) -> str:
    """The type of a field in their words; of relations with what they lead to."""
    if wire.field is None:
        return wire.type or "text"
    if wire.custom is not None:
        name = str(wire.custom.definition.field_type.name)
        return CUSTOM_TYPES.get(name, name)
    kind = wire.field.kind
    if wire.name in ("email", "phone"):
        return wire.name
    return next((word for one, word in TYPES if isinstance(kind, one)), "text")


def options(kind: Kind) -> list[dict[str, Any]]:
    """What may be chosen."""
    match kind:
        case Chosen(options=found):
            return [
                {"id": encode(OPTIONS, one.id), "label": one.label} for one in found if one.active
            ]
        case LookupKind(lists=lists):
            values = [one for name in lists for one in values_of(name) if one.active]
            return [{"id": encode(LOOKUP_VALUES, one.id), "label": one.value} for one in values]
        case Choice(choices=words):
            return [{"id": word, "label": word} for word in words]
    return []
