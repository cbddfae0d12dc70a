"""Who is addressed by a campaign: each contact, lead or account once, on a stage of its own."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from campaigns.models import CampaignMember, CampaignStage
from records.drafts import Draft

TARGETS = ("contact_id", "lead_id", "account_id")
Place = tuple[int, str, int]


def check_targets(drafts: Sequence[Draft]) -> None:
    """A member is exactly one contact, lead or account."""
    for draft in drafts:
        named = [name for name in TARGETS if draft.new(name) is not None]
        if not named and not set(TARGETS) & set(draft.refusals):
            draft.refuse("contact_id", "Required", "a member is a contact, a lead or an account")
        for name in named[1:]:
            draft.refuse(name, "In", "a member is one contact, lead or account")


def check_stages(drafts: Sequence[Draft]) -> None:
    """A member stands on a stage of its own campaign; one query for all."""
    ids = {draft.new("stage_id") for draft in drafts} - {None}
    if not ids:
        return
    owners = dict(CampaignStage.objects.filter(pk__in=ids).values_list("pk", "campaign_id"))
    for draft in drafts:
        campaign_id = owners.get(draft.new("stage_id"))
        if campaign_id is not None and campaign_id != draft.new("campaign_id"):
            draft.refuse("stage_id", "In", "the stage belongs to another campaign")


def check_once(drafts: Sequence[Draft]) -> None:
    """Refuse who is a member of the campaign already, or twice among the drafts."""
    claims = [(draft, place) for draft in drafts if (place := new_place(draft)) is not None]
    if not claims:
        return
    taken = members_at([place for _, place in claims])
    own = {draft.record.pk for draft, _ in claims}
    taken = {place: key for place, key in taken.items() if key not in own}
    for draft, place in claims:
        if place in taken:
            holder = [taken[place]] if taken[place] else []
            draft.refuse(place[1], "Unique", "is a member of the campaign already", *holder)
        taken.setdefault(place, 0)


def new_place(draft: Draft) -> Place | None:
    """Campaign, kind of target and target of a draft that newly claims them; else None."""
    if not draft.created and not any(map(draft.changes, ("campaign_id", *TARGETS))):
        return None
    name = next((name for name in TARGETS if draft.new(name) is not None), None)
    if name is None or draft.new("campaign_id") is None:
        return None
    return draft.new("campaign_id"), name, draft.new(name)


def members_at(places: Sequence[Place]) -> dict[Place, int]:
    """The members that hold any of the places: one query."""
    wanted: dict[tuple[int, str], set[int]] = defaultdict(set)
    for campaign_id, name, target in places:
        wanted[campaign_id, name].add(target)
    condition = Q()
    for (campaign_id, name), targets in wanted.items():
        condition |= Q(**{"campaign_id": campaign_id, f"{name}__in": targets})
    rows = CampaignMember.objects.filter(condition).values("pk", "campaign_id", *TARGETS)
    return {
        (row["campaign_id"], name, row[name]): row["pk"]
        for row in rows
        for name in TARGETS
        if row[name] is not None
    }


def date_statuses(drafts: Sequence[Draft]) -> None:
    """Set when a member got its status."""
    for draft in drafts:
        if draft.changes("status"):
            draft.set("status_at", timezone.now())
