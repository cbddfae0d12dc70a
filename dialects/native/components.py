"""The components of the OpenAPI document: what its operations refer to by name."""

from __future__ import annotations

from collections.abc import Mapping

from changes.models import Action
from dialects.native.asking import (
    component_name,
    conditions_of,
    filter_schema,
    order_schema,
)
from dialects.native.companions import ATTACHMENT, COMMENT, UPLOAD, WATCHED
from dialects.native.definitions import DEFINITION
from dialects.native.filters import filters_name, filters_schema
from dialects.native.operations import ERROR
from dialects.native.pieces import FLAG, ID, MAYBE_TEXT, TEXT, Schema, closed, listed, one_of, ref
from dialects.native.shapes import (
    body_schema,
    embedded_name,
    lists_of,
    page_schema,
    plain_schema,
    record_schema,
)
from dialects.native.tokens import TOKEN
from dialects.native.usage import ALERT, USAGE
from lookups.lists import catalogue
from records.dictionary import Description
from records.fields import Relation
from records.rows import MOST_ROWS

CHANGE: Schema = {
    "type": "object",
    "properties": {
        "id": ID,
        "at": {"type": "string", "format": "date-time"},
        "action": {"type": "string", "enum": Action.values},
        "user": {"type": ["integer", "null"]},
        "token": MAYBE_TEXT,
        "dialect": MAYBE_TEXT,
        "request_id": MAYBE_TEXT,
        "changes": {
            "type": "array",
            "items": closed(
                {"field": TEXT, "label": TEXT, "old": {}, "new": {}},
                required=["field", "old", "new"],
            ),
        },
    },
    "required": ["id", "at", "action", "user", "changes"],
}
BULK_RESULT: Schema = {
    "type": "object",
    "properties": {
        "op": {"type": "string", "enum": ["create", "update", "upsert", "delete"]},
        "index": {"type": "integer", "minimum": 0},
        "status": {"type": "integer"},
        "id": ID,
        "error": ref("Error"),
    },
    "required": ["op", "index", "status"],
}
BULK_RESULTS: Schema = {
    "type": "object",
    "properties": {"results": {"type": "array", "items": BULK_RESULT}},
    "required": ["results"],
}
EXPLANATION: Schema = {
    "type": "object",
    "description": "How a list is found, instead of the records, with `explain`.",
    "properties": {
        "type": {"type": "string"},
        "filter": {"description": "A tree of `and`, `or`, `not` and comparisons; null for all."},
        "search": {"type": ["array", "null"], "items": {"type": "string"}},
        "order": {"type": "array", "items": {"type": "object"}},
        "indexes": {"type": "array", "items": {"type": "object"}},
        "driven_by": {"type": ["string", "null"]},
        "full_scan": {"type": "boolean"},
        "estimated_rows": {"type": "integer", "minimum": 0},
    },
    "required": ["type", "filter", "order", "driven_by", "indexes", "full_scan", "estimated_rows"],
}
FIXED: Mapping[str, Schema] = {
    "Error": ERROR,
    "Direction": {"type": "string", "enum": ["asc", "desc"]},
    "Change": CHANGE,
    "ChangePage": page_schema("Change"),
    "BulkResults": BULK_RESULTS,
    "Attachment": ATTACHMENT,
    "AttachmentPage": page_schema("Attachment"),
    "Comment": COMMENT,
    "CommentPage": page_schema("Comment"),
    "Upload": UPLOAD,
    "Explanation": EXPLANATION,
    "Token": TOKEN,
    "TokenPage": page_schema("Token"),
    "Usage": USAGE,
    "Alert": ALERT,
    "AlertPage": page_schema("Alert"),
    "Watched": WATCHED,
    "CustomField": DEFINITION,
    "CustomFieldPage": page_schema("CustomField"),
}


def components(readable: Mapping[str, Description]) -> dict[str, Schema]:
    """Every component for the types that a caller may read."""
    found: dict[str, Schema] = {**FIXED, **names(readable)}
    found |= lists_of(readable.values())
    found |= conditions_of(readable.values())
    for description in readable.values():
        found |= components_of(description, readable)
    return found


def names(readable: Mapping[str, Description]) -> dict[str, Schema]:
    """The names of record types and lists, as parts of addresses."""
    open_types = [name for name, one in readable.items() if one.record_type.custom]
    of_field = {"type": "string", "pattern": r"^[a-z_]+\.[a-z0-9_]+$"}
    lists = {"type": "string", "enum": sorted(catalogue().lists)} if catalogue().lists else {}
    return {
        "RecordTypeName": one_of(list(readable)),
        "CustomizableTypeName": one_of(open_types),
        "ListName": {"anyOf": [lists, of_field]} if lists else of_field,
    }


def components_of(
    description: Description, readable: Mapping[str, Description]
) -> dict[str, Schema]:
    """The components of one type."""
    name = component_name(description)
    return {
        name: record_schema(description, readable),
        embedded_name(description): plain_schema(description),
        f"{name}Create": body_schema(description, complete=True),
        f"{name}Update": body_schema(description, complete=False),
        f"{name}Bulk": bulk_schema(name),
        f"{name}Page": page_schema(name),
        filters_name(description): filters_schema(description),
        f"{name}Filter": filter_schema(description, to_one(description, readable)),
        f"{name}Order": order_schema(description),
    }


def to_one(description: Description, readable: Mapping[str, Description]) -> dict[str, Description]:
    """Where a filter can follow a relation: the word before the point → the type there."""
    return {
        entry.field.name.removesuffix("_id"): readable[entry.field.target]
        for entry in description.entries
        if isinstance(entry.field, Relation)
        and entry.field.target in readable
        and entry.field.target != "users"
    }


def bulk_schema(name: str) -> Schema:
    """Many writes of one type in a request."""
    with_id = {"type": "object", "properties": {"id": ID}, "required": ["id"]}
    rows: Mapping[str, Schema] = {
        "create": ref(f"{name}Create"),
        "update": with_id,
        "upsert": {"type": "object"},
        "delete": ID,
    }
    lists = {op: listed(row) | {"maxItems": MOST_ROWS} for op, row in rows.items()}
    return {
        "description": f"Together at most {MOST_ROWS} rows; `upsert` goes by the field in `by`.",
        **closed({**lists, "by": TEXT, "atomic": FLAG}, required=()),
        "minProperties": 1,
    }
