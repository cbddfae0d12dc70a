"""The declaration of activities."""

from collections.abc import Sequence

from activities.attendees import join_owners
from activities.models import Activity
from activities.parents import fill_accounts, settle_parent
from activities.statuses import list_of, mark_done, settle_status
from activities.subtypes import direct_call, name_subject, settle_type
from activities.times import Reminders, settle_times
from records.drafts import Draft
from records.types import RecordType, register


@register
class Activities(RecordType):
    """Tasks, calls, meetings, e-mails and notes."""

    model = Activity
    section, icon = "Sales", "event"
    columns = ("subject", "type", "status", "starts_at", "account_id", "owner_id")
    fields = (
        *("type", "subtype", "subject", "description", "is_html", "status", "priority"),
        *("starts_at", "ends_at", "all_day", "completed_at", "direction", "outcome"),
        *("parent_type", "account_id", "account_ids"),
        *("contact_id", "contact_ids", "contact_links"),
        *("lead_id", "lead_ids", "lead_links"),
        *("opportunity_id", "opportunity_ids", "case_id", "user_ids", "user_links"),
        *("email_from", "email_to", "email_cc", "email_bcc", "reminders"),
    )
    required = ("type",)
    read_only = ("completed_at",)
    defaults = {"is_html": False, "priority": "Normal", "all_day": False, "reminders": []}
    kinds = {"reminders": Reminders()}
    search = ("subject", "description")
    title = "subject"
    loads = ("user_ids", "user_links")

    def list_for(self, draft: Draft, name: str) -> str | None:
        return list_of(draft) if name == "status" else None

    def prepare(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            settle_type(draft)
            name_subject(draft)
            settle_status(draft)
            mark_done(draft)
            settle_times(draft)
            direct_call(draft)
        fill_accounts(drafts)
        for draft in drafts:
            settle_parent(draft)
        join_owners(drafts)
