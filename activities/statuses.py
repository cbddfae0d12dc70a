"""How far an activity is; each type of activity has a list of its own for that."""

from django.utils import timezone

from lookups.lists import default_of, find, value_of
from records.drafts import Draft

LISTS = {
    "task": "task_status",
    "call": "meeting_status",
    "meeting": "meeting_status",
    "email": "email_status",
}


def list_of(draft: Draft) -> str | None:
    """The list of statuses for what the draft will be; None for a note."""
    subtype = value_of(draft.new("subtype"))
    base_type = subtype.base_type if subtype else None
    return LISTS.get(base_type or draft.new("type"))


def settle_status(draft: Draft) -> None:
    """Take the status from the list of the type; a new type begins with its list's first.

    With a new type, a status that is sent as it was stored is sent for the new type.
    """
    if draft.new("type") is None or "status" in draft.refusals:
        return
    list_name = LISTS.get(draft.new("type"))
    is_meant = draft.changes("status") or (draft.changes("type") and "status" in draft.given)
    if is_meant and draft.new("status") is not None:
        take_status(draft, list_name)
    elif list_name is None:
        draft.set("status", None)
    elif draft.new("status") is None or draft.changes("type"):
        first = default_of(list_name)
        draft.set("status", first.id if first else None)


def take_status(draft: Draft, list_name: str | None) -> None:
    """Find the status that was sent in the type's own list, or refuse it."""
    sent = value_of(draft.new("status"))
    if list_name is None:
        draft.refuse("status", "In", "a note has no status")
    elif sent is not None and sent.list_name != list_name:
        own = find(list_name, sent.value)
        if own is None:
            draft.refuse("status", "In", f"is no value of the list {list_name}", list_name)
        else:
            draft.set("status", own.id)


def mark_done(draft: Draft) -> None:
    """A done status sets when the activity was completed; leaving it clears that."""
    status = value_of(draft.new("status"))
    is_done = status is not None and status.is_done
    if is_done and draft.new("completed_at") is None:
        draft.set("completed_at", timezone.now())
    elif not is_done and draft.new("completed_at") is not None:
        draft.set("completed_at", None)
