"""The parameters of requests for records, as the OpenAPI document tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dialects.native import query
from dialects.native.asking import component_name, filter_example
from dialects.native.operations import json_parameter, query_parameter
from dialects.native.pieces import FLAG, Schema, ref
from dialects.native.shapes import expansions
from records.dictionary import Description

WHOLE: Schema = {"type": "integer", "minimum": 1}


@dataclass(frozen=True)
class Told:
    """A record type, and the others that the caller may read, by name."""

    description: Description
    readable: Mapping[str, Description]

    @property
    def name(self) -> str:
        """The type's name."""
        return self.description.record_type.name

    @property
    def component(self) -> str:
        """The name of the type's component."""
        return component_name(self.description)

    @property
    def words(self) -> str:
        """The type's name inside a sentence."""
        return self.name.replace("_", " ")


def names_parameter(name: str, names: list[str], description: str) -> Schema:
    """A parameter that lists names between commas."""
    items = {"type": "string", "enum": names}
    schema = {"type": "array", "items": items, "minItems": 1}
    return {**query_parameter(name, schema, description), "style": "form", "explode": False}


def fields_parameter(told: Told) -> Schema:
    """The parameter `fields`."""
    names = [entry.field.name for entry in told.description.entries]
    return names_parameter("fields", names, "Only these fields.")


def expand_parameter(told: Told) -> Schema | None:
    """The parameter `expand`, where there is anything to embed or to name."""
    sets = [one.field.name for one in told.description.entries if one.field.kind.many]
    words = [*expansions(told.description, told.readable), *sets]
    return names_parameter("expand", words, "Embeds related records.") if words else None


def lines_parameter(told: Told) -> Schema | None:
    """The parameter `lines`, where the type has some."""
    if told.description.record_type.lines is None:
        return None
    return query_parameter("lines", FLAG, "Embeds the lines of each record.")


def q_parameter(told: Told) -> Schema:
    """The parameter `q`."""
    example = filter_example(told.description)
    note = "The filter: a JSON object of at most 8 KiB."
    return json_parameter("q", ref(f"{told.component}Filter"), note, example)


def order_parameter(told: Told) -> Schema:
    """The parameter `order`."""
    note = "How the list is sorted; without it the newest come first."
    return json_parameter("order", ref(f"{told.component}Order"), note, {"id": "asc"})


def trashed_parameter(told: Told) -> Schema | None:
    """The parameter `trashed`, where the type has a bin."""
    if not told.description.record_type.has_bin:
        return None
    return query_parameter("trashed", FLAG, "What is in the recycle bin.")


PAGES: Mapping[str, Schema] = {
    "page": query_parameter("page", WHOLE, "From 1 on."),
    "per_page": query_parameter("per_page", WHOLE, "At first 15; over 100 is served as 100."),
    "limit": query_parameter("limit", WHOLE, "The same as `per_page`; only one of them."),
}
LABELS = query_parameter("labels", FLAG, "Options and tags as words instead of ids.")
CURSOR = query_parameter("cursor", {"type": "string"}, "A page's `next_cursor`; not with `page`.")
EXPLAIN = query_parameter("explain", FLAG, "Not the records, but how the list is found.")
SEARCH = query_parameter("search", {"type": "string", "pattern": "[^ ]"}, "Words in its texts.")
COUNT = query_parameter(
    "count",
    {"type": "string", "enum": sorted(query.COUNTING)},
    "`false` leaves `count` null, `capped` stops at 10,000.",
)


PARAMETERS: Mapping[str, Callable[[Told], Schema | None]] = {
    "page": lambda told: PAGES["page"],
    "per_page": lambda told: PAGES["per_page"],
    "limit": lambda told: PAGES["limit"],
    "fields": fields_parameter,
    "expand": expand_parameter,
    "lines": lines_parameter,
    "labels": lambda told: LABELS,
    "q": q_parameter,
    "order": order_parameter,
    "search": lambda told: SEARCH,
    "explain": lambda told: EXPLAIN,
    "cursor": lambda told: CURSOR,
    "count": lambda told: COUNT,
    "trashed": trashed_parameter,
}


def parameters(told: Told, names: tuple[str, ...]) -> tuple[Schema, ...]:
    """The parameters of these names, as far as they mean anything for the type."""
    found = (PARAMETERS[name](told) for name in names)
    return tuple(one for one in found if one is not None)
