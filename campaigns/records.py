"""The declarations of campaigns, their stages and members, and of target lists."""

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings

from campaigns import membership
from campaigns.models import Campaign, CampaignMember, CampaignStage, TargetList
from records.drafts import Draft
from records.positions import put_last
from records.types import RecordType, register


@register
class Campaigns(RecordType):
    """Efforts to win or keep customers."""

    model = Campaign
    section, icon = "Marketing", "campaign"
    columns = ("name", "type", "status", "start_date", "end_date", "budget", "owner_id")
    inlines = ("campaign_stages",)
    fields = (
        *("name", "description", "type", "status", "is_drip"),
        *("start_date", "end_date", "budget", "currency"),
    )
    required = ("name",)
    defaults = {
        "type": "Email",
        "status": "Planning",
        "is_drip": False,
        "currency": settings.CRM_CURRENCY,
    }
    search = ("name", "description")


@register
class CampaignStages(RecordType):
    """The steps of campaigns."""

    model = CampaignStage
    columns = ("name", "position", "delay_days")
    fields = ("campaign_id", "name", "position", "delay_days")
    required = ("campaign_id", "name")
    defaults = {"delay_days": 0}
    parent = "campaign_id"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        put_last(drafts, CampaignStage, "campaign_id")


@register
class CampaignMembers(RecordType):
    """Whom campaigns address."""

    model = CampaignMember
    columns = ("contact_id", "lead_id", "account_id", "status", "stage_id", "campaign_id")
    fields = (
        *("campaign_id", "contact_id", "lead_id", "account_id"),
        *("stage_id", "status", "status_at"),
    )
    required = ("campaign_id",)
    read_only = ("status_at",)
    defaults = {"status": "Pending"}
    search = ()
    title = "id"
    parent = "campaign_id"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        membership.check_targets(drafts)
        membership.check_stages(drafts)
        membership.check_once(drafts)
        membership.date_statuses(drafts)


@register
class TargetLists(RecordType):
    """People and companies whom campaigns may address."""

    model = TargetList
    section, icon = "Marketing", "groups"
    columns = ("name", "category", "modified_at")
    fields = (
        *("name", "category", "description", "including_actions"),
        *("account_ids", "account_links", "contact_ids", "contact_links"),
        *("lead_ids", "lead_links", "user_ids", "user_links"),
    )
    required = ("name",)
    search = ("name", "description")
    rights_of = "campaigns"

    @cached_property
    def has_bin(self) -> bool:
        """Target lists are deleted for good."""
        return False
