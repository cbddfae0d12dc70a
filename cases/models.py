"""The tables of cases and of the number that the last one was given."""

from django.db import models
from django.utils import timezone

from customfields.store import value_table
from lookups.columns import LookupField
from records.models import Record
from values.columns import LongTextColumn, TextColumn


class Case(Record):
    """Something that a customer asks of us, under a number that he can name."""

    number = models.BigIntegerField(unique=True, editable=False)
    subject = TextColumn(255, null=False, blank=False)
    account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey("leads.Lead", models.SET_NULL, null=True, blank=True, related_name="+")
    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contacts = models.ManyToManyField("contacts.Contact", blank=True, related_name="+")
    status = LookupField("case_status")
    priority = LookupField("priority")
    type = LookupField("case_type")
    level = LookupField("case_level")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, editable=False)
    description = LongTextColumn()

    class Meta:
        indexes = [
            models.Index(fields=["subject_key", "id"], name="case_by_subject"),
            models.Index(fields=["modified_at"], name="case_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"


class LastNumber(models.Model):
    """The number of the newest case; its only row is held by who is giving out numbers."""

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)


CaseValue = value_table("cases.Case")
