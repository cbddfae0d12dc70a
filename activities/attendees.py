"""The users who take part in calls and meetings."""

from collections.abc import Sequence

from records.drafts import Draft

JOINED = ("call", "meeting")
CAUSES = ("owner_id", "type", "user_ids", "user_links")


def join_owners(drafts: Sequence[Draft]) -> None:
    """The owner of a call or meeting is among its users."""
    for draft in drafts:
        owner_id = draft.new("owner_id")
        is_due = draft.created or any(map(draft.changes, CAUSES))
        if is_due and draft.new("type") in JOINED and owner_id is not None:
            join(draft, owner_id)


def join(draft: Draft, user_id: int) -> None:
    """Add a user to those who take part, behind the others."""
    links = draft.new("user_links") or []
    if user_id not in {link["id"] for link in links}:
        draft.set("user_links", [*links, {"id": user_id}])
        draft.set("user_ids", [*(link["id"] for link in links), user_id])
