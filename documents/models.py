"""The table of documents."""

from django.db import models

from customfields.store import value_table
from lookups.columns import LookupField
from records.models import Record
from values.columns import LongTextColumn, TextColumn


class Document(Record):
    """A stored file, or a text of its own, and what it is about."""

    name = TextColumn(255, null=False, blank=False)
    description = LongTextColumn()
    attachment = models.ForeignKey(
        "attachments.Attachment", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    content = LongTextColumn()
    type = LookupField("document_type")
    status = LookupField("document_status")
    folder = LookupField("document_folder")
    publish_date = models.DateField(null=True, blank=True)
    expiration_date = models.DateField(null=True, blank=True)
    account = models.ForeignKey(
        "accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accounts = models.ManyToManyField("accounts.Account", blank=True, related_name="+")
    contact = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contacts = models.ManyToManyField("contacts.Contact", blank=True, related_name="+")
    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opportunities = models.ManyToManyField(
        "opportunities.Opportunity", blank=True, related_name="+"
    )
    leads = models.ManyToManyField("leads.Lead", blank=True, related_name="+")
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="document_by_name"),
            models.Index(fields=["modified_at"], name="document_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name)


DocumentValue = value_table("documents.Document")
