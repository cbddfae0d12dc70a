"""Simple filters in the address mean what the same condition in `q` means."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.calls import Api
from tests.fields import define
from tests.people import Person
from users.models import Role
from users.rights import announce

Call = Callable[[Person], Api]


@pytest.fixture
def mine(api: Call, owner: Person) -> Api:
    """The API as the owner calls it, with three products."""
    caller = api(owner)
    for name, price, active in (("Anvil", "9.5", True), ("Bolt", "1", False), ("Chain", "3", True)):
        body = {"name": name, "unit_price": float(price), "is_active": active, "sku": name[:1]}
        assert caller.post("/api/products", body).status == 201
    return caller


def names(api: Api, **given: Any) -> list[str]:
    """The names of the products found, in alphabetical order."""
    reply = api.get("/api/products", order={"name": "asc"}, **given)
    assert reply.status == 200, reply.body
    return [one["name"] for one in reply.body["results"]]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("name", "ANVIL", ["Anvil"]),
        ("name__contains", "h", ["Chain"]),
        ("name__startswith", "b", ["Bolt"]),
        ("name__endswith", "l", ["Anvil"]),
        ("name__in", "bolt,chain", ["Bolt", "Chain"]),
        ("unit_price__gte", "3", ["Anvil", "Chain"]),
        ("unit_price__lt", "9.5", ["Bolt", "Chain"]),
        ("is_active", "0", ["Bolt"]),
        ("category__isnull", "true", ["Anvil", "Bolt", "Chain"]),
        ("sku__isnull", "1", []),
        ("created_at__gte", "2020-01-01", ["Anvil", "Bolt", "Chain"]),
        ("team_ids__isnull", "false", []),
    ],
)
def test_each_comparison(mine: Api, name: str, value: str, found: list[str]) -> None:
    assert names(mine, **{name: value}) == found


def test_all_of_them_hold_with_q(mine: Api) -> None:
    q = {"unit_price": {"$gt": 2}}

    assert names(mine, q=q, is_active="true", name__contains="a") == ["Anvil", "Chain"]
    assert names(mine, q=q, is_active="false") == []


def test_they_stand_in_the_body_of_a_search_too(mine: Api, owner: Person) -> None:
    body = {"owner_id": owner.id, "is_active": True, "unit_price__gt": 4.5}

    assert mine.post("/api/products/search", body).body["count"] == 1


def test_a_cursor_belongs_to_them(mine: Api) -> None:
    first = mine.get("/api/products", per_page="1", is_active="true").body
    again = {"per_page": "1", "cursor": first["next_cursor"]}

    assert mine.get("/api/products", is_active="true", **again).body["has_more"] is False
    assert mine.get("/api/products", is_active="false", **again).status == 400
    assert "is_active=true" in first["next"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("owner_id", "me"),
        ("owner_id", ""),
        ("owner_id__gt", "5"),
        ("unit_price__gte", "1e3"),
        ("unit_price", "1.23456"),
        ("is_active", "yes"),
        ("created_at__gte", "soon"),
        ("category", "no such value"),
        ("name__isnull", "maybe"),
        ("name__regex", "a"),
        ("owner__email", "a"),
        ("nmae", "x"),
        ("cf_note", "x"),
        ("name__in", ",".join(["x"] * 1001)),
    ],
)
def test_what_is_refused(mine: Api, name: str, value: str) -> None:
    define("products", "text", "cf_note")

    assert mine.get("/api/products", **{name: value}).status == 400


def test_a_hidden_field_is_an_unknown_one(mine: Api, owner: Person) -> None:
    Role.objects.update(hidden_fields={"products": ["cost"]})
    announce()

    message = mine.get("/api/products", cost="5").body["message"]
    assert message.startswith("Unknown parameter 'cost'")
