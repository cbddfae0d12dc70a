"""A value of a lookup list gives way to another one, in every record that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from changes.log import record
from channels import store as channels
from channels.kinds import ChannelKind
from customfields.store import Definition
from lookups.kinds import LookupKind
from lookups.lists import Value
from records import sets
from records.access import Caller
from records.drafts import Effect
from records.fields import ChannelSet, Column, Field, LinkedSet
from records.journal import entry
from records.references import LinkSet
from records.types import RecordType, registry
from records.writing import apply_effects

BATCH = 500
Changes = Mapping[int, dict[str, Any]]


def replace_value(old: Value, new: Value, caller: Caller) -> None:
    """Put one value of a list in the place of another, in the bin too; history tells of it.

    To be called inside a transaction. The caller's right to administer lists is all it takes.
    """
    for record_type in registry.values():
        for field in record_type.standard.values():
            for changes in batches(record_type, field, old, new):
                rows = tuple(changes.items())
                apply_effects([Effect(record_type.name, "update", rows)], caller)


def batches(record_type: RecordType, field: Field, old: Value, new: Value) -> Iterator[Changes]:
    """What changes where a field holds the old value, some records at a time."""
    match field:
        case Column(kind=LookupKind() as kind) if takes_from(kind, old):
            rows = record_type.model._default_manager.filter(**{field.attname: old.id})
            for ids in chunks(rows):
                yield {one: {field.name: new.id} for one in ids}
        case LinkedSet(kind=LinkSet() as links):
            for name, inner in links.attributes.items():
                if isinstance(inner, LookupKind) and takes_from(inner, old):
                    yield from links_changed(record_type, field, name, old, new)
        case ChannelSet(kind=ChannelKind() as entries) if takes_from(entries.types, old):
            rows = channels.table(field.channel, record_type.code).filter(type_id=old.id)
            for ids in chunks(rows, "record_id"):
                yield changed(record_type, field, ids, "type", (old.value, new.value))


def links_changed(
    record_type: RecordType, field: LinkedSet, name: str, old: Value, new: Value
) -> Iterator[Changes]:
    """The sets of links in which an attribute changes."""
    rows = field.through._default_manager.filter(**{f"{name}_id": old.id})
    for ids in chunks(rows, f"{field.near}_id"):
        yield changed(record_type, field, ids, name, (old.id, new.id))


def changed(
    record_type: RecordType,
    field: ChannelSet | LinkedSet,
    ids: list[int],
    name: str,
    change: tuple[Any, Any],
) -> Changes:
    """The sets of these records, with one thing in the place of another under a name."""
    old, new = change
    found = sets.load(record_type, [field], ids, None)[field.name]
    return {
        one: {field.name: [{**row, name: new} if row[name] == old else row for row in found[one]]}
        for one in ids
    }


def takes_from(kind: LookupKind, value: Value) -> bool:
    """Whether a field takes its values from the list of this value."""
    return value.list_name in (kind.list_name, *kind.others)


def chunks(rows: Any, column: str = "pk") -> Iterator[list[int]]:
    """The ids in a column, each once, some at a time; read before the first is changed."""
    ids = iter(list(rows.order_by(column).values_list(column, flat=True).distinct()))
    while some := list(islice(ids, BATCH)):
        yield some


def teller(caller: Caller) -> Callable[[Definition, Sequence[tuple[int, Any, Any]]], None]:
    """What hears of custom values that a change of their definition moves, and logs them."""

    def tell(definition: Definition, moved: Sequence[tuple[int, Any, Any]]) -> None:
        named = {"field": definition.key, "label": definition.label}
        record_type = registry[definition.record_type]
        record(
            [
                entry(record_type, "update", one, [{**named, "old": old, "new": new}], caller)
                for one, old, new in moved
            ]
        )

    return tell
