"""The form of a record: its fields in groups, what was typed, what changed, what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from records.access import Caller
from records.fields import Field
from records.pages.cells import cell_of
from records.pages.entries import editable, has_fuller, spelling_of
from records.pages.exact import dumps, loads
from records.pages.grouping import OWNING, Group, Inputs, Shown, heading_of, is_wide, short_label
from records.pages.links import Names, names_for
from records.pages.spelling import Spelling
from records.types import RecordType
from values.refusals import Refusal, Refused

NO_FILES: Any = {}
STAMPS = ("created_at", "created_by_id", "modified_at", "modified_by_id")
UNSHOWN = ("id", "version", "deleted_at", *STAMPS)


class RecordForm:
    """One record, or a new one, as its page shows it.

    item: the record's JSON values (for a new one its defaults). raws: what the inputs hold where
    that is not what the item says. was: what they held when the page was first shown.
    """

    def __init__(
        self,
        record_type: RecordType,
        caller: Caller,
        fields: Mapping[str, Field],
        item: Mapping[str, Any],
        writable: bool = True,
        prefix: str | None = None,
        names: Names | None = None,
    ):
        self.record_type, self.caller, self.item, self.prefix = record_type, caller, item, prefix
        self.shown = fields
        self.fields = editable(fields) if writable else {}
        self.names = names_for(fields.values(), [item], caller) if names is None else names
        self.was: dict[str, Any] = {
            name: one.show(item.get(name)) for name, one in self.spellings.items()
        }
        self.raws: dict[str, Any] = dict(self.was)
        self.errors: dict[str, list[str]] = {}

    @cached_property
    def spellings(self) -> dict[str, Spelling]:
        """How each input is spelled."""
        return {
            name: spelling_of(self.record_type, one, self.item.get(name), self.names)
            for name, one in self.fields.items()
        }

    def take(self, data: Any) -> None:
        """Take what was sent: what the inputs hold now, and what they held at first."""
        for name, one in self.spellings.items():
            raw = one.widget.value_from_datadict(data, NO_FILES, self.html_name(name))
            self.raws[name] = one.show(None) if raw is None else settled(raw)
        try:
            was = loads(data.get(self.html_name("was"), "") or "{}")
        except ValueError:
            was = {}
        if isinstance(was, dict):
            self.was |= {name: was[name] for name in self.was if name in was}
        self.learn()

    def learn(self) -> None:
        """Find out the names of what was newly chosen, so that the inputs can show them."""
        typed = {name: self.spellings[name].read(self.raws[name]) for name in self.pointing}
        found = names_for(self.fields.values(), [sound(typed)], self.caller)
        for target, titles in found.items():
            self.names.setdefault(target, {}).update(titles)

    @cached_property
    def pointing(self) -> list[str]:
        """The fields that point at records."""
        return [name for name, one in self.fields.items() if hasattr(one, "target")]

    def html_name(self, name: str) -> str:
        """The name of an input."""
        return f"{self.prefix}-{name}" if self.prefix else name

    def changed(self) -> list[str]:
        """The fields whose inputs hold something else than at first."""
        return [name for name in self.fields if self.raws[name] != self.was[name]]

    def open_fields(self) -> list[str]:
        """The fields that may be shown and sent along: all but secrets."""
        return [name for name, one in self.fields.items() if not one.kind.write_only]

    @property
    def typed_secrets(self) -> set[str]:
        """The fields into which a secret was typed."""
        return set(self.changed()) - set(self.open_fields())

    def ask_again(self) -> None:
        """Ask for secrets anew: they are not sent back, and must not be lost unnoticed."""
        for name in self.typed_secrets:
            self.errors.setdefault(name, []).append("Type it again: it was not saved.")

    def body(self) -> dict[str, Any]:
        """What changed, as JSON values for the hall. Raises Refused for what is no JSON."""
        body, refusals = {}, {}
        for name in self.changed():
            try:
                body[name] = self.spellings[name].read(self.raws[name])
            except Refusal as refusal:
                refusals[name] = [refusal]
        if refusals:
            raise Refused(refusals)
        return body

    def refuse(self, fields: Mapping[str, Iterable[Refusal]]) -> list[str]:
        """Put refusals at their inputs; returns what is left to be said of the whole."""
        rest: list[str] = []
        for name, refusals in fields.items():
            at = self.place(name)
            said = [sentence(one) for one in refusals]
            if at is not None:
                self.errors.setdefault(at, []).extend(said)
            else:
                label = self.shown[name].label if name in self.shown else name
                rest += [f"{label}: {one}" for one in said]
        return rest

    def place(self, name: str) -> str | None:
        """The input for what is said of a field: its own, or that of its fullest name."""
        if name in self.fields:
            return name
        stem = name.removesuffix("_ids")
        candidates = (f"{name}s", f"{stem}_links", f"{stem}_id")
        return next((one for one in candidates if one in self.fields), None)

    @cached_property
    def inputs(self) -> Inputs:
        """The inputs, to be drawn."""
        drawn = self.fields, self.spellings, self.raws, self.errors, self.prefix
        return Inputs(*drawn, self.record_type.helps)

    @property
    def first_error(self) -> str:
        """The id of the first input that is refused."""
        return next((f"id_{self.html_name(n)}" for n in self.fields if n in self.errors), "")

    @property
    def was_text(self) -> str:
        """What the inputs held at first, to be sent along."""
        return dumps(self.was)

    def groups(self) -> list[Group]:
        """The fields under their headings, in the record's order; stamps stand elsewhere."""
        found: dict[str, Group] = {}
        for name, one in self.shown.items():
            entry = self.entry(name, one)
            if entry is not None:
                title = heading_of(self.record_type, one)
                found.setdefault(title, Group(title)).entries.append(entry)
        sharing = found.pop(OWNING, None)
        return [*found.values(), *([sharing] if sharing else [])]

    def entry(self, name: str, one: Field) -> Any:
        """An input, or what is shown in its place; None for what stands elsewhere."""
        if name in self.fields:
            return self.inputs[name]
        if name in UNSHOWN or has_fuller(one, self.shown):
            return None
        cell = cell_of(one, self.item.get(name), self.names)
        return (
            None if cell.is_empty and one.read_only else Shown(short_label(one), cell, is_wide(one))
        )

    def stamps(self) -> list[Shown]:
        """Who made and changed the record, and when."""
        known = [self.shown[name] for name in STAMPS if name in self.shown]
        cells = [(one, cell_of(one, self.item.get(one.name), self.names)) for one in known]
        return [Shown(one.label, cell) for one, cell in cells if not cell.is_empty]


def settled(raw: Any) -> Any:
    """What was sent, with line ends as the inputs hold them."""
    return raw.replace("\r\n", "\n") if isinstance(raw, str) else raw


def sound(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Of what was typed the ids alone, so that their names can be looked up."""
    found: dict[str, Any] = {}
    for name, value in typed.items():
        if isinstance(value, list):
            links = [one["id"] if isinstance(one, dict) else one for one in value]
            ids = [one for one in links if isinstance(one, int) and 0 < one < 2**63]
            is_link = any(isinstance(one, dict) for one in value)
            found[name] = [{"id": one} for one in ids] if is_link else ids
        elif isinstance(value, int) and 0 < value < 2**63:
            found[name] = value
    return found


def sentence(refusal: Refusal) -> str:
    """What is told of a refusal."""
    said = {"Required": "is required"}.get(refusal.rule, refusal.rule.lower())
    text = refusal.message or said
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
