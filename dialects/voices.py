"""The vocabulary of a type in a dialect, compiled once per revision of its custom fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from dialects.wires import Wire
from records.access import Caller, fields_for
from records.fields import Field
from records.query import By, Show, Where
from records.types import RecordType
from values.refusals import Refusal, Unanswerable
from values.text import nearest

Item = Mapping[str, Any]
Fields = Mapping[str, Field]


class Vocabulary:
    """Their words for one record type, in their order.

    inner: what is embedded in an item under a name that is no field, such as lines, and its own
    vocabulary.
    """

    def __init__(
        self,
        record_type: RecordType,
        wires: Iterable[Wire],
        inner: Mapping[str, Callable[[], Vocabulary]],
    ):
        self.record_type = record_type
        self.wires = {wire.name: wire for wire in wires}
        self.needed = frozenset(name for wire in self.wires.values() for name in wire.needs)
        self.inner = inner
        self.voices: dict[tuple[str, ...], Voice] = {}
        self.theirs: dict[str, str] = {}
        for wire in sorted(self.wires.values(), key=lambda one: one.put is None):
            for name in wire.writes:
                self.theirs.setdefault(name, wire.name)

    # The way in

    def seen(self, fields: Fields) -> list[Wire]:
        """The words that exist for a caller who sees these fields."""
        return [wire for wire in self.wires.values() if all(one in fields for one in wire.needs)]

    def find(self, name: str, fields: Fields) -> Wire:
        """A word that exists for the caller. Raises Unanswerable with the nearest one."""
        wire = self.wires.get(name)
        if wire is None or not all(one in fields for one in wire.needs):
            known = [one.name for one in self.seen(fields)]
            raise Unanswerable(f"unknown field '{name}'{nearest(name, known)}")
        return wire

    def read(self, body: Mapping[str, Any], fields: Fields) -> tuple[dict[str, Any], list[str]]:
        """A body in our words, and the keys that mean nothing; what is read only is left out."""
        taken: dict[str, Any] = {}
        ignored = []
        for key, value in body.items():
            wire = self.wires.get(key)
            if wire is None or not all(one in fields for one in wire.needs):
                ignored.append(key)
            elif wire.put is not None and not wire.is_fixed(fields):
                wire.put(value, taken)
        return taken, ignored

    def where(self, name: str, op: str, operand: Any, fields: Fields) -> Where:
        """A comparison. Raises Unanswerable, naming the field by their word."""
        wire = self.find(name, fields)
        if wire.where is None:
            raise Unanswerable(f"the field '{name}' cannot be filtered by")
        try:
            return wire.where(op, operand)
        except Refusal as refusal:
            raise Unanswerable(f"the field '{name}' {refusal}") from None

    def by(self, name: str, descending: bool, fields: Fields) -> By:
        """A key of an ordering. Raises Unanswerable."""
        wire = self.find(name, fields)
        if wire.by is None:
            raise Unanswerable(f"the field '{name}' cannot be sorted by")
        key = By(wire.by) if isinstance(wire.by, str) else wire.by
        return replace(key, descending=descending)

    def show(self, fields: Fields, single: bool, only: Iterable[str] | None = None) -> Show:
        """What of a record is read so that it can be said. only: these of their words."""
        chosen = None if only is None else set(only)
        shown = [
            wire
            for wire in self.seen(fields)
            if (single or wire.lists)
            and (chosen is None or wire.name in chosen)
            and not (wire.field is not None and wire.field.kind.write_only)
        ]
        names = dict.fromkeys(["id", *(name for wire in shown for name in wire.reads)])
        expand = dict.fromkeys(name for wire in shown for name in wire.expand)
        return Show(names=tuple(names), expand=tuple(expand), plain=not single)

    # The way out

    def say(
        self,
        items: Sequence[Item],
        caller: Caller,
        single: bool = True,
        only: Iterable[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Items in their words and forms, in their order. only: these of their words."""
        if not items:
            return []
        fields = fields_for(self.record_type, caller)
        hidden = self.needed.difference(fields)
        key = (*items[0], "" if single else "-", *hidden, *(() if only is None else ("=", *only)))
        voice = self.voices.get(key)
        if voice is None:
            chosen = None if only is None else set(only)
            said = [
                wire
                for wire in self.seen(fields)
                if (single or wire.lists) and (chosen is None or wire.name in chosen)
            ]
            voice = self.voices[key] = Voice(said, frozenset(items[0]), self.inner)
            if len(self.voices) > 100:
                self.voices.clear()
        return voice.say(items, caller)


def put_in_form(name: str, form: Callable[[Any], Any], found: Sequence[dict[str, Any]]) -> None:
    """Say a field of many items in its form, a value that comes again only once."""
    known: dict[Any, Any] = {}
    for said in found:
        value = said[name]
        if value.__class__ is list:
            said[name] = form(value)
        elif value in known:
            said[name] = known[value]
        else:
            said[name] = known[value] = form(value)


class Voice:
    """How items of certain keys are said: a table, made once, that each item passes through."""

    def __init__(
        self,
        wires: Iterable[Wire],
        keys: frozenset[str],
        inner: Mapping[str, Callable[[], Vocabulary]],
    ):
        shown = [one for one in wires if keys.issuperset((*one.reads, *one.expand))]
        self.names = tuple(one.name for one in shown)
        some = next(iter(keys))  # holds the place of what is not simply a field's value
        taken = [some if one.field is None else one.needs[0] for one in shown]
        self.taken = itemgetter(some, *taken)
        self.formed = [(one.name, one.plain) for one in shown if one.plain is not None]
        self.made = [(one.name, one.made) for one in shown if one.made is not None]
        self.gathered: dict[Any, list[Wire]] = {}
        for one in shown:
            if one.gather is not None:
                self.gathered.setdefault(one.gather, []).append(one)
        self.inner = {name: found for name, found in inner.items() if name in keys}

    def say(self, items: Sequence[Item], caller: Caller) -> list[dict[str, Any]]:
        """The items as the table says them; one query for all words that are gathered alike."""
        found = [dict(zip(self.names, self.taken(item)[1:], strict=True)) for item in items]
        for name, form in self.formed:
            put_in_form(name, form, found)
        for name, make in self.made:
            for item, said in zip(items, found, strict=True):
                said[name] = make(item)
        if self.gathered:
            self.add_gathered(items, found, caller)
        for name, vocabulary in self.inner.items():
            for item, said in zip(items, found, strict=True):
                said[name] = vocabulary().say(item[name], caller)
        return found

    def add_gathered(
        self, items: Sequence[Item], found: Sequence[dict[str, Any]], caller: Caller
    ) -> None:
        """Put what is gathered for all items at once into what is said of them."""
        ids = [item["id"] for item in items]
        for gather, wires in self.gathered.items():
            values = gather(ids, caller)
            for one in wires:
                name, pick = one.name, one.pick
                for record_id, said in zip(ids, found, strict=True):
                    value = values.get(record_id)
                    said[name] = pick(value) if pick else value
