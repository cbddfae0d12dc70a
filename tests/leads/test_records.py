"""A lead has something to be called by."""

from collections.abc import Callable

import pytest

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


@pytest.mark.parametrize(
    "body",
    [
        {"first_name": "Ada"},
        {"account_name": "Engines"},
        {"email": "ada@example.com"},
        {"phone": "+44 20 1234"},
    ],
)
def test_one_of_name_account_email_and_phone_is_enough(
    api: Call, owner: Person, body: dict[str, str]
) -> None:
    reply = api(owner).post("/api/leads", body)

    assert reply.status == 201
    assert reply.body["status"] == "New"


def test_a_lead_without_any_of_them_is_refused(api: Call, owner: Person) -> None:
    assert api(owner).post("/api/leads", {"job_title": "Clerk"}).refused == {"last_name"}


def test_the_last_of_them_does_not_go(api: Call, owner: Person) -> None:
    lead = api(owner).post("/api/leads", {"email": "ada@example.com"}).body["id"]

    assert api(owner).patch(f"/api/leads/{lead}", {"emails": []}).status == 422
    assert api(owner).patch(f"/api/leads/{lead}", {"website": "https://x.test"}).status == 200


def test_what_conversion_sets_is_not_written_by_hand(api: Call, owner: Person) -> None:
    account = api(owner).post("/api/accounts", {"name": "A"}).body["id"]

    reply = api(owner).post("/api/leads", {"last_name": "X", "converted_account_id": account})

    assert reply.rules("converted_account_id") == ["ReadOnly"]
