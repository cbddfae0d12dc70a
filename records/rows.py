"""The rows of a bulk request, as they are sent and as they are told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from records.drafts import Draft
from records.problems import fault, problem_of
from records.references import take_id
from values.refusals import Missing, Refusal, Refused, Unanswerable
from values.text import nearest

OPERATIONS = ("create", "update", "upsert", "delete")
KEYS = (*OPERATIONS, "by", "atomic")
MOST_ROWS = 1000


@dataclass
class Row:
    """One row of a bulk request, on its way to its result."""

    op: str
    index: int
    body: Mapping[str, Any] = field(default_factory=dict)
    record_id: int | None = None
    draft: Draft | None = None
    error: Exception | None = None

    def result(self) -> dict[str, Any]:
        """What became of the row: its id, or the Problem."""
        told: dict[str, Any] = {"op": self.op, "index": self.index}
        if self.error is not None:
            problem = problem_of(self.error) or fault()
            return {**told, "status": problem.status, "error": problem}
        created = self.draft is not None and self.draft.created
        record_id = self.draft.record.pk if self.draft is not None else self.record_id
        return {**told, "status": 201 if created else 200, "id": record_id}


def read_request(request: Mapping[str, Any]) -> tuple[list[Row], str | None, bool]:
    """The rows of a request, the field that upserts go by, and whether it is atomic."""
    for key in request:
        if key not in KEYS:
            raise Unanswerable(f"unknown key '{key}'{nearest(key, KEYS)}")
    rows = [row for op in OPERATIONS for row in read_rows(op, request.get(op))]
    if not rows:
        raise Unanswerable(
            "a bulk request has at least one row to create, update, upsert or delete"
        )
    if len(rows) > MOST_ROWS:
        raise Unanswerable(f"a bulk request has at most {MOST_ROWS} rows; this one has {len(rows)}")
    by, atomic = request.get("by"), request.get("atomic", True)
    if not isinstance(atomic, bool):
        raise Unanswerable("'atomic' must be true or false")
    if not (by is None or isinstance(by, str)) or (request.get("upsert") and by is None):
        raise Unanswerable("'upsert' goes by a field: name it in 'by'")
    return rows, by, atomic


def read_rows(op: str, given: Any) -> Iterable[Row]:
    """The rows of one operation. Raises Unanswerable if they have no such form."""
    if given is None:
        return
    if not isinstance(given, list):
        raise Unanswerable(f"'{op}' must be a list")
    for index, one in enumerate(given):
        row = Row(op, index)
        if op != "delete" and not isinstance(one, dict):
            row.error = Unanswerable("a row must be an object")
        elif op in {"update", "delete"}:
            read_id(row, one)
        else:
            row.body = one
        yield row


def read_id(row: Row, one: Any) -> None:
    """Take the id of a row to update or delete."""
    try:
        row.record_id = take_id(one.get("id") if row.op == "update" else one)
    except Refusal as refusal:
        row.error = Missing() if refusal.rule == "Exists" else Refused({"id": [refusal]})
    if row.op == "update":
        row.body = {name: value for name, value in one.items() if name != "id"}
