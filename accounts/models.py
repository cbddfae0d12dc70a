"""The table of accounts."""

from django.db import models

from customfields.store import value_table
from lookups.columns import LookupField
from records.models import Record
from values.columns import LongTextColumn, TextColumn


class Account(Record):
    """A company or organisation, perhaps the subsidiary of another one."""

    name = TextColumn(255, null=False, blank=False)
    type = LookupField("account_type")
    industry = LookupField("industry")
    source = LookupField("lead_source")
    website = TextColumn(255)
    address_street = TextColumn(255)
    address_city = TextColumn(100)
    address_state = TextColumn(100)
    address_postal_code = TextColumn(40)
    address_country = TextColumn(100)
    shipping_address_street = TextColumn(255)
    shipping_address_city = TextColumn(100)
    shipping_address_state = TextColumn(100)
    shipping_address_postal_code = TextColumn(40)
    shipping_address_country = TextColumn(100)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    description = LongTextColumn()

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="account_by_name"),
            models.Index(fields=["modified_at"], name="account_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name)


AccountValue = value_table("accounts.Account")
