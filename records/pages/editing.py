"""A record's page: shown, made, changed; what is saved goes through the one door for writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from records import reading, writing
from records.access import Caller, fields_for, reachable, require
from records.bulk import BulkRefused
from records.fields import Field, RelatedSet, Relation
from records.pages.cells import cell_of
from records.pages.exact import dumps, loads
from records.pages.form import RecordForm
from records.pages.links import record_url
from records.pages.parts import Parts, parts_of
from records.types import RecordType, registry
from values.refusals import Clash, Refusal, Refused, Stale, Unanswerable

MEANWHILE = (
    "Somebody else changed this record meanwhile. What you typed stands below; "
    "saving again puts it over theirs, field by field."
)
ROWS_REFUSED = "Some rows are refused: see below."


@dataclass
class Editing:
    """A record, or a new one, on its page. record_id: None for a new one.

    told: what is said of the whole. theirs: the record as others have changed it meanwhile.
    duplicates: records that the new one may be a double of.
    """

    record_type: RecordType
    caller: Caller
    form: RecordForm
    parts: list[Parts]
    record_id: int | None = None
    version: int | None = None
    may_edit: bool = True
    told: list[str] = field(default_factory=list)
    theirs: RecordForm | None = None
    duplicates: list[dict[str, Any]] = field(default_factory=list)

    @property
    def first_error(self) -> str:
        """The id of the first input that is refused."""
        return self.form.first_error or next(
            (one.first_error for one in self.parts if one.first_error), ""
        )

    @property
    def has_errors(self) -> bool:
        """Whether anything is refused."""
        return bool(self.told or self.form.errors or self.duplicates or self.first_error)


def begin(record_type: RecordType, caller: Caller, given: Mapping[str, str]) -> Editing:
    """The page of a new record, with values from the address. Raises Forbidden."""
    require(caller, record_type, "create")
    fields = fields_for(record_type, caller)
    item = {name: one.default for name, one in fields.items() if one.default is not None}
    if "owner_id" in fields:
        item["owner_id"] = caller.rights.user_id
    form = RecordForm(record_type, caller, fields, item | given_values(given, fields))
    for name, value in given_values(given, fields).items():  # they are news to the hall
        if name in form.was and value != item.get(name):
            form.was[name] = form.spellings[name].show(item.get(name))
    return Editing(record_type, caller, form, parts_of(record_type, caller, None))


def given_values(given: Mapping[str, str], fields: Mapping[str, Field]) -> dict[str, Any]:
    """The records that an address says a new one belongs to."""
    found: dict[str, Any] = {}
    for name, text in given.items():
        one = fields.get(name)
        if one is None or not (text.isascii() and text.isdigit()) or len(text) > 18:
            continue
        if isinstance(one, Relation):
            found[name] = int(text)
        elif isinstance(one, RelatedSet):
            found[one.links or name] = [{"id": int(text)}] if one.links else [int(text)]
    return found


def open_record(record_type: RecordType, caller: Caller, record_id: int) -> Editing:
    """The page of a record. Raises Missing, Forbidden."""
    one = reading.one(record_type, caller, record_id)
    editable = reachable(record_type, caller, "edit").filter(pk=record_id).exists()
    form = RecordForm(
        record_type, caller, fields_for(record_type, caller), one.item, writable=editable
    )
    parts = parts_of(record_type, caller, record_id)
    return Editing(record_type, caller, form, parts, record_id, one.version, editable)


def take(editing: Editing, data: Any) -> None:
    """Take what was sent into the page."""
    editing.form.take(data)
    for part in editing.parts:
        part.take(data)
    version = data.get("version", "")
    if version.isascii() and version.isdigit() and len(version) < 12:
        editing.version = int(version)


def save(editing: Editing, data: Any) -> int | None:
    """Write what was taken: the record's id, or None where the page has something to say."""
    try:
        return writing.in_transaction(lambda: write(editing, bool(data.get("allow_duplicate"))))
    except Refused as refused:
        editing.told += editing.form.refuse(refused.fields) if is_about(editing, refused) else []
        editing.told = editing.told or ([] if editing.form.errors else [ROWS_REFUSED])
    except BulkRefused:
        editing.told.append(ROWS_REFUSED)
    except Clash as clash:
        editing.told.append(str(clash))
        editing.duplicates = doubles(editing, clash)
    except Unanswerable as error:
        editing.told.append(str(error))
    except Stale:
        note_conflict(editing)
    return None


