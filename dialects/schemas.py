"""The JSON Schemas of a dialect's records, made from its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialects.voices import Vocabulary
from dialects.wires import Wire
from records.fields import Field

Schema = dict[str, Any]


def of_wire(wire: Wire) -> Schema:
    """The values of one word, null where there is none."""
    if wire.field is None or wire.form is None:
        return dict(wire.schema or {})
    schema = wire.form.schema(wire.field)
    types = schema.get("type")
    if types is None or wire.form.empty is not None:
        return schema
    known = [types] if isinstance(types, str) else list(types)
    enum = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*known, "null"], **enum}


def of_record(vocabulary: Vocabulary, fields: Mapping[str, Field]) -> Schema:
    """A record as replies hold it."""
    wires = vocabulary.seen(fields)
    properties = {
        wire.name: of_wire(wire) | ({"readOnly": True} if wire.is_fixed(fields) else {})
        for wire in wires
    }
    return {"type": "object", "properties": properties}


def of_body(vocabulary: Vocabulary, fields: Mapping[str, Field], needed: frozenset[str]) -> Schema:
    """A record as bodies hold it. needed: our names of what a new one must have; none: a change."""
    wires = [wire for wire in vocabulary.seen(fields) if not wire.is_fixed(fields)]
    required = [wire.name for wire in wires if needed.intersection(wire.writes)]
    return {
        "type": "object",
        "properties": {wire.name: of_wire(wire) for wire in wires},
        **({"required": required} if required else {}),
    }
