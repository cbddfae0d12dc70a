"""What an activity is about, and the account that comes with it."""

from collections.abc import Sequence
from typing import Any

from activities.models import Activity
from records.drafts import Draft

FIRST_PARENTS = ("case", "opportunity", "lead", "account", "contact")
WITH_ACCOUNT = ("opportunity", "case", "contact")


def fill_accounts(drafts: Sequence[Draft]) -> None:
    """Activities without an account get that of their opportunity, case or contact.

    One query per relation that is needed. Clearing the account of a stored activity is respected.
    """
    waiting = [draft for draft in drafts if wants_account(draft)]
    for relation in WITH_ACCOUNT:
        known = accounts_of(relation, waiting)
        for draft in waiting:
            account_id = known.get(draft.new(f"{relation}_id"))
            if draft.new("account_id") is None and account_id is not None:
                draft.set("account_id", account_id)


def wants_account(draft: Draft) -> bool:
    """Whether an activity lacks an account and has just been told what it is about."""
    if draft.new("account_id") is not None or "account_id" in draft.refusals:
        return False
    if draft.created:
        return True
    is_told = any(draft.changes(f"{relation}_id") for relation in WITH_ACCOUNT)
    return is_told and "account_id" not in draft.given


def accounts_of(relation: str, drafts: Sequence[Draft]) -> dict[Any, int]:
    """The accounts of the records that a relation of these drafts points at, by their ids."""
    ids = {draft.new(f"{relation}_id") for draft in drafts if draft.new("account_id") is None}
    ids.discard(None)
    if not ids:
        return {}
    model: Any = Activity._meta.get_field(relation).related_model
    rows = model.objects.filter(pk__in=ids, account__deleted_at__isnull=True)
    return dict(rows.exclude(account=None).values_list("pk", "account_id"))


def settle_parent(draft: Draft) -> None:
    """Name the parent: the one that is asked for, else the first that there is.

    A parent that nobody chose follows when a weightier relation is set later.
    """
    if "parent_type" in draft.refusals:
        return
    word = draft.new("parent_type")
    if draft.changes("parent_type") and word is not None:
        check_parent(draft)
        return
    was_usual = word in (None, usual_parent(draft, stored=True))
    if was_usual or draft.new(f"{word}_id") is None:
        draft.set("parent_type", usual_parent(draft))


def check_parent(draft: Draft) -> None:
    """The relation that is named as the parent has to be set."""
    relation = f"{draft.new('parent_type')}_id"
    if draft.new(relation) is None and relation not in draft.refusals:
        draft.refuse("parent_type", "In", f"there is no {relation}")


def usual_parent(draft: Draft, stored: bool = False) -> str | None:
    """The weightiest relation that is set, or that was set before this write."""
    for word in FIRST_PARENTS:
        value = draft.before.get(f"{word}_id") if stored else draft.new(f"{word}_id")
        if value is not None:
            return word
    return None
