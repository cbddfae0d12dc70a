"""The operations on the records of one type, as the OpenAPI document tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialects.native import query
from dialects.native.filters import filters_parameter
from dialects.native.operations import (
    WRITE,
    Operation,
    header_parameter,
    path_parameter,
    query_parameter,
)
from dialects.native.pieces import FLAG, GONE, ID, ref
from dialects.native.told import Told, parameters

ETAG = ("ETag",)
RECORD_ID = path_parameter("id", ID)
IF_MATCH = header_parameter(
    "If-Match",
    {"type": "string", "pattern": r'^(\*|(W/)?"[0-9]{1,10}")$'},
    "The `ETag` of the record as you know it; a stale one is 412.",
)


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
