"""One value under two names: primary and set, ids and links, an address and all addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.calls import Api, Reply
from tests.people import Person


@pytest.fixture
def sales(api: Callable[[Person], Api], owner: Person) -> Api:
    """The owner's calls."""
    return api(owner)


@pytest.fixture
def accounts(sales: Api) -> list[int]:
    """Three accounts."""
    return [sales.post("/api/accounts", {"name": name}).body["id"] for name in "abc"]


class Contact:
    """A contact, written and read again."""

    def __init__(self, sales: Api, **body: Any):
        reply = sales.post("/api/contacts", {"last_name": "N", **body})
        assert reply.status == 201, reply
        self.sales, self.path = sales, f"/api/contacts/{reply.body['id']}"

    def write(self, **body: Any) -> Reply:
        """A PATCH."""
        return self.sales.patch(self.path, body)

    def __getitem__(self, field: str) -> Any:
        return self.sales.get(self.path).body[field]

    @property
    def accounts(self) -> list[Any]:
        """Primary and set."""
        item = self.sales.get(self.path).body
        return [item["account_id"], item["account_ids"]]

    @property
    def addresses(self) -> list[tuple[str, bool]]:
        """Each address, and whether it is the primary one."""
        return [(one["address"], one["is_primary"]) for one in self["emails"]]


def test_writing_the_primary_adds_it_to_the_set(sales: Api, accounts: list[int]) -> None:
    a, b, _ = accounts
    contact = Contact(sales, account_id=a)
    assert contact.accounts == [a, [a]]

    contact.write(account_id=b)
    assert contact.accounts == [b, [a, b]]


def test_writing_the_set_replaces_it_and_makes_the_first_primary(
    sales: Api, accounts: list[int]
) -> None:
    a, b, c = accounts
    contact = Contact(sales, account_ids=[b, c])
    assert contact.accounts == [b, [b, c]]

    contact.write(account_ids=[c, a])
    assert contact.accounts == [c, [c, a]]
    contact.write(account_ids=[a, c])
    assert contact.accounts[0] == c
    contact.write(account_ids=[])
    assert contact.accounts == [None, []]


def test_clearing_the_primary_removes_it_alone_and_the_next_moves_up(
    sales: Api, accounts: list[int]
) -> None:
    a, b, c = accounts
    contact = Contact(sales, account_ids=[a, b, c], account_id=b)
    assert contact.accounts == [b, [a, b, c]]

    contact.write(account_id=None)
    assert contact.accounts == [a, [a, c]]
    contact.write(account_id=None)
    contact.write(account_id=None)
    assert contact.accounts == [None, []]


def test_of_primary_and_set_the_one_that_differs_counts(sales: Api, accounts: list[int]) -> None:
    a, b, c = accounts
    contact = Contact(sales, account_ids=[a, b])

    contact.write(account_id=a, account_ids=[c])
    assert contact.accounts == [c, [c]]
    contact.write(account_id=b, account_ids=[c])
    assert contact.accounts == [b, [c, b]]
    contact.write(account_id=a, account_ids=[a, b])
    assert contact.accounts == [a, [a, b]]


def test_primary_and_set_that_differ_and_disagree_are_refused(
    sales: Api, accounts: list[int]
) -> None:
    a, b, c = accounts
    contact = Contact(sales, account_id=a)

    assert contact.write(account_id=b, account_ids=[c]).status == 422
    assert contact.write(account_id=None, account_ids=[b]).status == 422
    made = sales.post("/api/contacts", {"last_name": "N", "account_id": a, "account_ids": [b]})
    assert made.status == 422
    assert contact.accounts == [a, [a]]


def test_links_carry_attributes_that_ids_alone_keep(sales: Api, accounts: list[int]) -> None:
    a, b, c = accounts
    contact = Contact(sales, account_links=[{"id": a, "role": "Buyer"}, {"id": b}])
    assert contact["account_links"] == [
        {"id": a, "role": "Buyer", "is_inactive": False},
        {"id": b, "role": None, "is_inactive": False},
    ]

    contact.write(account_ids=[c, a])
    assert [(one["id"], one["role"]) for one in contact["account_links"]] == [
        (c, None),
        (a, "Buyer"),
    ]
    contact.write(account_links=[{"id": a, "role": "Boss", "is_inactive": True}])
    assert contact.accounts == [a, [a]]
    assert contact["account_links"][0]["is_inactive"] is True


