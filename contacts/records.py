"""The declaration of contacts."""

from collections.abc import Sequence

from contacts.employment import give_roles
from contacts.models import Contact
from records.drafts import Draft
from records.names import compose
from records.types import RecordType, register


@register
class Contacts(RecordType):
    """People."""

    model = Contact
    section, icon = "Sales", "person"
    columns = ("name", "account_id", "job_title", "email", "phone", "owner_id")
    fields = (
        *("salutation", "first_name", "middle_name", "last_name", "name", "job_title"),
        *("account_id", "account_ids", "account_links"),
        *("email", "emails", "phone", "phones"),
        *("address_street", "address_city", "address_state"),
        *("address_postal_code", "address_country"),
        *("source", "description", "do_not_call", "rating", "campaign_id"),
    )
    read_only = ("name",)
    defaults = {"do_not_call": False}
    search = ("name", "job_title")
    loads = ("account_links",)

    def prepare(self, drafts: Sequence[Draft]) -> None:
        compose(drafts)
        give_roles(drafts)
        for draft in drafts:
            is_named = draft.new("first_name") or draft.new("last_name")
            refused = {"first_name", "last_name"} & set(draft.refusals)
            if not is_named and not refused:
                draft.refuse("last_name", "Required", "a contact has a first or a last name")
