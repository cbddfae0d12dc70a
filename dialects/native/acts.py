"""What each action on records does, as the OpenAPI document tells it; search, restore and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dialects.native.asking import component_name
from dialects.native.beside import BESIDE
from dialects.native.operations import WRITE, Operation
from dialects.native.pieces import FLAG, ID, Schema, closed, listed, ref
from dialects.native.routes import (
    ETAG,
    IF_MATCH,
    OPERATIONS,
    RECORD_ID,
    listing,
    related_list,
)
from dialects.native.told import Told
from records.fields import RelatedSet
from records.relations import relation_of

IDS = closed({"ids": {**listed(ID), "minItems": 1, "maxItems": 1000}})


def searching(told: Told) -> Operation:
    """POST of a list's parameters in a body."""
    asked = [one for one in listing(told).parameters if one["name"] != "filters"]
    body = closed({one["name"]: schema_of(one) for one in asked}, required=())
    summary = f"A page of {told.words}, asked for at length"
    return listing(told, name=f"search_{told.name}", summary=summary, parameters=(), body=body)


def schema_of(parameter: Schema) -> Schema:
    """The schema of a parameter's value, whether it is plain or JSON."""
    if "schema" in parameter:
        return dict(parameter["schema"])
    (content,) = parameter["content"].values()
    return dict(content["schema"])


def restoring(told: Told) -> Operation | None:
    """POST that brings a record back from the bin, where the type has one."""
    if not told.description.record_type.has_bin:
        return None
    return Operation(
        f"restore_{told.name}",
        f"Bring one of the {told.words} back from the recycle bin",
        told.name,
        ref(told.component),
        parameters=(RECORD_ID, IF_MATCH),
        refusals=(404, 409, 412),
        headers=ETAG,
    )


def linking(told: Told, action: str, relation: str) -> Operation | None:
    """POST and DELETE of links; None where the relation is a field's."""
    if not isinstance(relation_of(told.description.record_type, relation).field, RelatedSet):
        return None
    verb = "Link others to" if action == "link" else "Unlink others from"
    return Operation(
        f"{action}_{relation}_of_{told.name}",
        f"{verb} one of the {told.words}",
        told.name,
        ref(told.component),
        parameters=(RECORD_ID, IF_MATCH),
        body=IDS,
        refusals=(*WRITE, 404, 412),
        headers=ETAG,
    )


def acting(told: Told, word: str) -> Operation:
    """POST of a verb of the type's own."""
    action = told.description.record_type.actions[word]
    parts = {
        part: {"anyOf": [FLAG, ID, ref(f"{component_name(told.readable[target])}Update")]}
        for part, target in action.parts.items()
        if target in told.readable
    }
    return Operation(
        f"{word}_{told.name}",
        f"{action.summary} one of the {told.words}",
        told.name,
        ref(told.component),
        parameters=(RECORD_ID, IF_MATCH),
        body={**closed(parts, required=()), "examples": [{}]},
        refusals=(*WRITE, 404, 412),
        headers=ETAG,
    )


ACTS: Mapping[str, Callable[[Told], Operation | None]] = {
    **OPERATIONS,
    "search": searching,
    "restore": restoring,
    **BESIDE,
}


def operations_of(action: str, told: Told) -> Iterable[tuple[str, Operation]]:
    """What an action does with a type, once for each relation that it follows, if it does."""
    if action == "act":
        yield from ((word, acting(told, word)) for word in told.description.record_type.actions)
        return
    if action in ACTS:
        operation = ACTS[action](told)
        yield from [("", operation)] if operation else []
        return
    for relation, target in told.description.relations.items():
        if action == "related":
            yield relation, related_list(told, relation, target)
        elif operation := linking(told, action, relation):
            yield relation, operation
