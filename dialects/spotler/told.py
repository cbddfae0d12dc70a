"""What the OpenAPI document tells of Spotler beside its words."""

from __future__ import annotations

from dialects.telling import Schema, Telling, query_parameter

METADATA: Schema = {"type": "object"}


def one(record: Schema) -> Schema:
    """What stands around a record."""
    return {"type": "object", "properties": {"metadata": METADATA, "record": record}}


def page(record: Schema) -> Schema:
    """What stands around a list."""
    listed = {"type": "array", "items": one(record)}
    return {"type": "object", "properties": {"metadata": METADATA, "list": listed}}


TELLING = Telling(
    one=one,
    page=page,
    parameters=(
        query_parameter("limit", "integer", "At first 10; over 100 is served as 100."),
        query_parameter("page", "integer", "From 1 on."),
        query_parameter("q", "string", 'A filter as JSON, like {"name": {"$con": "water"}}.'),
        query_parameter("order", "string", 'Field to direction as JSON, like {"name": "asc"}.'),
    ),
    paths={
        "datadictionary/{object}": {"get": "The fields of an object"},
        "lookup/{object}/{field}": {
            "get": "The active values of a field's list",
            "patch": "Add values to a field's list",
        },
        "lookup/{list_name}": {"patch": "Add values to a list"},
        "documents/{id}/content": {"get": "The bytes of a file", "put": "Replace a file"},
    },
)
