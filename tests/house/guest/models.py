"""The table of the guest's records."""

from django.db import models

from customfields.store import value_table
from lookups.columns import LookupField
from records.models import Record
from values.columns import DecimalColumn, TextColumn


class Invoice(Record):
    """A bill to an account."""

    number = TextColumn(40, null=False, blank=False)
    total = DecimalColumn(15, 2, null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    priority = LookupField("priority")
    account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.number)


InvoiceValue = value_table("guest.Invoice")
