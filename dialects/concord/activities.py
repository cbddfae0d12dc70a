"""Activities: when they are due, in days and times; whether they are done; notes and calls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from dialects.concord.forms import Id, maybe
from dialects.words import Body, Item, Made
from lookups.lists import default_of, find, values_of
from records.drafts import Denied
from records.query import By, Is
from values.refusals import Refusal
from values.times import day_of, instant_of, utc_text

BASES = ("task", "call", "meeting")
STATUSES = {"task": "task_status", "call": "meeting_status", "meeting": "meeting_status"}
END = "cf_end_at"  # of a task, whose own end is the moment when it is due
DUE = ("type", "starts_at", "ends_at", "all_day")
SETS = ("contact_ids", "account_ids", "opportunity_ids")
TIMES = frozenset({"due_date", "due_time", "end_date", "end_time"})
KEYS = TIMES | {"is_completed", "activity_type_id"}
STORED = (*DUE, END, "completed_at")
PARENTS = {"account": "companies", "contact": "contacts", "opportunity": "deals"}
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)


def due(item: Item) -> str | None:
    """The moment when an activity is due, as we say it."""
    return item.get("ends_at" if item.get("type") == "task" else "starts_at")


def end(item: Item) -> str | None:
    """The moment when an activity ends, as we say it."""
    return item.get(END if item.get("type") == "task" else "ends_at")


def day(text: str | None) -> str | None:
    """The day of a moment."""
    return None if text is None else text[:10]


def clock(text: str | None, item: Item) -> str | None:
    """The time of a moment; none on whole days."""
    return None if text is None or item.get("all_day") else text[11:16]


def count_others(in_lists: bool) -> Made:
    """With how many contacts, companies and deals an activity is associated."""

    def say(item: Item) -> int:
        return sum(len(item[name]) for name in SETS)

    return Made("associations_count", SETS, say=say, lists=in_lists, schema=maybe("integer"))


SCHEDULE = (
    Made(
        "due_date",
        DUE,
        say=lambda item: day(due(item)),
        by=By("starts_at", instead=(Is("type", "eq", "task"), "ends_at")),
        schema=maybe("string", "date"),
    ),
    Made("due_time", DUE, say=lambda item: clock(due(item), item)),
    Made("end_date", (*DUE, END), say=lambda item: day(end(item)), schema=maybe("string", "date")),
    Made("end_time", (*DUE, END), say=lambda item: clock(end(item), item)),
    Made(
        "is_completed",
        ("completed_at", "status"),
        say=lambda item: item["completed_at"] is not None,
        schema=maybe("boolean"),
    ),
)
VIA = (
    Made("via_resource", ("parent_type",), say=lambda item: PARENTS.get(item["parent_type"] or "")),
    Made(
        "via_resource_id",
        ("parent_type", *(f"{one}_id" for one in PARENTS)),
        say=lambda item: item.get(f"{item['parent_type']}_id"),
        schema=maybe("integer"),
    ),
)


def compose_activity(sent: Mapping[str, Any], stored: Item | None, body: Body) -> None:
    """Put what the words of KEYS mean into a body of ours. stored: None for a new activity.

    What is refused stands in the place of its value.
    """
    before = stored or {}
    base = settle_type(sent, before, body)
    if stored is None:
        body["type"] = base
    if (stored is None or "due_date" in sent) and sent.get("due_date") in (None, ""):
        body["ends_at" if base == "task" else "starts_at"] = Denied(Refusal("Required"))
    elif TIMES & sent.keys() or base != before.get("type"):
        settle_times(sent, before, base, body)
    if "is_completed" in sent:
        settle_status(sent["is_completed"], base, bool(before.get("completed_at")), body)
    if "description" in sent:
        body["is_html"] = True


def settle_type(sent: Mapping[str, Any], before: Item, body: Body) -> str:
    """Give the activity its type: the one named Task if none is sent. The base type that it has."""
    usual = str(before.get("type") or "task")
    if sent.get("activity_type_id") in (None, ""):
        body.pop("subtype", None)
        if not before:
            value = find("activity_type", "Task") or default_of("activity_type")
            body["subtype"] = value.value if value else None
        return usual
    value = body.get("subtype")
    found = find("activity_type", value) if isinstance(value, str) else None
    if found is not None and found.base_type in BASES:
        return str(found.base_type)
    if found is not None:
        body["subtype"] = Denied(Refusal("In", "must be one of /activity-types"))
    return usual


def settle_times(sent: Mapping[str, Any], before: Item, base: str, body: Body) -> None:
    """Our moments out of the days and times that are sent, beside those that are stored."""
    due_field, end_field = ("ends_at", END) if base == "task" else ("starts_at", "ends_at")
    shown = {
        "due_date": day(due(before)),
        "due_time": clock(due(before), before),
        "end_date": day(end(before)),
        "end_time": clock(end(before), before),
    }
    start, start_time = moment("due", {**shown, **sent}, due_field, body)
    finish, finish_time = moment("end", {**shown, **sent}, end_field, body)
    if finish is not None and finish_time is None and start_time is not None:
        finish = datetime.combine(finish, start_time)
    body["all_day"] = start_time is None and finish_time is None
    body.setdefault(due_field, said(start))
    if finish is not None or {"end_date", "end_time"} & sent.keys() or moved(before, base):
        body.setdefault(end_field, said(finish))
    if moved(before, base):
        body.setdefault("starts_at", None)
        if before.get(END) is not None:
            body.setdefault(END, None)


def moved(before: Item, base: str) -> bool:
    """Whether a stored activity gets another base type."""
    return before.get("type") not in (None, base)


def moment(
    name: str, parts: Mapping[str, Any], field: str, body: Body
) -> tuple[datetime | None, time | None]:
    """The moment of a day and its time, and that time if there is one; a refusal goes into the
    body."""
    given, hour = parts[f"{name}_date"], parts[f"{name}_time"] or None
    if given in (None, ""):
        return None, None
    try:
        if isinstance(given, str) and len(given) > len("2024-05-01"):
            instant = instant_of(given)
            return instant, instant.timetz()
        found = None if hour is None else read_clock(hour)
        return datetime.combine(day_of(given), found or time(tzinfo=UTC)), found
    except Refusal as refusal:
        body[field] = Denied(refusal)
        return None, None


def read_clock(text: Any) -> time:
    """A time from HH:MM. Raises Refusal."""
    if not isinstance(text, str) or not CLOCK.fullmatch(text):
        raise Refusal("Date", "must be a time, HH:MM")
    return time.fromisoformat(text).replace(tzinfo=UTC)


def said(value: datetime | None) -> str | None:
    """A moment as our bodies hold it."""
    return None if value is None else utc_text(value)


def settle_status(sent: Any, base: str, is_done: bool, body: Body) -> None:
    """The status that being completed, or not, stands for."""
    if not isinstance(sent, bool):
        body["status"] = Denied(Refusal("Type", "must be true or false"))
    elif sent != is_done:
        body["status"] = done_status(base) if sent else first_status(base)


def done_status(base: str) -> str | None:
    """The first status that means done."""
    values = values_of(STATUSES[base])
    return next((one.value for one in values if one.is_done and one.active), None)


def first_status(base: str) -> str | None:
    """The status that one begins with."""
    value = default_of(STATUSES[base])
    return value.value if value else None


def compose_talk(sent: Mapping[str, Any], is_new: bool, body: Body) -> None:
    """Put into a body of ours what goes without saying of notes and calls: they hold HTML; a call
    that is logged was made, and now unless a date says otherwise."""
    if "body" in sent:
        body["is_html"] = True
    if is_new and body.get("type") == "call":
        body["status"] = done_status("call")
        if body.get("starts_at") is None:
            body["starts_at"] = utc_text(datetime.now(UTC))


def type_ids() -> Id:
    """How the type of an activity stands on the wire."""
    return Id(list_name="activity_type")
