"""The declaration of leads."""

from collections.abc import Sequence

from django.conf import settings

from leads.conversion import PARTS as CONVERTED
from leads.conversion import convert
from leads.models import Lead
from records.actions import Action
from records.drafts import Draft
from records.names import PARTS, compose
from records.types import RecordType, register

NAMING = ("name", "account_name", "emails", "phones")


@register
class Leads(RecordType):
    """People and companies that may become customers."""

    model = Lead
    section, icon = "Sales", "person_add"
    columns = ("name", "account_name", "status", "source", "email", "owner_id")
    fields = (
        *("salutation", "first_name", "middle_name", "last_name", "name", "job_title"),
        *("account_name", "status", "source", "industry", "amount", "currency", "website"),
        *("email", "emails", "phone", "phones"),
        *("address_street", "address_city", "address_state"),
        *("address_postal_code", "address_country"),
        *("do_not_call", "description", "campaign_id", "rating", "converted_at"),
        *("converted_account_id", "converted_contact_id", "converted_opportunity_id"),
    )
    read_only = (
        *("name", "converted_at", "converted_account_id"),
        *("converted_contact_id", "converted_opportunity_id"),
    )
    defaults = {"status": "New", "currency": settings.CRM_CURRENCY, "do_not_call": False}
    search = ("name", "account_name", "job_title", "website")
    loads = ("emails", "phones")
    actions = {"convert": Action(convert, "Make a customer of", CONVERTED)}

    def prepare(self, drafts: Sequence[Draft]) -> None:
        compose(drafts)
        for draft in drafts:
            refused = {*NAMING, *PARTS, "email", "phone"} & set(draft.refusals)
            if not refused and not any(draft.new(name) for name in NAMING):
                sentence = "a lead has a name, an account_name, an email or a phone"
                draft.refuse("last_name", "Required", sentence)
