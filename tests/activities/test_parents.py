"""An activity knows what it is about, and takes over the account of that."""

from typing import Any

import pytest

from opportunities.defaults import install
from tests.calls import Api


def made(api: Api, type_: str, **body: Any) -> int:
    """A new record's id."""
    reply = api.post(f"/api/{type_}", body)
    assert reply.status == 201, reply.body
    return int(reply.body["id"])


def activity(api: Api, **body: Any) -> dict[str, Any]:
    """A new task."""
    reply = api.post("/api/activities", {"type": "task", **body})
    assert reply.status == 201, reply.body
    return dict(reply.body)


@pytest.fixture
def account(seller: Api) -> int:
    """An account that others belong to."""
    install()
    return made(seller, "accounts", name="Works")


@pytest.mark.parametrize(
    ("type_", "relation", "body"),
    [
        ("opportunities", "opportunity_id", {"name": "X"}),
        ("cases", "case_id", {"subject": "X"}),
        ("contacts", "contact_id", {"last_name": "X"}),
    ],
)
def test_the_account_comes_from_what_it_is_about(
    seller: Api, account: int, type_: str, relation: str, body: dict[str, Any]
) -> None:
    about = made(seller, type_, account_id=account, **body)

    task = activity(seller, **{relation: about})

    assert (task["account_id"], task["account_ids"]) == (account, [account])


def test_an_account_that_is_sent_stands(seller: Api, account: int) -> None:
    contact = made(seller, "contacts", last_name="X", account_id=account)
    other = made(seller, "accounts", name="Other")

    task = activity(seller, contact_id=contact, account_id=other)

    assert task["account_ids"] == [other]


def test_clearing_the_account_is_respected(seller: Api, account: int) -> None:
    contact = made(seller, "contacts", last_name="X", account_id=account)
    task = activity(seller, contact_id=contact)

    cleared = seller.patch(f"/api/activities/{task['id']}", {"account_id": None}).body

    assert cleared["account_id"] is None


def test_the_parent_is_the_weightiest_relation(seller: Api, account: int) -> None:
    opportunity = made(seller, "opportunities", name="X", account_id=account)
    case = made(seller, "cases", subject="X")
    task = activity(seller, account_id=account)
    assert task["parent_type"] == "account"

    path = f"/api/activities/{task['id']}"
    assert seller.patch(path, {"opportunity_id": opportunity}).body["parent_type"] == "opportunity"
    assert seller.patch(path, {"case_id": case}).body["parent_type"] == "case"
    assert seller.patch(path, {"case_id": None}).body["parent_type"] == "opportunity"


def test_a_parent_that_was_chosen_stays(seller: Api, account: int) -> None:
    case = made(seller, "cases", subject="X")
    task = activity(seller, account_id=account, case_id=case, parent_type="account")

    renamed = seller.patch(f"/api/activities/{task['id']}", {"subject": "Y"}).body

    assert renamed["parent_type"] == "account"


def test_a_parent_that_is_not_set_is_refused(seller: Api, account: int) -> None:
    body = {"type": "task", "account_id": account, "parent_type": "case"}

    assert seller.post("/api/activities", body).rules("parent_type") == ["In"]


def test_an_account_that_the_caller_cannot_see_is_no_obstacle(
    api: Any, administrator: Any, seller: Api, account: int
) -> None:
    client: Api = api(administrator)
    contact = made(seller, "contacts", last_name="X", account_id=account)
    client.patch(f"/api/accounts/{account}", {"owner_id": administrator.id, "is_private": True})

    assert seller.post("/api/activities", {"type": "task", "contact_id": contact}).status == 201
