"""Amounts in other currencies."""

from decimal import Decimal

import pytest

from lookups.currencies import convert
from lookups.models import Currency

pytestmark = pytest.mark.usefixtures("lists")


def test_an_amount_goes_through_the_dollar() -> None:
    for code, rate in {"EUR": "0.8", "JPY": "160"}.items():
        row = Currency.objects.get(code=code)
        row.rate = Decimal(rate)
        row.save()
    assert convert(Decimal("10.000"), "EUR", "USD") == Decimal("12.500")
    assert convert(Decimal("1"), "EUR", "JPY") == Decimal("200")
    assert convert(Decimal("1"), "JPY", "EUR") == Decimal("0.005")


def test_without_an_amount_or_a_rate_there_is_none() -> None:
    assert convert(None, "EUR", "USD") is None
    assert convert(Decimal(1), "XYZ", "USD") is None
