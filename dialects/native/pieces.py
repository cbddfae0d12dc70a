"""The small JSON Schemas that all others are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from values.numbers import LARGEST, SMALLEST

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["integer", "null"]}
FLAG: Schema = {"type": "boolean"}
ID: Schema = {"type": "integer", "format": "int64", "minimum": 1, "maximum": LARGEST}
WHOLE_NUMBER: Schema = {
    **{"type": "integer", "format": "int64", "minimum": SMALLEST, "maximum": LARGEST},
}
COLOR: Schema = {"type": ["string", "null"], "pattern": "^#[0-9a-fA-F]{6}$"}
GONE: Schema = {"type": "object", "maxProperties": 0}


def ref(component: str) -> Schema:
    """A pointer to a component's schema."""
    return {"$ref": f"#/components/schemas/{component}"}


def nullable(schema: Schema) -> Schema:
    """The same values, or null; an empty schema takes null as it is."""
    types = schema.get("type")
    if not schema or types is None:
        return {"anyOf": [schema, {"type": "null"}]} if schema else {}
    enum = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"], **enum}


def closed(properties: Mapping[str, Schema], required: Iterable[str] | None = None) -> Schema:
    """An object of these properties and no others. required: all of them unless told."""
    needed = list(properties if required is None else required)
    schema: Schema = {"type": "object", "properties": dict(properties)}
    return {
        **schema,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def listed(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def one_of(words: list[str]) -> Schema:
    """One of these words; any text if there are none."""
    return {"type": "string", "enum": words} if words else {"type": "string"}
