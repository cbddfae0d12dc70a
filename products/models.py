"""The table of products."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from customfields.store import value_table
from lookups.columns import CurrencyField, LookupField
from records.models import Record
from values.columns import DecimalColumn, LongTextColumn, TextColumn


class Product(Record):
    """Something that we sell, at a list price. No two live products have the same sku."""

    name = TextColumn(255, null=False, blank=False)
    description = LongTextColumn()
    sku = TextColumn(100)
    category = LookupField("product_category")
    unit_price = DecimalColumn(18, 3, default=Decimal(0))
    cost = DecimalColumn(18, 3, null=True, blank=True)
    currency = CurrencyField()
    tax_rate = DecimalColumn(6, 3, default=Decimal(0), validators=[MinValueValidator(0)])
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sku_key"], condition=Q(deleted_at__isnull=True), name="product_sku"
            )
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="product_by_name"),
            models.Index(fields=["modified_at"], name="product_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.name)


ProductValue = value_table("products.Product")
