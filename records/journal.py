"""What is told of a write afterwards: the change log's lines, and the tally of live records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from changes.log import Entry, record
from records.access import Caller
from records.drafts import Draft
from records.fields import ChannelScalar, Custom, Field
from records.models import Tally
from records.types import RecordType


def changed_fields(draft: Draft, fields: Mapping[str, Field]) -> list[Field]:
    """The fields that a draft gives another value, in the record's order."""
    return [fields[name] for name in fields if draft.changes(name)]


def log(
    record_type: RecordType,
    action: str,
    drafts: Sequence[Draft],
    fields: Mapping[str, Field],
    caller: Caller,
) -> None:
    """Write what happened into the change log: one statement for all drafts."""
    entries = [
        entry(record_type, action, draft.record.pk, differences(draft, fields), caller)
        for draft in drafts
    ]
    if entries:
        record(entries)


def entry(
    record_type: RecordType,
    action: str,
    record_id: int,
    found: list[dict[str, Any]],
    caller: Caller,
) -> Entry:
    """One line of the change log, with who did it and through which door."""
    identity = caller.identity
    return Entry(
        record_type=record_type.code,
        record_id=record_id,
        action=action,
        differences=found,
        user_id=caller.rights.user_id,
        token_id=identity.id if identity else None,
        token_name=identity.name if identity else None,
        dialect=caller.dialect,
        request_id=caller.request_id,
    )


def differences(draft: Draft, fields: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Old and new value of each field that changes; custom ones with the label of the day."""
    found = []
    for field in changed_fields(draft, fields):
        old, new = draft.before.get(field.name), draft.values[field.name]
        if isinstance(field, ChannelScalar) or (old in (None, []) and new in (None, [])):
            continue
        label = {"label": field.label} if isinstance(field, Custom) else {}
        found.append(
            {"field": field.name, **label, "old": field.kind.say(old), "new": field.kind.say(new)}
        )
    return found


def note(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    action: str,
    difference: Mapping[str, Any],
) -> None:
    """Write what happened beside a record into its change log: to a comment, to a file.

    difference: {"field", "old", "new"}, what it was and is as {"id", …}, or None.
    """
    record([entry(record_type, action, record_id, [dict(difference)], caller)])


def tally(record_type: RecordType, step: int) -> None:
    """Note how the number of live records changes."""
    if record_type.has_bin and step:
        Tally.objects.create(record_type=record_type.name, step=step)