def test_ids_and_links_that_disagree_are_refused(sales: Api, accounts: list[int]) -> None:
    a, b, c = accounts
    contact = Contact(sales, account_id=a)

    assert contact.write(account_ids=[b], account_links=[{"id": c}]).status == 422
    assert contact.write(account_ids=[b], account_links=[{"id": b, "role": "x"}]).status == 200


def test_a_job_title_becomes_the_role_at_the_primary_account(
    sales: Api, accounts: list[int]
) -> None:
    a, b, _ = accounts
    contact = Contact(sales, account_ids=[a, b], job_title="CEO")
    assert [one["role"] for one in contact["account_links"]] == ["CEO", None]

    contact.write(job_title="CTO")
    assert [one["role"] for one in contact["account_links"]] == ["CTO", None]


def test_the_scalar_swaps_the_primary_address_and_keeps_the_others(sales: Api) -> None:
    both = [{"address": "a@example.com", "type": "Home"}, {"address": "b@example.com"}]
    contact = Contact(sales, emails=both)

    contact.write(email="c@example.com")
    assert contact.addresses == [("c@example.com", True), ("b@example.com", False)]
    assert contact["emails"][0]["type"] == "Home"
    contact.write(email="B@example.com")
    assert sorted(contact.addresses) == [("B@example.com", True), ("c@example.com", False)]


def test_clearing_the_scalar_takes_the_primary_address_away(sales: Api) -> None:
    contact = Contact(sales, emails=[{"address": "a@example.com"}, {"address": "b@example.com"}])

    contact.write(email=None)
    assert contact.addresses == [("b@example.com", True)]
    contact.write(email="")
    assert (contact["email"], contact["emails"]) == (None, [])


def test_the_collection_replaces_and_marks_the_first_as_primary(sales: Api) -> None:
    contact = Contact(sales, email="a@example.com")

    contact.write(emails=[{"address": "b@example.com"}, {"address": "c@example.com"}])
    assert contact.addresses == [("b@example.com", True), ("c@example.com", False)]
    marked = [{"address": "b@example.com"}, {"address": "c@example.com", "is_primary": True}]
    contact.write(emails=marked)
    assert contact.addresses == [("b@example.com", False), ("c@example.com", True)]
    assert contact["email"] == "c@example.com"
    contact.write(emails=[])
    assert (contact["email"], contact["emails"]) == (None, [])


def test_of_scalar_and_collection_the_one_that_differs_counts(sales: Api) -> None:
    contact = Contact(sales, emails=[{"address": "a@example.com"}, {"address": "b@example.com"}])
    stored = contact["emails"]

    contact.write(email="c@example.com", emails=stored)
    assert contact["email"] == "c@example.com"
    contact.write(email="c@example.com", emails=[{"address": "d@example.com"}])
    assert contact.addresses == [("d@example.com", True)]
    refused = contact.write(email="e@example.com", emails=[{"address": "f@example.com"}])
    assert refused.status == 422


def test_a_record_with_everything_goes_back_as_it_came(sales: Api, accounts: list[int]) -> None:
    contact = Contact(sales, account_ids=accounts, email="a@example.com", job_title="CEO")
    item = sales.get(contact.path).body

    for send in (sales.patch, sales.put):
        assert send(contact.path, item).body == item


def test_a_phone_is_the_same_by_its_digits(sales: Api) -> None:
    contact = Contact(sales, phone="+31 20-624 11 11")

    contact.write(phone="+31206241111")
    assert [one["number"] for one in contact["phones"]] == ["+31206241111"]
    twice = [{"number": "555 01"}, {"number": "55501"}]
    assert contact.write(phones=twice).status == 422
    assert sales.get("/api/contacts", q={"phone": "(+31) 20 624 1111"}).body["count"] == 1
