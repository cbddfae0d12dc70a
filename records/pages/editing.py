"""A record's page: shown, made, changed; what is saved goes through the one door for writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from records import reading, writing
from records.access import Caller, fields_for, reachable, require
from records.bulk import BulkRefused
from records.fields import Field, RelatedSet, Relation
from records.pages.form import RecordForm
from records.pages.links import record_url
from records.pages.parts import Parts, parts_of
from records.types import RecordType, registry
from values.refusals import Clash, Refused, Stale, Unanswerable

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
    theirs: Editing | None = None
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
    item = {name: one.start for name, one in fields.items() if one.default is not None}
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
        part.check_versions()
    for part in editing.parts:
        part.save(editing.record_id)
    if body:
        writing.update(record_type, caller, editing.record_id, body)
    return editing.record_id


def note_conflict(editing: Editing) -> None:
    """Lay the record as it now stands beside what was typed."""
    assert editing.record_id is not None
    editing.theirs = open_record(editing.record_type, editing.caller, editing.record_id)
    editing.version = editing.theirs.version


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
