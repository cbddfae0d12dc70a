"""The tables of campaigns, of their stages and members, and of the lists that they address."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from changes.columns import ExactJson
from customfields.store import value_table
from lookups.columns import CurrencyField, LookupField
from records.models import Part, Record
from records.positions import LAST_POSITION
from values.columns import DecimalColumn, LongTextColumn, TextColumn


class Campaign(Record):
    """An effort to win or keep customers."""

    name = TextColumn(255, null=False, blank=False)
    description = LongTextColumn()
    type = LookupField("campaign_type")
    status = LookupField("campaign_status")
    is_drip = models.BooleanField(default=False)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    budget = DecimalColumn(18, 3, null=True, blank=True)
    currency = CurrencyField()

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="campaign_by_name"),
            models.Index(fields=["modified_at"], name="campaign_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class CampaignStage(Part):
    """A step of a campaign, so many days after the one before."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    name = TextColumn(255, null=False, blank=False)
    position = models.IntegerField(
        validators=[MinValueValidator(0), MaxValueValidator(LAST_POSITION)]
    )
    delay_days = models.IntegerField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(36_500)]
    )

    def __str__(self) -> str:
        return str(self.name)


class CampaignMember(Part):
    """Somebody whom a campaign addresses: one contact, lead or account, and each only once."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    contact = models.ForeignKey(
        "contacts.Contact", models.CASCADE, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey("leads.Lead", models.CASCADE, null=True, blank=True, related_name="+")
    account = models.ForeignKey(
        "accounts.Account", models.CASCADE, null=True, blank=True, related_name="+"
    )
    stage = models.ForeignKey(
        CampaignStage, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = LookupField("member_status")
    status_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "contact"], name="member_contact_once"),
            models.UniqueConstraint(fields=["campaign", "lead"], name="member_lead_once"),
            models.UniqueConstraint(fields=["campaign", "account"], name="member_account_once"),
        ]

    def __str__(self) -> str:
        return f"member {self.pk} of campaign {self.campaign_id}"


class TargetList(Record):
    """People and companies that campaigns may address; deleted for good, without the bin."""

    name = TextColumn(255, null=False, blank=False)
    category = LookupField("target_list_category")
    description = LongTextColumn()
    including_actions = ExactJson(null=True, blank=True)
    accounts = models.ManyToManyField(
        "accounts.Account", through="TargetListAccount", blank=True, related_name="+"
    )
    contacts = models.ManyToManyField(
        "contacts.Contact", through="TargetListContact", blank=True, related_name="+"
    )
    leads = models.ManyToManyField(
        "leads.Lead", through="TargetListLead", blank=True, related_name="+"
    )
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="TargetListUser", blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["name_key", "id"], name="target_list_by_name")]

    def __str__(self) -> str:
        return str(self.name)


class TargetListAccount(models.Model):
    """An account on a target list."""

    target_list = models.ForeignKey(TargetList, models.CASCADE, related_name="+")
    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    opted_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_list", "account"], name="target_account_once")
        ]

    def __str__(self) -> str:
        return f"account {self.account_id} on {self.target_list_id}"


class TargetListContact(models.Model):
    """A contact on a target list."""

    target_list = models.ForeignKey(TargetList, models.CASCADE, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+")
    opted_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_list", "contact"], name="target_contact_once")
        ]

    def __str__(self) -> str:
        return f"contact {self.contact_id} on {self.target_list_id}"


class TargetListLead(models.Model):
    """A lead on a target list."""

    target_list = models.ForeignKey(TargetList, models.CASCADE, related_name="+")
    lead = models.ForeignKey("leads.Lead", models.CASCADE, related_name="+")
    opted_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_list", "lead"], name="target_lead_once")
        ]

    def __str__(self) -> str:
        return f"lead {self.lead_id} on {self.target_list_id}"


class TargetListUser(models.Model):
    """A user on a target list."""

    target_list = models.ForeignKey(TargetList, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opted_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_list", "user"], name="target_user_once")
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} on {self.target_list_id}"


CampaignValue = value_table("campaigns.Campaign")
CampaignStageValue = value_table("campaigns.CampaignStage")
CampaignMemberValue = value_table("campaigns.CampaignMember")
TargetListValue = value_table("campaigns.TargetList")
