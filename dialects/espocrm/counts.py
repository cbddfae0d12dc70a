"""What is counted for campaigns and target lists, and the lead that a record was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from dialects.espocrm.ids import encode
from dialects.words import Made, Table
from lookups.lists import value_of
from records.access import Caller, visible
from records.types import registry

STATUSES = {
    "sentCount": "Sent",
    "openedCount": "Opened",
    "clickedCount": "Clicked",
    "optedOutCount": "Opted Out",
    "bouncedCount": "Bounced",
}
MEMBERS = ("account", "contact", "lead", "user")


def campaigns(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """The counts of campaigns, of what the caller may see: three queries."""
    found: dict[int, dict[str, Any]] = {one: {} for one in ids}
    members = visible(registry["campaign_members"], caller).filter(campaign_id__in=ids)
    for number, status, count in by_campaign(members, "status_id"):
        word = value_of(status)
        found[number][word.value if word else ""] = count
    for number, count in by_campaign(
        visible(registry["leads"], caller).filter(campaign_id__in=ids)
    ):
        found[number]["leads"] = count
    deals = visible(registry["opportunities"], caller).filter(campaign_id__in=ids).order_by()
    won = Sum("amount", filter=Q(status="won"))
    for row in deals.values("campaign_id").annotate(count=Count("pk"), won=won):
        found[row["campaign_id"]] |= {"opportunities": row["count"], "revenue": row["won"]}
    return found


def by_campaign(rows: Any, *more: str) -> Any:
    """The number of rows of each campaign, and of each value of some column."""
    columns = ("campaign_id", *more)
    return (
        rows.order_by().values(*columns).annotate(count=Count("pk")).values_list(*columns, "count")
    )


def counted(word: str, key: str) -> Made:
    """One of the counts."""
    return campaign_word(word, lambda one: one.get(key, 0), "int")


def campaign_word(word: str, pick: Callable[[Any], Any], type: str) -> Made:
    """A word of single campaigns."""
    return Made(word, ("id",), gather=campaigns, pick=pick, lists=False, type=type)


CAMPAIGN: Table = (
    *(counted(word, status) for word, status in STATUSES.items()),
    counted("leadCreatedCount", "leads"),
    counted("opportunityCreatedCount", "opportunities"),
    campaign_word("revenue", lambda one: one.get("revenue") or Decimal(0), "currency"),
)


def entries(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """How many are on target lists, and have opted out there."""
    found = {one: {"all": 0, "out": 0} for one in ids}
    record_type = registry["target_lists"]
    for name in MEMBERS:
        field: Any = record_type.standard[f"{name}_links"]
        near = f"{field.near}_id"
        rows = field.through._default_manager.filter(**{f"{near}__in": ids}).order_by()
        out = Count("pk", filter=Q(opted_out=True))
        for row in rows.values(near).annotate(all=Count("pk"), out=out):
            found[row[near]]["all"] += row["all"]
            found[row[near]]["out"] += row["out"]
    return found


ENTRIES: Table = tuple(
    Made(word, ("id",), gather=entries, pick=pick, type="int")
    for word, pick in (
        ("entryCount", lambda one: one["all"]),
        ("optedOutCount", lambda one: one["out"]),
    )
)


def original_lead(column: str) -> Table:
    """The words for the lead that was converted into a record. column: of the lead, to it."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        leads = visible(registry["leads"], caller).filter(**{f"{column}__in": ids})
        rows = leads.order_by("-pk").values_list(column, "pk", "name")
        return {number: (encode("leads", lead), name) for number, lead, name in rows}

    return tuple(
        Made(word, ("id",), gather=gather, pick=picking(place), lists=False)
        for place, word in enumerate(("originalLeadId", "originalLeadName"))
    )


def picking(place: int) -> Callable[[Any], Any]:
    """How one of the two is picked."""
    return lambda found: found and found[place]


ORIGINAL_LEAD: Mapping[str, Table] = {
    "accounts": original_lead("converted_account_id"),
    "contacts": original_lead("converted_contact_id"),
    "opportunities": original_lead("converted_opportunity_id"),
}
