"""What the OpenAPI document of a dialect tells beside its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]


def bearer() -> Schema:
    """How most clients sign in."""
    return {"type": "http", "scheme": "bearer"}


def query_parameter(name: str, type_name: str, description: str) -> Schema:
    """A parameter of lists."""
    return {
        "name": name,
        "in": "query",
        "schema": {"type": type_name},
        "description": description,
    }


@dataclass(frozen=True)
class Telling:
    """one, page: what stands around a record, and around records, whose schema is given.

    parameters: of lists. paths: addresses without a record type, by what each verb does there.
    security: how clients sign in.
    """

    one: Callable[[Schema], Schema] = lambda record: record
    page: Callable[[Schema], Schema] = lambda record: {"type": "object"}
    parameters: tuple[Schema, ...] = ()
    paths: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    security: Schema = field(default_factory=bearer)
