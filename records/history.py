"""What happened on a record, as its change log tells a caller."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from changes import log
from changes.models import Change
from records.access import Caller, fields_for, visible
from records.answers import Page
from records.fields import RelatedSet, Relation
from records.query import Query
from records.reading import exists
from records.types import RecordType, fields_of, registry
from values.times import DateTime

INSTANT = DateTime()


def history(record_type: RecordType, caller: Caller, record_id: int, query: Query) -> Page:
    """A page of a record's changes, newest first; fields hidden from the caller are left out."""
    exists(record_type, caller, record_id)
    changes = log.history(record_type.code, record_id)
    start = (query.page - 1) * query.per_page
    found = list(changes[start : start + query.per_page + 1]) if start < 2**62 else []
    kept = found[: query.per_page]
    view = view_of(record_type, caller, kept)
    return Page(
        items=[said(change, view) for change in kept],
        query=query,
        count=None if query.counting == "none" else changes.count(),
        has_more=len(found) > query.per_page,
    )


@dataclass(frozen=True)
class View:
    """What a caller may not be told of some changes: these fields; and these ids, by field."""

    fields: frozenset[str]
    ids: Mapping[str, set[int]]


def view_of(record_type: RecordType, caller: Caller, changes: Iterable[Change]) -> View:
    """What a caller may not be told: two or three queries for each type that is pointed at."""
    every = fields_of(record_type.name)
    hidden = caller.rights.hidden(record_type.name) | (
        every.keys() - fields_for(record_type, caller).keys()
    )
    pointed: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        for one in change.differences:
            if isinstance(every.get(one["field"]), Relation | RelatedSet):
                pointed[one["field"]] |= ids_in(one["old"]) | ids_in(one["new"])
    targets: dict[str, set[int]] = defaultdict(set)
    for name, ids in pointed.items():
        targets[every[name].target] |= ids  # type: ignore[attr-defined]
    unseen = {target: unseen_among(target, ids, caller) for target, ids in targets.items()}
    shown = {name: unseen[every[name].target] for name in pointed}  # type: ignore[attr-defined]
    return View(frozenset(hidden), shown)


def ids_in(value: Any) -> set[int]:
    """The ids in one side of a change: of a relation, a set, or a set of links."""
    ones = value if isinstance(value, list) else [value]
    return {id_of(one) for one in ones} - {None}


def id_of(one: Any) -> Any:
    """The id of what is pointed at, in a link or by itself."""
    return one["id"] if isinstance(one, dict) else one


def unseen_among(target: str, ids: set[int], caller: Caller) -> set[int]:
    """Those of the ids whose records exist, in the bin too, but not for the caller."""
    record_type = registry.get(target)
    if record_type is None or record_type.audience == "everyone" or caller.is_administrator:
        return set()
    kept = set(record_type.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
    for trashed in (False, True):
        seen = visible(record_type, caller, trashed).filter(pk__in=kept)
        kept -= set(seen.values_list("pk", flat=True))
    return kept


def covered(value: Any, unseen: Collection[int]) -> Any:
    """One side of a change without the ids that the caller may not be told."""
    if isinstance(value, list):
        return [one for one in value if id_of(one) not in unseen]
    return None if value in unseen else value


def said(change: Change, view: View) -> dict[str, Any]:
    """One change as Python values ready for JSON."""
    return {
        "id": change.pk,
        "at": INSTANT.say(change.at),
        "action": change.action,
        "user": change.user_id,
        "token": change.token_name,
        "dialect": change.dialect,
        "request_id": change.request_id,
        "changes": [
            told(one, view.ids.get(one["field"], ()))
            for one in change.differences
            if one["field"] not in view.fields
        ],
    }


def told(difference: Mapping[str, Any], unseen: Collection[int]) -> dict[str, Any]:
    """Old and new value of one field."""
    if not unseen:
        return dict(difference)
    sides = {side: covered(difference[side], unseen) for side in ("old", "new")}
    return {**difference, **sides}
