"""Rows held against other writers until a transaction ends, as far as a caller may reach them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from records import access
from records.access import Caller
from records.types import RecordType
from users.grants import LEVELS
from values.refusals import Forbidden, Missing, Stale


def editable(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    action: access.Action,
    binned: bool = False,
) -> Any:
    """The row, locked. Raises Missing if it does not exist for the caller, Forbidden if he may
    only read it."""
    seen, rows = reach(record_type, caller, [record_id], action, binned)
    if record_id not in seen:
        raise Missing
    if record_id not in rows:
        raise Forbidden(f"You may not {action} this record.")
    return rows[record_id]


def check_version(row: Any, version: int | None) -> None:
    """Compare with the version that the caller knows. Raises Stale."""
    stored = getattr(row, "version", None)
    if version is not None and stored is not None and version != stored:
        raise Stale(stored)


def reach(
    record_type: RecordType,
    caller: Caller,
    ids: Sequence[int],
    action: access.Action,
    binned: bool = False,
) -> tuple[set[int], dict[int, Any]]:
    """Which of the ids exist for the caller, and the rows, locked, that he may edit or delete.

    A row that another writer took away meanwhile does not exist. binned: those in the bin too.
    """
    access.require(caller, record_type, "read")
    trashes = (False, True) if binned and record_type.has_bin else (False,)
    rows: dict[int, Any] = {}
    for trashed in trashes:
        rows |= locked(within_sight(record_type, caller, action, trashed), ids)
    seen = set(rows)
    for trashed in trashes:
        if rest := set(ids) - seen:
            others = access.visible(record_type, caller, trashed).filter(pk__in=rest)
            seen.update(others.values_list("pk", flat=True))
    return seen, rows


def within_sight(
    record_type: RecordType, caller: Caller, action: access.Action, trashed: bool
) -> QuerySet[Model]:
    """The records that the caller may edit or delete, of those that he may read."""
    rows = access.reachable(record_type, caller, action, trashed)
    reading = access.level(caller, record_type, "read")
    if LEVELS.index(reading) < LEVELS.index(access.level(caller, record_type, action)):
        rows = rows.filter(pk__in=access.visible(record_type, caller, trashed).values("pk"))
    return rows


def lock(record_type: RecordType, ids: Collection[int]) -> dict[int, Any]:
    """Rows by id, whoever may reach them."""
    return locked(record_type.model._default_manager.all(), ids)


def locked(rows: QuerySet[Any], ids: Collection[int]) -> dict[int, Any]:
    """Those of the rows that have these ids, by id and held in its order."""
    found = rows.filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in found.select_for_update(of=("self",))}


def lock_parents(record_type: RecordType, ids: Iterable[int | None]) -> None:
    """Hold the records that parts belong to or shall belong to, so that whoever counts or sums the
    parts up next does so when these are through."""
    found = set(ids) - {None}
    if record_type.parent is not None and found:
        lock(access.parent_of(record_type), [one for one in found if one is not None])
