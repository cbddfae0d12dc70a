"""The declaration of documents."""

from collections.abc import Sequence

from django.utils import timezone

from documents.files import name_after_files
from documents.models import Document
from records.drafts import Draft
from records.types import RecordType, register


@register
class Documents(RecordType):
    """Stored files and texts."""

    model = Document
    section, icon = "Sales", "description"
    columns = ("name", "type", "status", "publish_date", "account_id", "owner_id")
    fields = (
        *("name", "description", "attachment_id", "content", "type", "status", "folder"),
        *("publish_date", "expiration_date", "account_id", "account_ids"),
        *("contact_id", "contact_ids", "opportunity_id", "opportunity_ids"),
        *("lead_ids", "case_id"),
    )
    required = ("name",)
    defaults = {"status": "Active"}
    search = ("name", "description")

    def prepare(self, drafts: Sequence[Draft]) -> None:
        name_after_files(drafts)
        for draft in drafts:
            if draft.new("publish_date") is None and "publish_date" not in draft.given:
                date_today(draft)


def date_today(draft: Draft) -> None:
    """A document that is new, or replaced, and names no date is published today."""
    if draft.created or "publish_date" in draft.values:
        draft.set("publish_date", timezone.localdate())
