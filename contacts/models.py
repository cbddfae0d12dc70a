"""The tables of contacts and of the accounts that they work for."""

from django.db import models

from customfields.store import value_table
from lookups.columns import LookupField
from records.models import Record
from values.columns import LongTextColumn, TextColumn


class Contact(Record):
    """A person. `name` is put together from the parts, so that it filters and sorts as a text."""

    salutation = LookupField("salutation")
    first_name = TextColumn(100)
    middle_name = TextColumn(150)
    last_name = TextColumn(100)
    name = TextColumn(400, editable=False)
    job_title = TextColumn(150)
    account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accounts = models.ManyToManyField(
        "accounts.Account", through="contacts.ContactAccount", blank=True, related_name="+"
    )
    address_street = TextColumn(255)
    address_city = TextColumn(100)
    address_state = TextColumn(100)
    address_postal_code = TextColumn(40)
    address_country = TextColumn(100)
    source = LookupField("lead_source")
    description = LongTextColumn()
    do_not_call = models.BooleanField(default=False)
    rating = models.BigIntegerField(null=True, blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="contact_by_name"),
            models.Index(fields=["last_name_key", "id"], name="contact_by_last_name"),
            models.Index(fields=["modified_at"], name="contact_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class ContactAccount(models.Model):
    """That a contact works, or worked, for an account."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    role = TextColumn(150)
    is_inactive = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "account"], name="contact_account_once")
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} at {self.account_id}"


ContactValue = value_table("contacts.Contact")
