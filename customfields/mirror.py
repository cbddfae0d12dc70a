"""The mirror: all custom values of a record as one JSON text beside its columns.

A mirror says at which revision of the schema it was written. Fields made or changed since then are
empty in it, and keys of fields deleted since are passed over, so that a change of the schema has to
rewrite no record before it holds.
"""

import json
from collections.abc import Mapping
from decimal import Decimal as Exact
from typing import Any

import orjson

from customfields.schemas import Schema

READER = json.JSONDecoder(parse_float=Exact)


def encode(schema: Schema, values: Mapping[str, Any]) -> str:
    """The mirror's text for Python values: every field of the schema, in order, empty ones null."""
    said = {field.key: field.kind.say(values.get(field.key)) for field in schema.fields}
    return dump(said)


def dump(said: Any) -> str:
    """JSON text of JSON values, decimals to their last digit."""
    return text_of(said).decode()


def text_of(said: Any) -> bytes:
    """The same in UTF-8."""
    return orjson.dumps(said, default=exactly)


def exactly(value: Any) -> orjson.Fragment:
    """A decimal as a plain JSON number."""
    if isinstance(value, Exact):
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"{type(value).__name__} is no JSON value")


def decode(schema: Schema, text: str, revision: int) -> dict[str, Any]:
    """The JSON values in a mirror written at this revision, by key, all fields in order."""
    found: dict[str, Any] = READER.decode(text)
    if revision >= schema.shape:
        return found
    return {
        field.key: found.get(field.key) if field.since <= revision else None
        for field in schema.fields
    }


def current(schema: Schema, text: str, revision: int) -> str:
    """A mirror's text as it would be written today: all fields in order."""
    return text if revision >= schema.shape else dump(decode(schema, text, revision))


def python_values(schema: Schema, decoded: Mapping[str, Any]) -> dict[str, Any]:
    """The Python values of decoded JSON values, by key."""
    values: dict[str, Any] = {}
    for field in schema.fields:
        said = decoded.get(field.key)
        values[field.key] = None if said is None else field.field_type.load(said)
    return values
