"""A job title is also the role at the primary account."""

from collections.abc import Callable

import pytest

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


@pytest.fixture
def accounts(api: Call, owner: Person) -> list[int]:
    """Two accounts to work for."""
    return [api(owner).post("/api/accounts", {"name": name}).body["id"] for name in ("A", "B")]


def roles(contact: dict[str, object]) -> list[object]:
    """The roles of a contact, in the order of the links."""
    return [link["role"] for link in contact["account_links"]]  # type: ignore[attr-defined]


def test_a_new_contacts_title_is_the_role_at_the_primary_account(
    api: Call, owner: Person, accounts: list[int]
) -> None:
    body = {"last_name": "X", "job_title": "Buyer", "account_id": accounts[1]}

    contact = api(owner).post("/api/contacts", body | {"account_ids": accounts}).body

    assert contact["account_id"] == accounts[1]
    assert roles(contact) == [None, "Buyer"]


def test_a_changed_title_changes_the_role(api: Call, owner: Person, accounts: list[int]) -> None:
    body = {"last_name": "X", "account_links": [{"id": accounts[0], "role": "Clerk"}]}
    contact = api(owner).post("/api/contacts", body).body["id"]

    changed = api(owner).patch(f"/api/contacts/{contact}", {"job_title": "Chief"}).body

    assert roles(changed) == ["Chief"]


def test_a_role_that_is_sent_beside_the_title_stands(
    api: Call, owner: Person, accounts: list[int]
) -> None:
    links = [{"id": accounts[0], "role": "Adviser"}]
    body = {"last_name": "X", "job_title": "Chief", "account_links": links}

    assert roles(api(owner).post("/api/contacts", body).body) == ["Adviser"]
