"""The filter at its limits: what is just allowed is answered, one more is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.calls import Api
from tests.fields import define_all
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def calls(shared_people: People) -> Api:
    """The owner's calls, where there is one contact with an account."""
    define_all("contacts")
    api = Api(shared_people.owner.token)
    account = api.post("/api/accounts", {"name": "Acme"}).body["id"]
    body = {"last_name": "N", "account_id": account, "email": "a@example.com", "cf_text": "x"}
    assert api.post("/api/contacts", body).status == 201
    return api


def nested(levels: int) -> dict[str, Any]:
    """A query with so many levels of logic."""
    query: dict[str, Any] = {"last_name": "N"}
    for number in range(levels):
        query = {"$and" if number % 2 else "$or": [query]}
    return query


def test_a_query_has_at_most_six_levels(calls: Api) -> None:
    assert calls.get("/api/contacts", q=nested(6)).body["count"] == 1

    refused = calls.get("/api/contacts", q=nested(7))
    assert refused.status == 400 and "6 levels" in refused.body["message"]
    denied: Any = "N"
    for _ in range(7):
        denied = {"$not": denied}
    assert calls.get("/api/contacts", q={"last_name": denied}).status == 400


@pytest.mark.parametrize("word", ["$or", "$and"])
@pytest.mark.parametrize(
    "condition",
    [
        *(
            {"last_name": "N"},
            {"cf_text": "x"},
            {"cf_multi_select": None},
            {"account.name": "Acme"},
        ),
        *(
            {"email": "a@example.com"},
            {"account_id": {"$not": None}},
            {"account_ids": {"$nin": []}},
        ),
    ],
)
def test_a_query_has_at_most_a_hundred_conditions(
    calls: Api, word: str, condition: dict[str, Any]
) -> None:
    body = {"q": {word: [condition] * 100}}
    assert calls.post("/api/contacts/search", body).body["count"] == 1

    refused = calls.post("/api/contacts/search", {"q": {word: [condition] * 101}})
    assert refused.status == 400 and "100 conditions" in refused.body["message"]


@pytest.mark.parametrize("field", ["last_name", "cf_text", "email", "account.name", "source"])
def test_a_list_has_at_most_a_thousand_values(calls: Api, field: str) -> None:
    values: list[Any] = ["Call", None] if field == "source" else [f"v{n}" for n in range(998)]
    values = (values * 500)[:1000]

    found = calls.post("/api/contacts/search", {"q": {field: {"$in": values}}})
    assert found.status == 200
    rest = calls.post("/api/contacts/search", {"q": {field: {"$nin": values}}})
    assert found.body["count"] + rest.body["count"] == 1
    refused = calls.post("/api/contacts/search", {"q": {field: {"$in": [*values, None]}}})
    assert refused.status == 400 and "1000 values" in refused.body["message"]


@pytest.mark.parametrize("field", ["last_name", "cf_text", "email", "phone", "account.name"])
@pytest.mark.parametrize("word", ["$sw", "$ew", "$con"])
def test_a_pattern_has_at_most_a_thousand_characters(calls: Api, word: str, field: str) -> None:
    assert calls.get("/api/contacts", q={field: {word: "1" * 1000}}).body["count"] == 0

    refused = calls.get("/api/contacts", q={field: {word: "1" * 1001}})
    assert refused.status == 400 and "1000 characters" in refused.body["message"]


def test_an_address_holds_eight_kibibytes_of_it_and_a_body_more(calls: Api) -> None:
    query = {"last_name": {"$in": ["x" * 200] * 50}}

    refused = calls.get("/api/contacts", q=query)
    assert refused.status == 400 and "8 KiB" in refused.body["message"]
    assert calls.post("/api/contacts/search", {"q": query}).status == 200


def test_the_largest_query_of_all_is_answered(calls: Api) -> None:
    values = list(range(1000))
    conditions = [{"rating": {"$in": values}}, {"cf_number": {"$nin": values}}]
    body = {"q": {"$or": conditions * 50}, "order": {"cf_select": "asc", "account_id": "desc"}}

    assert calls.post("/api/contacts/search", body).body["count"] == 1


def test_an_order_has_at_most_eight_keys(calls: Api) -> None:
    names = [
        *("last_name", "source", "account_id", "email", "cf_text", "cf_multi_select"),
        *("cf_numeric", "created_at", "rating"),
    ]

    assert calls.get("/api/contacts", order=dict.fromkeys(names[:8], "asc")).status == 200
    refused = calls.get("/api/contacts", order=dict.fromkeys(names, "asc"))
    assert refused.status == 400 and "8 keys" in refused.body["message"]


@pytest.mark.parametrize(
    "path",
    [
        *("account__name", "last_name__icontains", "pk", "custom", "last_name_key", "owner.email"),
        *("owner.password", "created_by.email", "account.owner.email", "account.parent.name"),
        *(
            "accounts.name",
            "account",
            "account.",
            ".name",
            "account.nope",
            "$where",
            "",
            "emails.x",
        ),
        *(
            "cf_text.x",
            "owner_id.x",
            "tags.name",
            "account.parent_id.name",
            "_meta",
        ),
    ],
)
def test_nothing_outside_the_dictionary_is_reached(calls: Api, path: str) -> None:
    conditions: tuple[Any, ...] = ("x", None, {"$not": "x"}, {"$in": []})
    for condition in conditions:
        assert calls.get("/api/contacts", q={path: condition}).status == 400
    assert calls.get("/api/contacts", order={path: "asc"}).status == 400
    assert calls.get("/api/contacts", fields=f"id,{path}").status == 400


@pytest.mark.parametrize(
    "query",
    [
        *([], "x", 5, None, {"$or": []}, {"$or": {}}, {"$or": [{}]}, {"$and": ["x"]}, {"$nor": []}),
        *({"last_name": {}}, {"last_name": {"$eq": "x"}}, {"last_name": {"$gt": None}}),
        *({"last_name": ["x"]}, {"last_name": {"$not": {}}}, {"last_name": {"$bt": ["a"]}}),
        *({"last_name": {"$in": "x"}}, {"last_name": {"x": 1}}, {"last_name": {"$sw": None}}),
    ],
)
def test_what_is_no_query_is_refused(calls: Api, query: Any) -> None:
    reply = calls.get("/api/contacts", q=query if query is not None else "null")

    assert (reply.status, reply.body["type"]) == (400, "Invalid Request error")


def test_an_empty_query_finds_all_and_an_empty_list_nothing(calls: Api) -> None:
    assert calls.get("/api/contacts", q={}).body["count"] == 1
    for field in ("last_name", "cf_text", "cf_select", "emails", "account_ids", "account.name"):
        assert calls.get("/api/contacts", q={field: {"$in": []}}).body["count"] == 0
        assert calls.get("/api/contacts", q={field: {"$nin": []}}).body["count"] == 1
