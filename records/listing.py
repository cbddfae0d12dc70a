"""Texts that are put on lists by being written, for callers who never saw our lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lookups import editing
from lookups.kinds import LookupKind
from lookups.lists import find
from records.drafts import Draft, Listed
from records.fields import Field
from records.types import RecordType
from values.refusals import Refusal, Refused


def put_on_lists(
    record_type: RecordType, draft: Draft, body: Mapping[str, Any], fields: Mapping[str, Field]
) -> None:
    """Take the texts of a body that may be new to their lists, and add those that are.

    To be called inside the transaction of the write, after all other values were taken: which list
    it is may follow from them.
    """
    listed = [(name, one.text) for name, one in body.items() if isinstance(one, Listed)]
    for name, text in sorted(listed, key=lambda pair: len(lists_of(fields[pair[0]]))):
        field = fields[name]
        if field.read_only:
            continue
        try:
            list_name = record_type.list_for(draft, name) or lists_of(field)[0]
            draft.values[name] = value_on_list(draft, field, list_name, text)
        except Refusal as refusal:
            draft.refuse_all(name, [refusal])


def lists_of(field: Field) -> tuple[str, ...]:
    """The names of the lists that a field's values come from."""
    assert isinstance(field.kind, LookupKind)
    return field.kind.lists


def value_on_list(draft: Draft, field: Field, list_name: str, text: str) -> int | None:
    """The id of the value with this text on a list. Raises Refusal."""
    if not text.strip() or find(list_name, text) is not None:
        kind = LookupKind(list_name).allowing(draft.before.get(field.name))
        found: int | None = kind.take(text)
        return found
    try:
        return editing.append(list_name, [text])[0].id
    except Refused as refused:
        raise refused.fields["items"][0] from None
