"""Which account is the subsidiary of which; nobody is his own ancestor."""

from collections.abc import Mapping, Sequence

from accounts.models import Account
from records.drafts import Draft
from values.refusals import Refusal, Refused

CIRCLE = "an account cannot be its own ancestor"


def check_parents(drafts: Sequence[Draft]) -> None:
    """Refuse parents that would close a circle, also one made by several drafts together."""
    moved = [draft for draft in drafts if moves(draft)]
    if not moved:
        return
    stored = (draft for draft in drafts if not draft.created)
    parents = ancestors({draft.record.pk: draft.new("parent_id") for draft in stored})
    for draft in moved:
        if leads_back(draft.record.pk, parents):
            draft.refuse("parent_id", "In", CIRCLE)


def confirm_parents(drafts: Sequence[Draft]) -> None:
    """Look again at what was written, in case a draft that would have opened a circle was refused.

    Raises Refused.
    """
    moved = {draft.record.pk: draft.new("parent_id") for draft in drafts if moves(draft)}
    parents = ancestors(moved)
    if any(leads_back(account_id, parents) for account_id in moved):
        raise Refused({"parent_id": [Refusal("In", CIRCLE)]})


def moves(draft: Draft) -> bool:
    """Whether a stored account gets another parent; a new one is nobody's ancestor yet."""
    return not draft.created and draft.changes("parent_id") and draft.new("parent_id") is not None


def ancestors(chosen: Mapping[int, int | None]) -> dict[int, int | None]:
    """The parents of the accounts whose parent is chosen, and of all above: one query a level.

    The rows are held until the transaction ends, so that of two writers who would close a circle
    together, the later sees what the earlier did.
    """
    parents: dict[int, int | None] = dict(chosen)
    level = {parent for parent in chosen.values() if parent is not None} - set(parents)
    while level:
        rows = Account.objects.select_for_update(no_key=True, of=("self",))
        found = rows.filter(pk__in=level).order_by("pk").values_list("pk", "parent_id")
        parents.update(found)
        level = {parent for _, parent in found if parent is not None} - set(parents)
    return parents


def leads_back(account_id: int, parents: Mapping[int, int | None]) -> bool:
    """Whether the way up from an account comes back to it."""
    seen = {account_id}
    above = parents.get(account_id)
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == account_id
