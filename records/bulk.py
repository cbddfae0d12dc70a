"""Many records in one request: each row judged by itself, all written together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from records import access, duplicates, judging
from records.access import Caller, fields_for
from records.drafts import Draft
from records.fields import Field
from records.locking import reach
from records.matching import Match, find
from records.rows import Row, read_request
from records.types import RecordType
from records.writing import carry_out, hold, in_transaction, judge, take_away
from values.refusals import Clash, Forbidden, Missing, Refused, Unanswerable


class BulkRefused(Exception):
    """An atomic bulk request has bad rows; nothing was written. results: those of the bad rows."""

    def __init__(self, results: list[dict[str, Any]]):
        super().__init__(results)
        self.results = results


def run(
    record_type: RecordType,
    caller: Caller,
    request: Mapping[str, Any],
    allow_duplicate: bool = True,
) -> dict[str, Any]:
    """Carry out a bulk request: {"results": one per row}. Raises Unanswerable, BulkRefused."""
    fields = fields_for(record_type, caller)
    _, by, atomic = read_request(request)
    match = Match.of(by, fields) if by is not None else None

    def work() -> dict[str, Any]:
        rows, _, _ = read_request(request)
        hold(record_type)
        check_rights(record_type, caller, rows)
        find_rows(record_type, caller, rows, match, fields)
        judge_rows(record_type, caller, rows, allow_duplicate)
        refuse_bad(rows, atomic)
        write_rows(record_type, caller, rows)
        refuse_bad(rows, atomic)
        return {"results": [row.result() for row in rows]}

    return in_transaction(work)


def refuse_bad(rows: Sequence[Row], atomic: bool) -> None:
    """Refuse an atomic request that has bad rows. Raises BulkRefused."""
    if atomic and any(row.error for row in rows):
        raise BulkRefused([row.result() for row in rows if row.error])


def check_rights(record_type: RecordType, caller: Caller, rows: Sequence[Row]) -> None:
    """Refuse rows whose act the caller may do with no record of the type."""
    needed = {"create": "create", "update": "edit", "upsert": "edit", "delete": "delete"}
    for op in {row.op for row in rows}:
        try:
            access.require(caller, record_type, needed[op])  # type: ignore[arg-type]
            if op == "upsert":
                access.require(caller, record_type, "create")
        except Forbidden as refused:
            for row in rows:
                if row.op == op:
                    row.error = refused


def find_rows(
    record_type: RecordType,
    caller: Caller,
    rows: Sequence[Row],
    match: Match | None,
    fields: Mapping[str, Field],
) -> None:
    """Find and lock what the rows are about; make their drafts."""
    for row in good(rows):
        if row.op != "delete":
            note_names(row, fields)
    if match is not None:
        find(record_type, caller, [row for row in good(rows) if row.op == "upsert"], match)
    editing = [row for row in good(rows) if row.op != "delete" and row.record_id is not None]
    refuse_twice(row for row in good(rows) if row.record_id is not None)
    lock_rows(record_type, caller, [row for row in editing if not row.error], "edit")
    lock_rows(record_type, caller, [row for row in good(rows) if row.op == "delete"], "delete")
    for row in good(rows):
        if row.op in {"create", "upsert"} and row.record_id is None:
            row.draft = Draft(record_type.model(), created=True, index=row.index)


def good(rows: Iterable[Row]) -> list[Row]:
    """The rows against which nothing speaks so far."""
    return [row for row in rows if row.error is None]


def note_names(row: Row, fields: Mapping[str, Field]) -> None:
    """Refuse a row with keys that are no fields."""
    try:
        judging.check_names(row.body, fields)
    except Unanswerable as error:
        row.error = error


def refuse_twice(rows: Iterable[Row]) -> None:
    """A record may be named once in a request; later rows that name it are refused."""
    met: set[int] = set()
    for row in rows:
        if row.record_id in met:
            row.error = Clash("an earlier row of this request is about the same record")
        met.add(row.record_id or 0)


def lock_rows(
    record_type: RecordType, caller: Caller, rows: Sequence[Row], action: access.Action
) -> None:
    """Lock the records that rows are about; those out of reach are refused."""
    ids = [row.record_id for row in rows if row.record_id is not None]
    if not ids:
        return
    seen, found = reach(record_type, caller, ids, action)
    for row in rows:
        if row.record_id not in seen:
            row.error = Missing()
        elif row.record_id not in found:
            row.error = Forbidden(f"You may not {action} this record.")
        else:
            row.draft = Draft(found[row.record_id], created=False, index=row.index)


def judge_rows(
    record_type: RecordType, caller: Caller, rows: Sequence[Row], allow_duplicate: bool
) -> None:
    """Judge all drafts together, and note what speaks against each."""
    judged = [row for row in good(rows) if row.draft is not None and row.op != "delete"]
    drafts = [row.draft for row in judged if row.draft is not None]
    if drafts:
        judge(record_type, drafts, [row.body for row in judged], caller)
    for row in judged:
        if row.draft is not None and row.draft.refusals:
            row.error = Refused(row.draft.refusals)
    if not allow_duplicate:
        refuse_duplicates(record_type, caller, good(judged))


def refuse_duplicates(record_type: RecordType, caller: Caller, rows: Sequence[Row]) -> None:
    """Refuse new records with an address of another one, or of an earlier row."""
    fresh = [row for row in rows if row.draft is not None and row.draft.created]
    duplicates.take_turns(record_type, [row.draft for row in fresh if row.draft is not None])
    addresses: set[str] = set()
    for row in fresh:
        assert row.draft is not None
        try:
            duplicates.check(record_type, row.draft, caller, addresses)
        except Clash as clash:
            row.error = clash


def write_rows(record_type: RecordType, caller: Caller, rows: Sequence[Row]) -> None:
    """Write what is good."""
    drafts = [row.draft for row in good(rows) if row.draft is not None and row.op != "delete"]
    if drafts:
        carry_out(record_type, drafts, caller)
    leaving = [row for row in good(rows) if row.draft is not None and row.op == "delete"]
    try:
        take_rows_away(record_type, caller, leaving)
    except (Clash, ProtectedError):
        for row in leaving:  # one by one, to tell those that are needed from those that may go
            try:
                take_rows_away(record_type, caller, [row])
            except (Clash, ProtectedError) as refused:
                row.error = refused


def take_rows_away(record_type: RecordType, caller: Caller, rows: Sequence[Row]) -> None:
    """Delete what rows are about, or nothing of it. Raises Clash, ProtectedError."""
    records = [row.draft.record for row in rows if row.draft is not None]
    if records:
        with transaction.atomic():
            take_away(record_type, records, caller, purge=False)
