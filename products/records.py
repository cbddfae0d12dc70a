"""The declaration of products."""

from django.conf import settings

from products.models import Product
from records.types import RecordType, register


@register
class Products(RecordType):
    """What we sell."""

    model = Product
    section, icon = "Sales", "inventory_2"
    columns = ("name", "sku", "category", "unit_price", "currency", "is_active")
    fields = (
        *("name", "description", "sku", "category"),
        *("unit_price", "cost", "currency", "tax_rate", "is_active"),
    )
    required = ("name",)
    unique = ("sku",)
    defaults = {
        "unit_price": 0,
        "currency": settings.CRM_CURRENCY,
        "tax_rate": 0,
        "is_active": True,
    }
    search = ("name", "sku")
