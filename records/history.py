"""What happened on a record, as its change log tells a caller."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from changes import log
from changes.models import Change
from records.access import Caller, fields_for
from records.answers import Page
from records.query import Query
from records.reading import exists
from records.types import RecordType, fields_of
from values.times import DateTime

INSTANT = DateTime()


def history(record_type: RecordType, caller: Caller, record_id: int, query: Query) -> Page:
    """A page of a record's changes, newest first; fields hidden from the caller are left out."""
    exists(record_type, caller, record_id)
    changes = log.history(record_type.code, record_id)
    start = (query.page - 1) * query.per_page
    found = list(changes[start : start + query.per_page + 1]) if start < 2**62 else []
    hidden = fields_of(record_type.name).keys() - fields_for(record_type, caller).keys()
    return Page(
        items=[said(change, hidden) for change in found[: query.per_page]],
        query=query,
        count=None if query.counting == "none" else changes.count(),
        has_more=len(found) > query.per_page,
    )


def said(change: Change, hidden: Collection[str]) -> dict[str, Any]:
    """One change as Python values ready for JSON."""
    return {
        "id": change.pk,
        "at": INSTANT.say(change.at),
        "action": change.action,
        "user": change.user_id,
        "token": change.token_name,
        "dialect": change.dialect,
        "request_id": change.request_id,
        "changes": [one for one in change.differences if one["field"] not in hidden],
    }