def is_about(editing: Editing, refused: Refused) -> bool:
    """Whether a refusal is about the record itself, not about one of its rows."""
    return not any(one.first_error for one in editing.parts)


def write(editing: Editing, allow_duplicate: bool) -> int:
    """The record and its rows in one transaction; rows first, so that what follows from them does
    not undo what was typed. Raises what `writing` raises, and BulkRefused."""
    record_type, caller = editing.record_type, editing.caller
    body = editing.form.body()
    if editing.record_id is None:
        made = writing.create(record_type, caller, body, allow_duplicate=allow_duplicate).id
        if any([part.save(made) for part in editing.parts]) and "amount" in body:
            writing.update(record_type, caller, made, {"amount": body["amount"]})
        return made
    row = writing.editable(record_type, caller, editing.record_id, "edit")
    writing.check_version(row, editing.version)
    for part in editing.parts:
        part.save(editing.record_id)
    if body:
        writing.update(record_type, caller, editing.record_id, body)
    return editing.record_id


def note_conflict(editing: Editing) -> None:
    """Lay the record as it now stands beside what was typed."""
    assert editing.record_id is not None
    now = open_record(editing.record_type, editing.caller, editing.record_id)
    editing.theirs, editing.version = now.form, now.version
    if any(part.has_changes for part in editing.parts):  # rows are not laid side by side
        found = [one for one in differences(editing) if one.is_theirs]
        editing.told += [MEANWHILE, *(f"{one.label}: {one.before} → {one.theirs}" for one in found)]
        editing.theirs = None


@dataclass(frozen=True)
class Difference:
    """One field in a conflict: what both began with, and what each made of it, as shown."""

    name: str
    label: str
    before: str
    mine: str
    theirs: str
    is_mine: bool
    is_theirs: bool


def differences(editing: Editing) -> list[Difference]:
    """The fields that either side has changed."""
    form, theirs = editing.form, editing.theirs
    assert theirs is not None
    found = []
    for name, one in form.fields.items():
        if name not in theirs.fields:
            continue
        mine, now, was = form.raws[name], theirs.raws[name], form.was[name]
        if mine != was or now != was:
            before, ours, others = (spoken(form, name, raw, theirs) for raw in (was, mine, now))
            changed = mine != was, now != was
            found.append(Difference(name, one.label, before, ours, others, *changed))
    return found


def spoken(form: RecordForm, name: str, raw: Any, other: RecordForm) -> str:
    """What an input held, for people."""
    from_names = {
        target: form.names.get(target, {}) | other.names.get(target, {})
        for target in {*form.names, *other.names}
    }
    try:
        value = form.spellings[name].read(raw)
    except Refusal:
        return str(raw)
    return told_value(form.fields[name], value, from_names)


def told_value(one: Field, value: Any, names: Any) -> str:
    """A JSON value for people; what is no such value stands as it was typed."""
    try:
        return cell_of(one, value, names).text
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
        return str(value)


def settle(editing: Editing, data: Any) -> int | None:
    """Write what was chosen from a conflict: of each field mine, or what stands there now."""
    try:
        mine = loads(data.get("mine", "") or "{}")
    except ValueError:
        mine = {}
    for name in editing.form.fields:
        if isinstance(mine, dict) and name in mine and data.get(f"take-{name}") == "mine":
            editing.form.raws[name] = mine[name]
    editing.form.learn()
    version = data.get("version", "")
    editing.version = int(version) if version.isdigit() and len(version) < 12 else None
    return save(editing, data)


def mine_text(editing: Editing) -> str:
    """What was typed, to be sent along while it is being chosen."""
    return dumps({name: editing.form.raws[name] for name in editing.form.changed()})


def doubles(editing: Editing, clash: Clash) -> list[dict[str, Any]]:
    """The records that a refused new one resembles."""
    return [
        {
            "name": one.get("name") or f"#{one['id']}",
            "matched": one.get("matched", ""),
            "url": record_url(registry[one.get("type", editing.record_type.name)], one["id"]),
        }
        for one in clash.details.get("duplicates", ())
    ]
