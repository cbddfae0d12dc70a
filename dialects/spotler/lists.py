"""The lists behind Spotler's fields: found by the many names that they go by, told and added to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from customfields.choices import Chosen
from dialects import stages
from dialects.spotler.deals import STATUS_LIST
from dialects.spotler.names import SINGULARS
from dialects.spotler.values import LevelId, Priority
from dialects.wires import Wire
from dialects.worded import Worded
from lookups.kinds import LookupKind
from lookups.lists import list_exists
from records.access import Caller, fields_for, level
from records.fields import Custom
from records.types import RecordType, registry
from records.valuelists import Lookups, Options
from values.refusals import Forbidden, Missing, Unanswerable

UNKNOWN = "There is no such list."
Item = dict[str, Any]


def types_of(dialect: Worded) -> Iterator[tuple[RecordType, str]]:
    """The record types that the dialect serves, each with its word."""
    for record_type in registry.values():
        for word in dialect.words(record_type):
            yield record_type, word


def wires_of(dialect: Worded, caller: Caller, record_type: RecordType, word: str) -> list[Wire]:
    """The words of an object's fields that exist for a caller; none if he may read none of it."""
    if level(caller, record_type, "read") == "none":
        return []
    return dialect.vocabulary(record_type, word).seen(fields_for(record_type, caller))


def has_list(wire: Wire) -> bool:
    """Whether the values of a field come from a list."""
    kind = wire.field.kind if wire.field else None
    return wire.lookup is not None or isinstance(kind, LookupKind | Chosen)


def items_of(wire: Wire) -> list[Item]:
    """The active values of a field's list, in order, each with what stands for it in records."""
    if wire.lookup == STATUS_LIST:
        return [{"value": name, "id": name} for name in stages.names()]
    texts = dict.fromkeys(one["value"] for one in behind(wire).items() if one["active"])
    say = wire.form.say if isinstance(wire.form, LevelId | Priority) else str
    return [{"value": text, "id": say(text)} for text in texts]


def behind(wire: Wire) -> Lookups | Options:
    """The list behind a field. Raises Missing, Forbidden for the stages of pipelines."""
    if wire.lookup == STATUS_LIST:
        raise Forbidden("The status of opportunities is managed as the stages of pipelines.")
    field = wire.field
    if isinstance(field, Custom) and field.definition.field_type.chooses:
        return Options(field.definition)
    if field is not None and isinstance(field.kind, LookupKind):
        return Lookups(field.kind.lists)
    raise Missing(UNKNOWN)


def wire_at(dialect: Worded, caller: Caller, word: str, name: str) -> Wire:
    """The field of an object that has a list. Raises Missing."""
    for record_type, known in types_of(dialect):
        if known == word:
            for wire in wires_of(dialect, caller, record_type, word):
                if wire.name == name and has_list(wire):
                    return wire
    raise Missing(UNKNOWN)


def list_at(dialect: Worded, caller: Caller, name: str) -> Lookups | Options:
    """The list of a name: its own, an object's and a field's, or a field's alone where only one
    object has it. Raises Missing, Forbidden, Unanswerable."""
    if list_exists(name):
        return Lookups((name,))
    found = [
        wire
        for record_type, word in types_of(dialect)
        for wire in wires_of(dialect, caller, record_type, word)
        if has_list(wire) and name in names_of(wire, word)
    ]
    alone = [
        wire
        for record_type, word in types_of(dialect)
        for wire in wires_of(dialect, caller, record_type, word)
        if has_list(wire) and name == wire.name
    ]
    if not found and len(alone) != 1:
        raise Missing(UNKNOWN)
    return single(behind((found or alone)[0]))


def single(values: Lookups | Options) -> Lookups | Options:
    """The same list. Raises Unanswerable where it is several."""
    if isinstance(values, Lookups) and len(values.names) > 1:
        named = ", ".join(values.names)
        raise Unanswerable(f"the field takes from several lists, name one: {named}")
    return values


def names_of(wire: Wire, word: str) -> set[str]:
    """The names that a field's list goes by with its object's."""
    objects = {word, SINGULARS.get(word, word)}
    return {f"{one}{mark}{wire.name}" for one in objects for mark in "_."}
