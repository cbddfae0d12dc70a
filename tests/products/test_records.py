"""A product's sku is its own while it is not in the bin."""

from collections.abc import Callable

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_no_two_products_have_one_sku(api: Call, owner: Person) -> None:
    client = api(owner)
    first = client.post("/api/products", {"name": "A", "sku": "gear-1"}).body["id"]

    reply = client.post("/api/products", {"name": "B", "sku": "GEAR-1"})

    assert reply.rules("sku") == ["Unique"]
    client.delete(f"/api/products/{first}")
    assert client.post("/api/products", {"name": "B", "sku": "GEAR-1"}).status == 201


def test_products_without_a_sku_are_many(api: Call, owner: Person) -> None:
    made = [api(owner).post("/api/products", {"name": "A"}).status for _ in "ab"]

    assert made == [201, 201]


def test_an_emptied_price_is_none_to_pay(api: Call, owner: Person) -> None:
    product = api(owner).post("/api/products", {"name": "A", "unit_price": 5}).body["id"]

    emptied = api(owner).patch(f"/api/products/{product}", {"unit_price": None}).body

    assert emptied["unit_price"] == 0
