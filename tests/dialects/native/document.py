"""What tests ask of the OpenAPI document."""

from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]

Document = dict[str, Any]


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from refs(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from refs(inner)


def listed(document: Document, path: str) -> dict[str, Document]:
    """The parameters of a list by name, wherever they stand."""
    told = document["paths"][path]["get"]["parameters"]
    shared = document["components"]["parameters"]
    found = [shared[one["$ref"].split("/")[-1]] if "$ref" in one else one for one in told]
    return {one["name"]: one for one in found}


def judge(document: Document, component: str, value: Any) -> None:
    """Check a value against a component. Raises jsonschema.ValidationError."""
    whole = {"$ref": f"#/components/schemas/{component}", "components": document["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)
