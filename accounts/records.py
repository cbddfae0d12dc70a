"""The declaration of accounts."""

from collections.abc import Sequence

from accounts.hierarchy import check_parents, confirm_parents
from accounts.models import Account
from records.drafts import Draft, Effect
from records.types import RecordType, register


@register
class Accounts(RecordType):
    """Companies and organisations."""

    model = Account
    section, icon = "Sales", "domain"
    columns = ("name", "type", "industry", "phone", "address_city", "owner_id")
    fields = (
        *("name", "type", "industry", "source", "website"),
        *("email", "emails", "phone", "phones"),
        *("address_street", "address_city", "address_state"),
        *("address_postal_code", "address_country"),
        *("shipping_address_street", "shipping_address_city", "shipping_address_state"),
        *("shipping_address_postal_code", "shipping_address_country"),
        *("parent_id", "campaign_id", "description"),
    )
    required = ("name",)
    search = ("name", "website", "address_city")
    children = {"subsidiaries": "accounts.parent_id"}

    def prepare(self, drafts: Sequence[Draft]) -> None:
        check_parents(drafts)

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        confirm_parents(drafts)
        return ()
