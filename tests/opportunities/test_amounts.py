"""Amounts are exact, and an opportunity's follows its lines unless it is sent itself."""

from decimal import Decimal
from typing import Any

import pytest

from opportunities.amounts import weighted
from tests.calls import Api


@pytest.fixture
def opportunity(seller: Api) -> int:
    """An opportunity worth 50 so far."""
    return int(seller.post("/api/opportunities", {"name": "X", "amount": 50}).body["id"])


def line(api: Api, opportunity: int, **body: Any) -> dict[str, Any]:
    """A new line."""
    fields = {"opportunity_id": opportunity, "name": "Part", **body}
    reply = api.post("/api/opportunity_lines", fields)
    assert reply.status == 201, reply.body
    return dict(reply.body)


def amount(api: Api, opportunity: int) -> Any:
    """What an opportunity is worth now."""
    return api.get(f"/api/opportunities/{opportunity}").body["amount"]


@pytest.mark.parametrize(
    ("amount", "probability", "expected"),
    [
        ("0.015", 10, "0.002"),
        ("-0.015", 10, "-0.002"),
        ("999999999999999.999", 1, "10000000000000"),
    ],
)
def test_the_weighted_amount_is_rounded_half_up(
    amount: str, probability: int, expected: str
) -> None:
    assert weighted(Decimal(amount), probability) == Decimal(expected)


def test_the_weighted_amount_is_kept_and_asked_for(seller: Api) -> None:
    made = seller.post("/api/opportunities", {"name": "X", "amount": Decimal("99.99")}).body

    assert made["weighted_amount"] == Decimal("9.999")
    assert seller.get("/api/opportunities", q={"weighted_amount": {"$gt": 9}}).ids == [made["id"]]


def test_a_total_is_quantity_times_price_less_discount(seller: Api, opportunity: int) -> None:
    made = line(
        seller,
        opportunity,
        quantity=Decimal("2.5"),
        unit_price=Decimal("9.99"),
        discount_percent=15,
    )

    assert made["total"] == Decimal("21.229")


def test_lines_make_the_amount(seller: Api, opportunity: int) -> None:
    first = line(seller, opportunity, unit_price=10, quantity=3)
    line(seller, opportunity, unit_price=Decimal("0.5"))
    assert amount(seller, opportunity) == Decimal("30.5")

    seller.patch(f"/api/opportunity_lines/{first['id']}", {"quantity": 1})
    assert amount(seller, opportunity) == Decimal("10.5")

    seller.delete(f"/api/opportunity_lines/{first['id']}")
    assert amount(seller, opportunity) == Decimal("0.5")


def test_without_any_line_left_the_amount_stays(seller: Api, opportunity: int) -> None:
    only = line(seller, opportunity, unit_price=10)

    seller.delete(f"/api/opportunity_lines/{only['id']}")

    assert amount(seller, opportunity) == 10


def test_an_amount_sent_later_stands_until_the_lines_change(seller: Api, opportunity: int) -> None:
    only = line(seller, opportunity, unit_price=10)
    seller.patch(f"/api/opportunities/{opportunity}", {"amount": 8})

    seller.patch(f"/api/opportunity_lines/{only['id']}", {"name": "Same part"})
    assert amount(seller, opportunity) == 8

    seller.patch(f"/api/opportunity_lines/{only['id']}", {"unit_price": 11})
    assert amount(seller, opportunity) == 11


def test_a_line_that_moves_changes_both_amounts(seller: Api, opportunity: int) -> None:
    other = seller.post("/api/opportunities", {"name": "Y"}).body["id"]
    line(seller, opportunity, unit_price=1)
    moving = line(seller, opportunity, unit_price=10)

    seller.patch(f"/api/opportunity_lines/{moving['id']}", {"opportunity_id": other})

    assert (amount(seller, opportunity), amount(seller, other)) == (1, 10)


def test_a_total_that_does_not_fit_is_refused(seller: Api, opportunity: int) -> None:
    body = {"opportunity_id": opportunity, "name": "Moon"}
    huge = {"unit_price": 10**14, "quantity": 10}

    assert seller.post("/api/opportunity_lines", body | huge).rules("unit_price") == ["Max"]


def test_a_sum_that_does_not_fit_is_refused_and_leaves_no_line(
    seller: Api, opportunity: int
) -> None:
    line(seller, opportunity, unit_price=9 * 10**14)
    body = {"opportunity_id": opportunity, "name": "Moon", "unit_price": 9 * 10**14}

    assert seller.post("/api/opportunity_lines", body).status == 422
    assert amount(seller, opportunity) == 9 * 10**14
