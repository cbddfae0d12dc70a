"""What a contact is at the accounts that he works for."""

from collections.abc import Sequence

from records.drafts import Draft


def give_roles(drafts: Sequence[Draft]) -> None:
    """A job title that is written also becomes the role at the primary account."""
    for draft in drafts:
        if draft.changes("job_title"):
            give_role(draft)


def give_role(draft: Draft) -> None:
    """Set the role of the primary account's link, unless the same write names another."""
    stored = {link["id"]: link.get("role") for link in draft.before.get("account_links") or ()}
    links = draft.new("account_links") or []
    primary = draft.new("account_id")
    for link in links:
        if link["id"] == primary and link.get("role") == stored.get(primary):
            changed = {**link, "role": draft.new("job_title")}
            draft.set("account_links", [changed if one is link else one for one in links])
