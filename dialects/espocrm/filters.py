"""Filters that have names: bool filters, primary filters, and the search for a text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from changes.models import Follow
from dialects.espocrm.dates import days, edge, zone_of
from dialects.forms import NOTHING
from lookups.lists import values_of
from records.access import fields_for
from records.manners import Asked
from records.query import All, AnyOf, Is, Not, Where
from values.refusals import Unanswerable
from values.text import is_clean

LONGEST, LONG_ENOUGH, MOST = 1000, 4, 1000
RECENT = timedelta(days=7)
STATUS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("Account", "customers"): ("type", ("Customer",)),
    ("Account", "resellers"): ("type", ("Reseller",)),
    ("Account", "partners"): ("type", ("Partner",)),
    ("Lead", "converted"): ("status", ("Converted",)),
    ("Opportunity", "open"): ("status", ("open",)),
    ("Opportunity", "won"): ("status", ("won",)),
    ("Opportunity", "lost"): ("status", ("lost",)),
    ("Task", "deferred"): ("status", ("Deferred",)),
    ("Meeting", "planned"): ("status", ("Planned",)),
    ("Meeting", "held"): ("status", ("Held",)),
    ("Call", "planned"): ("status", ("Planned",)),
    ("Call", "held"): ("status", ("Held",)),
    ("Document", "active"): ("status", ("Active",)),
    ("Document", "draft"): ("status", ("Draft",)),
    ("Campaign", "active"): ("status", ("Active",)),
}
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "Account": ("name", "email"),
    "Contact": ("name", "email"),
    "Lead": ("name", "email", "account_name"),
    "Case": ("subject", "number"),
    "User": ("first_name", "last_name", "username", "email"),
    "Email": ("subject", "email_from", "email_to", "email_cc", "email_bcc"),
}
LONG = {"Case": "description", "Email": "description"}
ATTENDED = ("Meeting", "Call")


def bool_filter(name: Any, asked: Asked) -> Where:
    """The records that a bool filter lets through. Raises Unanswerable."""
    me = asked.who.rights.user_id
    match asked.word, name:
        case word, "onlyMy" if word in ATTENDED:
            return Is("user_ids", "eq", me)
        case _, "onlyMy" if "owner_id" in fields_for(asked.of, asked.who):
            return Is("owner_id", "eq", me)
        case _, "followed":
            return watched(asked, "follow")
        case _, "shared":
            return NOTHING  # nobody shares records with single people here
        case ("Case", "open") | ("Task", "actual" | "completed"):
            return primary_filter(name, asked)
    raise Unanswerable(f"Unknown bool filter '{str(name)[:100]}'.")


def primary_filter(name: Any, asked: Asked) -> Where:
    """The records that a primary filter lets through. Raises Unanswerable."""
    word = asked.word
    if isinstance(name, str) and (word, name) in STATUS:
        field, known = STATUS[word, name]
        return Is(field, "in", list(known))
    found = usual(name, asked) or of_type(word, name) or of_day(word, name)
    if found is None:
        raise Unanswerable(f"Unknown primary filter '{str(name)[:100]}'.")
    return found


def usual(name: Any, asked: Asked) -> Where | None:
    """The filters that all entities have."""
    match name:
        case "all":
            return All()
        case "followed":
            return watched(asked, "follow")
        case "starred":
            return watched(asked, "star")
    return None


def of_type(word: str, name: Any) -> Where | None:
    """The filters of people, companies, leads and cases."""
    match word, name:
        case "Account", "recentlyCreated":
            return Is("created_at", "gte", (datetime.now(UTC) - RECENT).isoformat())
        case "Contact", "portalUsers":
            return NOTHING
        case "Contact", "notPortalUsers":
            return All()
        case "Contact", "accountActive":
            return Not(Is("account_id", "eq", None))
        case "Lead", "actual":
            return AnyOf((Is("status", "in", still_open("lead_status")), Is("status", "eq", None)))
        case "Case", "open" | "closed":
            is_open = Is("closed_at", "eq", None)
            return is_open if name == "open" else Not(is_open)
    return None


def of_day(word: str, name: Any) -> Where | None:
    """The filters of tasks, calls and meetings that go by status and day."""
    actual = Is("status", "in", still_open("task_status"))
    match word, name:
        case "Task", "actual":
            return actual
        case "Task", "completed":
            return Not(Is("completed_at", "eq", None))
        case "Task", "todays":
            return All((actual, today("ends_at")))
        case "Task", "overdue":
            return All((actual, Is("ends_at", "lt", datetime.now(UTC).isoformat())))
        case "Meeting" | "Call", "todays":
            return today("starts_at")
    return None


def today(field: str) -> Where:
    """The records whose moment lies on this day of the installation."""
    zone = zone_of({})
    start, end = days("today", None, datetime.now(zone).date())
    assert start is not None and end is not None
    low, high = edge(start, zone, True), edge(end, zone, True)
    return All((Is(field, "gte", low), Is(field, "lt", high)))


def still_open(name: str) -> list[str]:
    """The values of a list with which something is not over."""
    return [one.value for one in values_of(name) if not one.is_done and not one.is_closed]


def watched(asked: Asked, kind: str) -> Where:
    """The records that the caller follows, or marked with a star; the thousand latest."""
    rows = Follow.objects.filter(
        object_type=asked.of.code, user_id=asked.who.rights.user_id, kind=kind
    )
    ids = list(rows.order_by("-pk").values_list("object_id", flat=True)[:MOST])
    return Is("id", "in", ids) if ids else NOTHING


def text_filter(value: Any, asked: Asked) -> Where:
    """The records with a text at the beginning of a field; * stands for anything before it.

    Raises Unanswerable.
    """
    if not isinstance(value, str) or len(value) > LONGEST or not is_clean(value):
        raise Unanswerable(f"a text to look for has at most {LONGEST} characters")
    bare = value.strip().strip("*").strip()
    if not bare:
        return All()
    op = "contains" if value.strip().startswith("*") else "starts"
    fields = fields_for(asked.of, asked.who)
    names = SEARCHED.get(asked.word, (asked.of.title,))
    parts: list[Where] = [
        Is(one, op, bare) for one in names if one in fields and op in fields[one].kind.operators
    ]
    if "number" in names and bare.isdecimal() and len(bare) < 10 and "number" in fields:
        parts.append(Is("number", "eq", int(bare)))
    long = LONG.get(asked.word)
    if long in fields and len(bare) >= LONG_ENOUGH:
        parts.append(Is(long, "contains", bare))
    return AnyOf(tuple(parts))
