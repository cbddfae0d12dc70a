"""Custom fields for tests, made as an administrator makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from customfields import definitions
from customfields.store import TYPES, Definition, record_models

CHOICES = ("One", "Two", "Three", "Größe")


def define(record_type: str, field_type: str, key: str = "", **more: Any) -> Definition:
    """A field of a type; cf_ and the type's name is its key unless another is given."""
    key = key or f"cf_{field_type}"
    data = {"record_type": record_type, "type": field_type, "key": key, "label": key[3:], **more}
    if TYPES[field_type].chooses and "options" not in data:
        data["options"] = options(CHOICES)
    return definitions.create(data, None, record_models)


def define_all(record_type: str) -> dict[str, Definition]:
    """One field of each of the fifteen types, by key."""
    made = [define(record_type, name) for name in TYPES]
    return {one.key: one for one in made}


def options(labels: Sequence[str]) -> list[dict[str, Any]]:
    """Options with these labels, listed the other way round, so that order is not that of ids."""
    return [{"label": label, "order": -place} for place, label in enumerate(labels)]
