"""The tables of activities and of the people who take part in them."""

from django.conf import settings
from django.db import models

from customfields.store import value_table
from lookups.columns import LookupField
from records.models import Record
from values.columns import LongTextColumn, TextColumn

TYPES = ("task", "call", "meeting", "email", "note")
DIRECTIONS = ("Outbound", "Inbound")
PARENT_TYPES = ("account", "contact", "lead", "opportunity", "case")


class Activity(Record):
    """Something done, or to be done, with or for somebody."""

    type = TextColumn(10, null=False, blank=False, choices=[(one, one) for one in TYPES])
    subtype = LookupField("activity_type")
    subject = TextColumn(350)
    description = LongTextColumn()
    is_html = models.BooleanField(default=False)
    status = LookupField("task_status", "meeting_status", "email_status")
    priority = LookupField("priority")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    all_day = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    direction = TextColumn(10, choices=[(one, one) for one in DIRECTIONS])
    outcome = LookupField("call_outcome")
    parent_type = TextColumn(15, choices=[(one, one) for one in PARENT_TYPES])
    account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accounts = models.ManyToManyField("accounts.Account", blank=True, related_name="+")
    contact = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contacts = models.ManyToManyField(
        "contacts.Contact", through="ActivityContact", blank=True, related_name="+"
    )
    lead = models.ForeignKey("leads.Lead", models.SET_NULL, null=True, blank=True, related_name="+")
    leads = models.ManyToManyField(
        "leads.Lead", through="ActivityLead", blank=True, related_name="+"
    )
    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opportunities = models.ManyToManyField(
        "opportunities.Opportunity", blank=True, related_name="+"
    )
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, blank=True, related_name="+")
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="ActivityUser", blank=True, related_name="+"
    )
    email_from = LongTextColumn()
    email_to = LongTextColumn()
    email_cc = LongTextColumn()
    email_bcc = LongTextColumn()
    reminders = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_key", "id"], name="activity_by_subject"),
            models.Index(fields=["type_key", "id"], name="activity_by_type"),
            models.Index(fields=["starts_at"], name="activity_by_start"),
            models.Index(fields=["ends_at"], name="activity_by_end"),
            models.Index(fields=["modified_at"], name="activity_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.subject or f"{self.type} {self.pk}")


class ActivityContact(models.Model):
    """That a contact takes part in an activity; status: whether he accepted."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+")
    status = LookupField("accept_status")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "contact"], name="activity_contact_once")
        ]

    def __str__(self) -> str:
        return f"contact {self.contact_id} in {self.activity_id}"


class ActivityLead(models.Model):
    """That a lead takes part in an activity; status: whether he accepted."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    lead = models.ForeignKey("leads.Lead", models.CASCADE, related_name="+")
    status = LookupField("accept_status")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "lead"], name="activity_lead_once")
        ]

    def __str__(self) -> str:
        return f"lead {self.lead_id} in {self.activity_id}"


class ActivityUser(models.Model):
    """That a user takes part in an activity; status: whether he accepted."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    status = LookupField("accept_status")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "user"], name="activity_user_once")
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in {self.activity_id}"


ActivityValue = value_table("activities.Activity")
