"""The date of an activity: when it starts, or when a task is due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dialects.spotler.values import moment
from dialects.words import Body, Item, Made
from lookups.lists import find
from records.drafts import UNCHANGED, Derived, Listed
from records.query import All, AnyOf, By, Is, Not, Where
from records.types import fields_of
from values.refusals import Refusal
from values.times import instant_of, utc_text

TASK = Is("type", "eq", "task")


def say_date(item: Item) -> Any:
    """The end of a task, the start of anything else."""
    found = item["ends_at"] if item["type"] == "task" else item["starts_at"]
    return None if found is None else moment().say(found)


def take_date(value: Any, body: Body) -> None:
    """Set the end of a task, else the start; what has an end keeps how long it takes."""
    start, end = (fields_of("activities")[name] for name in ("starts_at", "ends_at"))
    taken = moment().take(value, start)

    def begin(stored: Any) -> Any:
        return UNCHANGED if is_task(body, stored) else taken

    def finish(stored: Any) -> Any:
        if is_task(body, stored):
            return moment().take(value, end)
        return moved(stored.get("starts_at"), stored.get("ends_at"), taken)

    body["starts_at"], body["ends_at"] = Derived(begin), Derived(finish)


def is_task(body: Body, stored: Any) -> bool:
    """Whether the record is a task once the body is written to it."""
    sent = body.get("subtype")
    text = sent.text if isinstance(sent, Listed) else sent
    if not isinstance(text, str):
        return bool(stored.get("type") == "task")
    found = find("activity_type", text)
    return found is None or found.base_type in (None, "task")


def moved(start: datetime | None, end: datetime | None, taken: Any) -> Any:
    """The end that goes with another start: as long after it as before."""
    if end is None or start is None:
        return UNCHANGED
    try:
        after = instant_of(taken) + (end - start)
    except (Refusal, OverflowError):
        return UNCHANGED
    return utc_text(after.astimezone(UTC))


def date_where(op: str, value: Any) -> Where:
    """A condition on the end of tasks, and on the start of all else."""
    fields = fields_of("activities")
    form = moment()
    return AnyOf(
        (
            All((TASK, form.where(op, value, fields["ends_at"]))),
            All((Not(TASK), form.where(op, value, fields["starts_at"]))),
        )
    )


DATE = Made(
    "date",
    of=("type", "starts_at", "ends_at"),
    writes=("starts_at", "ends_at"),
    say=say_date,
    take=take_date,
    where=date_where,
    by=By("starts_at", instead=(TASK, "ends_at")),
    type="datetime",
)
