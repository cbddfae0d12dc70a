"""A line takes over name and price from its product, and keeps them."""

from decimal import Decimal

import pytest

from tests.calls import Api


@pytest.fixture
def opportunity(seller: Api) -> int:
    """An opportunity to sell something with."""
    return int(seller.post("/api/opportunities", {"name": "X"}).body["id"])


@pytest.fixture
def product(seller: Api) -> int:
    """A product at 12.50."""
    body = {"name": "Gear", "unit_price": Decimal("12.5")}
    return int(seller.post("/api/products", body).body["id"])


def test_name_and_price_come_from_the_product(seller: Api, opportunity: int, product: int) -> None:
    made = seller.post(
        "/api/opportunity_lines", {"opportunity_id": opportunity, "product_id": product}
    ).body

    assert (made["name"], made["unit_price"], made["quantity"]) == ("Gear", Decimal("12.5"), 1)


def test_name_and_price_stay_when_the_product_changes(
    seller: Api, opportunity: int, product: int
) -> None:
    body = {"opportunity_id": opportunity, "product_id": product}
    made = seller.post("/api/opportunity_lines", body).body

    seller.patch(f"/api/products/{product}", {"name": "Wheel", "unit_price": 1})
    seller.patch(f"/api/opportunity_lines/{made['id']}", {"quantity": 2})

    kept = seller.get(f"/api/opportunity_lines/{made['id']}").body
    assert (kept["name"], kept["total"]) == ("Gear", 25)


def test_a_line_without_product_and_name_is_refused(seller: Api, opportunity: int) -> None:
    reply = seller.post("/api/opportunity_lines", {"opportunity_id": opportunity})

    assert reply.rules("name") == ["Required"]


@pytest.mark.parametrize("body", [{"quantity": 0}, {"quantity": -1}, {"discount_percent": 101}])
def test_numbers_out_of_their_range_are_refused(
    seller: Api, opportunity: int, body: dict[str, int]
) -> None:
    fields = {"opportunity_id": opportunity, "name": "Part", **body}

    assert seller.post("/api/opportunity_lines", fields).refused == set(body)


def test_lines_stand_in_the_order_in_which_they_came(seller: Api, opportunity: int) -> None:
    rows = [{"opportunity_id": opportunity, "name": name} for name in "abc"]
    seller.post("/api/opportunity_lines/bulk", {"create": rows})
    seller.post("/api/opportunity_lines", rows[0] | {"name": "d"})

    shown = seller.get(f"/api/opportunities/{opportunity}", lines=True).body["lines"]

    assert [(one["name"], one["position"]) for one in shown] == [
        ("a", 1),
        ("b", 2),
        ("c", 3),
        ("d", 4),
    ]


def test_a_purged_product_leaves_the_line_its_name(
    seller: Api, chief: Api, opportunity: int, product: int
) -> None:
    body = {"opportunity_id": opportunity, "product_id": product}
    made = seller.post("/api/opportunity_lines", body).body["id"]

    chief.delete(f"/api/products/{product}", purge=True)

    kept = seller.get(f"/api/opportunity_lines/{made}").body
    assert (kept["product_id"], kept["name"]) == (None, "Gear")
