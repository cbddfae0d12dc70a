"""Simple filters as the OpenAPI document tells them: one parameter that stands for many."""

from __future__ import annotations

from dialects.native.asking import component_name, equal_schema, operand_schema
from dialects.native.pieces import FLAG, Schema, ref
from dialects.native.simple import ENDINGS, NULL
from records.dictionary import Description, Entry

NOTE = (
    "Simple filters on standard fields, each a parameter of its own: `owner_id=3`, "
    "`created_at__gte=2026-01-01`. All of them hold, and `q` with them."
)
LIST: Schema = {"type": "string", "minLength": 1, "description": "Values between commas."}


def filters_name(description: Description) -> str:
    """The name of the component for a type's simple filters."""
    return f"{component_name(description)}Filters"


def filters_parameter(description: Description) -> Schema:
    """The parameter that is spread into one for each filter."""
    return {
        "name": "filters",
        "in": "query",
        "style": "form",
        "explode": True,
        "description": NOTE,
        "schema": ref(filters_name(description)),
    }


def filters_schema(description: Description) -> Schema:
    """Every simple filter of a type, with the values that it takes."""
    found: dict[str, Schema] = {}
    for entry in description.entries:
        if entry.field.filterable and not entry.custom:
            found |= filters_on(entry)
    return {"type": "object", "properties": found, "additionalProperties": False}


def filters_on(entry: Entry) -> dict[str, Schema]:
    """The simple filters on one field."""
    name, kind = entry.field.name, entry.field.kind
    found = {name: equal_schema(kind)} if "eq" in kind.operators else {}
    for ending, op in ENDINGS.items():
        if op in kind.operators:
            found[f"{name}__{ending}"] = LIST if op == "in" else operand_schema(kind)
    return {**found, f"{name}__{NULL}": FLAG}
