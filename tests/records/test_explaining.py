"""A list explains how it is found: understood how, through which index, about how many."""

from collections.abc import Callable

import pytest

from tests.calls import Api
from tests.fields import define
from tests.people import Person

Call = Callable[[Person], Api]


@pytest.fixture
def chief(api: Call, administrator: Person) -> Api:
    """The API as an administrator calls it, with accounts."""
    caller = api(administrator)
    rows = [{"name": f"Acme {number}"} for number in range(30)]
    assert caller.post("/api/accounts/bulk", {"create": rows}).status == 200
    return caller


def test_the_filter_is_told_in_the_words_of_q(chief: Api) -> None:
    q = {"$or": [{"name": {"$sw": "acme 1"}}, {"phone": None}], "id": {"$not": {"$in": [1, 2]}}}
    told = chief.get("/api/accounts", q=q, order={"name": "desc"}, search="a b", explain="1").body

    assert told["filter"] == {
        "and": [
            {
                "or": [
                    {"field": "name", "operator": "$sw", "value": "acme 1"},
                    {"field": "phone", "operator": "equals", "value": None},
                ]
            },
            {"not": {"field": "id", "operator": "$in", "value": [1, 2]}},
        ]
    }
    assert told["order"] == [
        {"field": "name", "descending": True},
        {"field": "id", "descending": True},
    ]
    assert told["search"] == ["a", "b"]


def test_an_index_is_told_by_its_fields_and_nothing_of_the_database(chief: Api) -> None:
    reply = chief.get("/api/accounts", q={"id": 5}, explain="true")

    # Of a table with a handful of rows PostgreSQL may read another index.
    fields = [one["fields"] for one in reply.body["indexes"] if one["type"] == "accounts"]
    assert fields[0] in (["id"], ["deleted_at"])
    assert reply.body["full_scan"] is False
    for secret in ("accounts_account", "SELECT", "_key", "pkey", "INDEX"):
        assert secret not in reply.content.decode()


def test_what_no_index_serves_is_a_full_scan_with_an_estimate(chief: Api) -> None:
    told = chief.get("/api/accounts", q={"website": {"$con": "x"}}, explain="1").body
    every = chief.get("/api/accounts", explain="1").body

    assert (told["type"], told["filter"]["value"]) == ("accounts", "x")
    assert isinstance(every["estimated_rows"], int) and every["estimated_rows"] > 0


def test_custom_fields_relations_and_searches_are_explained_too(chief: Api) -> None:
    define("accounts", "number", "cf_size")
    q = {"cf_size": {"$gt": 5}, "emails": "a@example.com", "parent.name": "x"}

    told = chief.post("/api/accounts/search", {"q": q, "explain": True})
    assert told.status == 200 and len(told.body["filter"]["and"]) == 3


def test_what_cannot_be_asked_cannot_be_explained(chief: Api, api: Call, owner: Person) -> None:
    assert chief.get("/api/accounts", q={"nmae": "x"}, explain="1").status == 400
    assert chief.get("/api/accounts", explain="2").status == 400
    assert api(owner).get("/api/roles", explain="1").status == 403
    assert chief.get("/api/accounts/999/contacts", explain="1").status == 404


def test_related_lists_are_explained_too(chief: Api) -> None:
    account = chief.get("/api/accounts").ids[0]

    told = chief.get(f"/api/accounts/{account}/contacts", explain="1").body
    assert (told["type"], told["filter"]) == ("contacts", None)


def test_what_nothing_can_match_needs_no_plan(chief: Api) -> None:
    told = chief.get("/api/accounts", q={"id": {"$in": []}}, explain="1").body

    assert (told["indexes"], told["full_scan"], told["estimated_rows"]) == ([], False, 0)
