"""Records go into the bin and come back; for good they go by an administrator's hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import ProtectedError, RestrictedError

from records import access, reading, restoring, writing
from records.access import Caller
from records.answers import Page
from records.pages.cells import moment
from records.pages.links import address, singular, titles
from records.problems import IN_USE
from records.query import By, Query, Show
from records.types import RecordType, registry
from values.refusals import Clash, Forbidden, Missing

PER_PAGE = 50


@dataclass(frozen=True)
class Going:
    """A record that is asked to go. has_bin: whether it can come back."""

    id: int
    title: str
    has_bin: bool


def going(record_type: RecordType, caller: Caller, record_id: int) -> Going:
    """The record, if the caller may delete it. Raises Missing, Forbidden."""
    reading.exists(record_type, caller, record_id)
    if not access.reachable(record_type, caller, "delete").filter(pk=record_id).exists():
        raise Forbidden("You may not delete this record.")
    title = titles(record_type, caller, [record_id]).get(record_id, f"#{record_id}")
    return Going(record_id, title, record_type.has_bin)


def let_go(record_type: RecordType, caller: Caller, one: Going) -> dict[str, Any] | None:
    """Delete it; returns what undoes that, where something does. Raises Clash."""
    try:
        writing.delete(record_type, caller, one.id)
    except (ProtectedError, RestrictedError):
        raise Clash(IN_USE) from None
    told = f"{singular(record_type)} “{one.title}” is deleted."
    if not one.has_bin:
        return {"told": told, "url": ""}
    return {"told": told, "url": address(record_type, "restore", one.id)}


def binned(record_type: RecordType, caller: Caller, page: int) -> tuple[Page, list[dict[str, Any]]]:
    """A page of the bin, what came last first. Raises Missing where there is none, Forbidden."""
    if not record_type.has_bin:
        raise Missing
    known = access.fields_for(record_type, caller)
    names = tuple(n for n in dict.fromkeys(("id", record_type.title, "deleted_at")) if n in known)
    query = Query(
        order=(By("deleted_at", True),),
        page=page,
        per_page=PER_PAGE,
        counting="capped",
        trashed=True,
        show=Show(names=(*names, "modified_by_id")),
    )
    found = reading.page(record_type, caller, query)
    ids = {item["modified_by_id"] for item in found.items if item["modified_by_id"]}
    people = titles(registry["users"], caller, ids)
    return found, [binned_row(record_type, item, people) for item in found.items]


def binned_row(
    record_type: RecordType, item: dict[str, Any], people: dict[int, str]
) -> dict[str, Any]:
    """One record in the bin."""
    title = item.get(record_type.title)
    named = title not in (None, item["id"])
    return {
        "title": str(title) if named else f"{singular(record_type)} {item['id']}",
        "at": moment(item["deleted_at"]),
        "who": people.get(item["modified_by_id"], "—"),
        "restore": address(record_type, "restore", item["id"]),
        "purge": address(record_type, "purge", item["id"]),
    }


def days() -> int:
    """How long the bin keeps records."""
    return int(settings.RECYCLE_DAYS)


def bring_back(record_type: RecordType, caller: Caller, record_id: int) -> None:
    """Take a record out of the bin. Raises Missing, Forbidden, Clash."""
    restoring.restore(record_type, caller, record_id)


def purge(record_type: RecordType, caller: Caller, record_id: int) -> None:
    """Delete a record for good. Raises Missing, Forbidden, Clash."""
    writing.delete(record_type, caller, record_id, purge=True)
