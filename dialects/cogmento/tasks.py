"""Tasks, calls and events: done or not, and when people were last spoken to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef

from dialects.cogmento.forms import Instant
from dialects.words import Body, Item, Made
from lookups.lists import default_of, values_of
from records.access import Caller, visible
from records.drafts import UNCHANGED, Denied, Derived
from records.fields import RelatedSet
from records.query import Is, Not, Where
from records.types import registry
from values.refusals import Refusal
from values.times import utc_text

STATUSES = {"task": "task_status", "call": "meeting_status", "meeting": "meeting_status"}
ZONE = "cf_timezone"
STAMP = Instant()


def take_completed(value: Any, body: Body) -> None:
    """Whether a task is done: the first status that means so, or the one that tasks begin with."""

    def of(stored: Any) -> Any:
        if not isinstance(value, bool):
            return Denied(Refusal("Type", "must be true or false"))
        if value == (stored.get("completed_at") is not None):
            return UNCHANGED
        name = STATUSES["task"]
        done = next((one for one in values_of(name) if one.is_done and one.active), None)
        chosen = done if value else default_of(name)
        return chosen.value if chosen else None

    body.setdefault("status", Derived(of))


def completed_where(op: str, value: Any) -> Where:
    """The tasks that are done, or not."""
    if op != "eq" or not isinstance(value, bool):
        raise Refusal("Type", "is compared with true or false")
    waiting = Is("completed_at", "eq", None)
    return Not(waiting) if value else waiting


COMPLETED = Made(
    "completed",
    ("completed_at",),
    writes=("status",),
    say=lambda item: item["completed_at"] is not None,
    take=take_completed,
    where=completed_where,
    type="boolean",
)


def latest(ids: Sequence[int], caller: Caller) -> Mapping[int, Mapping[str, str]]:
    """When the latest call and the latest event with contacts began, of those that the caller may
    see."""
    activities = registry["activities"]
    field = activities.standard["contact_ids"]
    assert isinstance(field, RelatedSet)
    near, far = field.near, field.far
    seen = Exists(visible(activities, caller).filter(pk=OuterRef(f"{near}_id")))
    spoken = {f"{near}__type__in": ("call", "meeting"), f"{near}__starts_at__isnull": False}
    links = field.through._default_manager.filter(seen, **{f"{far}_id__in": ids}, **spoken)
    rows = links.values_list(f"{far}_id", f"{near}__type").annotate(
        latest=Max(f"{near}__starts_at")
    )
    found: dict[int, dict[str, str]] = {}
    for contact, kind, moment in rows.order_by():
        found.setdefault(contact, {})[kind] = STAMP.say(utc_text(moment))
    return found


def last(word: str, kind: str) -> Made:
    """When somebody was last spoken to in this way."""
    return Made(
        word,
        ("id",),
        gather=latest,
        pick=lambda found: found and found.get(kind),
        type="datetime",
    )


def local_time(zone: str | None) -> str | None:
    """What time it is there."""
    if not zone:
        return None
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


LOCAL_TIME = Made("local_time", (ZONE,), say=lambda item: local_time(item[ZONE]), type="datetime")


def constant(word: str, value: Callable[[], Any], type: str = "string") -> Made:
    """A word that says the same of every record."""
    return Made(word, ("id",), say=lambda item: value(), type=type)


def copied(word: str, field: str, say: Callable[[Item], Any] | None = None) -> Made:
    """A word that is read only and says what another one says."""
    return Made(word, (field,), say=say or (lambda item: item[field]), by=field)
