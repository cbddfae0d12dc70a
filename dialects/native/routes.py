"""The operations on the records of one type, as the OpenAPI document tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dialects.native import query
from dialects.native.asking import component_name, filter_example
from dialects.native.filters import filters_parameter
from dialects.native.operations import (
    WRITE,
    Operation,
    header_parameter,
    json_parameter,
    path_parameter,
    query_parameter,
)
from dialects.native.pieces import FLAG, GONE, ID, Schema, ref
from dialects.native.shapes import expansions
from records.dictionary import Description

WHOLE: Schema = {"type": "integer", "minimum": 1}
ETAG = ("ETag",)
RECORD_ID = path_parameter("id", ID)
IF_MATCH = header_parameter(
    "If-Match", {"type": "string"}, "The `ETag` of the record as you know it; a stale one is 412."
)


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


def listing(told: Told, **said: Any) -> Operation:
    """A list with all its parameters."""
    known = {
        "name": f"list_{told.name}",
        "summary": f"A page of {told.words}",
        "tag": told.name,
        "reply": {"anyOf": [ref(f"{told.component}Page"), ref("Explanation")]},
        "parameters": (*parameters(told, query.LISTING), filters_parameter(told.description)),
    }
    return Operation(**{**known, **said})


def creation(told: Told) -> Operation:
    """POST to a list."""
    allow = query_parameter("allow_duplicate", FLAG, "Create it although it may be a duplicate.")
    return Operation(
        f"create_{told.name}",
        f"Create one of the {told.words}",
        told.name,
        ref(told.component),
        status=201,
        parameters=(*parameters(told, query.SHOWING), allow),
        body=ref(f"{told.component}Create"),
        refusals=WRITE,
        headers=("Location", *ETAG),
    )


def single(told: Told) -> Operation:
    """GET of a record."""
    return Operation(
        f"read_{told.name}",
        f"Read one of the {told.words}",
        told.name,
        ref(told.component),
        parameters=(RECORD_ID, *parameters(told, query.SHOWING)),
        refusals=(404,),
        headers=ETAG,
    )


def changing(told: Told, name: str, summary: str, body: str) -> Operation:
    """PATCH and PUT of a record."""
    return Operation(
        f"{name}_{told.name}",
        f"{summary} one of the {told.words}",
        told.name,
        ref(told.component),
        parameters=(RECORD_ID, IF_MATCH, *parameters(told, query.SHOWING)),
        body=ref(f"{told.component}{body}"),
        refusals=(*WRITE, 404, 412),
        headers=ETAG,
    )


def deletion(told: Told) -> Operation:
    """DELETE of a record."""
    purge = query_parameter("purge", FLAG, "For good; administrators.")
    return Operation(
        f"delete_{told.name}",
        f"Delete one of the {told.words}",
        told.name,
        GONE,
        parameters=(RECORD_ID, IF_MATCH, purge),
        refusals=(404, 409, 412),
    )


def history(told: Told) -> Operation:
    """GET of a record's changes."""
    return Operation(
        f"history_of_{told.name}",
        f"What happened on one of the {told.words}, newest first",
        told.name,
        ref("ChangePage"),
        parameters=(RECORD_ID, *parameters(told, query.PAGING)),
        refusals=(404,),
    )


def many_writes(told: Told) -> Operation:
    """POST of many writes at once."""
    return Operation(
        f"bulk_{told.name}",
        f"Create, update and delete many {told.words} in one request",
        told.name,
        ref("BulkResults"),
        body=ref(f"{told.component}Bulk"),
        refusals=WRITE,
    )


OPERATIONS: Mapping[str, Callable[[Told], Operation]] = {
    "list": listing,
    "create": creation,
    "retrieve": single,
    "change": lambda told: changing(told, "change", "Change fields of", "Update"),
    "replace": lambda told: changing(told, "replace", "Replace", "Create"),
    "destroy": deletion,
    "changes": history,
    "bulk": many_writes,
}


def related_list(told: Told, relation: str, target: str) -> Operation:
    """GET of a relation of a record."""
    there = Told(told.readable[target], told.readable)
    asked = listing(there)
    return listing(
        there,
        name=f"list_{relation}_of_{told.name}",
        summary=f"The {relation.replace('_', ' ')} of one of the {told.words}",
        tag=told.name,
        parameters=(RECORD_ID, *asked.parameters),
        refusals=(404,),
    )
