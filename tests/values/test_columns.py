"""Columns hold what they are given, exactly, and compare it alike on both databases."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from tests.house.guest.models import Invoice
from values.columns import DecimalColumn, KeyColumn

pytestmark = pytest.mark.django_db


def invoices(**columns: Any) -> Any:
    """The invoices with these values."""
    return Invoice._default_manager.filter(**columns)


@pytest.mark.parametrize("total", ["0", "-0.01", "9999999999999.99", "-9999999999999.99", "0.10"])
def test_decimals_come_back_exactly(total: str) -> None:
    bill = Invoice._default_manager.create(number="1", total=Decimal(total))
    bill.refresh_from_db()
    assert bill.total == Decimal(total)
    assert list(invoices(total=Decimal(total))) == [bill]
    assert list(invoices(total__in=[Decimal(total)])) == [bill]
    assert not invoices(total__gt=Decimal(total)).exists()


def test_sums_of_decimals_are_exact() -> None:
    rows = [Invoice(number=str(number), total=Decimal("0.10")) for number in range(3)]
    Invoice._default_manager.bulk_create(rows)
    summed = Invoice._default_manager.aggregate(total=Sum("total"))
    assert summed == {"total": Decimal("0.30")}


def test_a_decimal_is_never_rounded_on_its_way_in() -> None:
    with pytest.raises(ValueError, match="over 2 decimals"):
        Invoice._default_manager.create(number="1", total=Decimal("0.001"))


def test_no_decimal_is_null() -> None:
    bill = Invoice._default_manager.create(number="1")
    bill.refresh_from_db()
    assert bill.total is None


def test_a_text_has_its_key_beside_it() -> None:
    bill = Invoice._default_manager.create(number="Straße")
    assert invoices(number_key="strasse").get() == bill
    bill.number = "Neu"
    bill.save()
    assert invoices(number_key="neu").get() == bill
    Invoice._default_manager.bulk_create([Invoice(number="É")])
    assert invoices(number_key="é").exists()


def test_keys_are_ordered_by_code_point() -> None:
    texts = ["Z", "a", "ä", "\ue000", "😀", "~", "ß", "1", "_"]
    Invoice._default_manager.bulk_create([Invoice(number=text) for text in texts])
    found = Invoice._default_manager.order_by("number_key").values_list("number_key", flat=True)
    assert list(found) == sorted(found)


def test_a_key_column_names_its_collation_where_there_is_one() -> None:
    parameters = KeyColumn(source="text").db_parameters(connection)
    expected = "C" if connection.vendor == "postgresql" else None
    assert parameters.get("collation") == expected


def test_migrations_rebuild_a_decimal_column() -> None:
    _, _, args, kwargs = DecimalColumn(15, 3, null=True).deconstruct()
    again = DecimalColumn(*args, **kwargs)
    assert (again.max_digits, again.decimal_places, again.null) == (15, 3, True)
