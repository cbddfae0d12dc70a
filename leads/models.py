"""The table of leads."""

from django.db import models

from customfields.store import value_table
from lookups.columns import CurrencyField, LookupField
from records.models import Record
from values.columns import DecimalColumn, LongTextColumn, TextColumn


class Lead(Record):
    """A person or company that may become a customer, and what it was converted into."""

    salutation = LookupField("salutation")
    first_name = TextColumn(100)
    middle_name = TextColumn(150)
    last_name = TextColumn(100)
    name = TextColumn(400, editable=False)
    job_title = TextColumn(150)
    account_name = TextColumn(255)
    status = LookupField("lead_status")
    source = LookupField("lead_source")
    industry = LookupField("industry")
    amount = DecimalColumn(18, 3, null=True, blank=True)
    currency = CurrencyField()
    website = TextColumn(255)
    address_street = TextColumn(255)
    address_city = TextColumn(100)
    address_state = TextColumn(100)
    address_postal_code = TextColumn(40)
    address_country = TextColumn(100)
    do_not_call = models.BooleanField(default=False)
    description = LongTextColumn()
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rating = models.BigIntegerField(null=True, blank=True)
    converted_at = models.DateTimeField(null=True, editable=False)
    converted_account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    converted_contact = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    converted_opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="lead_by_name"),
            models.Index(fields=["account_name_key", "id"], name="lead_by_account_name"),
            models.Index(fields=["modified_at"], name="lead_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name or self.account_name or f"lead {self.pk}")


LeadValue = value_table("leads.Lead")
