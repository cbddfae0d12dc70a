"""The declaration of cases."""

from collections.abc import Sequence

from django.utils import timezone

from cases.models import Case
from cases.numbers import number
from lookups.lists import value_of
from records.drafts import Draft
from records.types import RecordType, register


@register
class Cases(RecordType):
    """What customers ask of us."""

    model = Case
    section, icon = "Service", "support_agent"
    columns = ("subject", "number", "account_id", "status", "priority", "opened_at", "owner_id")
    fields = (
        *("number", "subject", "account_id", "lead_id", "opportunity_id"),
        *("contact_id", "contact_ids", "status", "priority", "type", "level"),
        *("opened_at", "closed_at", "description"),
    )
    required = ("subject",)
    read_only = ("number", "closed_at")
    unique = ("number",)
    defaults = {"status": "New", "priority": "Normal"}
    search = ("subject", "description")
    title = "subject"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        number(drafts)
        for draft in drafts:
            if draft.new("opened_at") is None:
                draft.set("opened_at", timezone.now())
            mark_closed(draft)


def mark_closed(draft: Draft) -> None:
    """A closing status sets when the case was closed; leaving it clears that."""
    status = value_of(draft.new("status"))
    is_closed = status is not None and status.is_closed
    if is_closed and draft.new("closed_at") is None:
        draft.set("closed_at", timezone.now())
    elif not is_closed and draft.new("closed_at") is not None:
        draft.set("closed_at", None)
