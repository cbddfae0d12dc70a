"""The guest's declaration: all that a new record type has to say of itself."""

from records.types import RecordType, register
from tests.house.guest.models import Invoice


@register
class Invoices(RecordType):
    """Bills to accounts."""

    model = Invoice
    fields = ("number", "total", "issued_on", "priority", "account_id")
    required = ("number",)
    unique = ("number",)
    defaults = {"priority": "Normal"}
    search = ("number",)
    title = "number"
