"""A lead becomes account, contact and opportunity: all of them, or nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Account
from contacts.models import Contact
from leads.models import Lead
from tests.calls import Api
from tests.fields import define
from tests.people import Person

Call = Callable[[Person], Api]
ADA = {
    "salutation": "Dr.",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "account_name": "Engines",
    "emails": [{"address": "ada@example.com", "type": "Work"}, {"address": "ada@home.example"}],
    "phone": "+44 20 1234",
    "address_city": "London",
    "industry": "Software",
    "source": "Web Site",
    "amount": 1200,
    "currency": "GBP",
    "is_private": True,
    "website": "https://engines.example",
}


@pytest.fixture
def mine(api: Call, owner: Person) -> Api:
    """The API as the owner calls it."""
    return api(owner)


def lead(mine: Api, **body: Any) -> str:
    """The address of a new lead."""
    return f"/api/leads/{mine.post('/api/leads', body or ADA).body['id']}"


def made(mine: Api, converted: Any, part: str, word: str) -> Any:
    """The record of one part of a conversion."""
    return mine.get(f"/api/{word}/{converted[f'converted_{part}_id']}").body


def test_left_alone_a_contact_and_the_named_account_come_of_it(mine: Api) -> None:
    converted = mine.post(f"{lead(mine)}/convert", {})
    account = made(mine, converted.body, "account", "accounts")
    contact = made(mine, converted.body, "contact", "contacts")

    assert (converted.status, converted.body["status"]) == (200, "Converted")
    assert converted.body["converted_at"] and converted.body["converted_opportunity_id"] is None
    assert (account["name"], account["industry"]) == ("Engines", "Software")
    assert (contact["name"], contact["account_id"]) == ("Ada Lovelace", account["id"])
    for one in (account, contact):
        addresses = [entry["address"] for entry in one["emails"]]
        assert addresses == ["ada@example.com", "ada@home.example"]
        assert (one["phone"], one["address_city"]) == ("+44 20 1234", "London")
        assert (one["source"], one["is_private"]) == ("Web Site", True)


def test_an_opportunity_is_joined_to_both(mine: Api) -> None:
    converted = mine.post(f"{lead(mine)}/convert", {"opportunity": True}).body
    deal = made(mine, converted, "opportunity", "opportunities")

    assert (deal["name"], deal["amount"], deal["currency"]) == ("Engines", 1200, "GBP")
    assert deal["account_id"] == converted["converted_account_id"]
    assert deal["contact_id"] == converted["converted_contact_id"]


def test_given_fields_go_before_the_leads(mine: Api) -> None:
    body = {
        "account": False,
        "contact": {"last_name": "Byron", "email": "byron@example.com"},
        "opportunity": {"name": "Machine", "amount": 5, "close_date": "2027-01-01"},
    }
    converted = mine.post(f"{lead(mine)}/convert", body).body
    contact = made(mine, converted, "contact", "contacts")
    deal = made(mine, converted, "opportunity", "opportunities")

    assert converted["converted_account_id"] is None
    assert (contact["name"], contact["emails"][0]["address"]) == ("Byron", "byron@example.com")
    assert (deal["name"], deal["amount"], deal["account_id"]) == ("Machine", 5, None)


def test_an_old_record_is_named_by_its_id(mine: Api) -> None:
    old = mine.post("/api/accounts", {"name": "Old"}).body["id"]
    converted = mine.post(f"{lead(mine)}/convert", {"account": old}).body

    assert converted["converted_account_id"] == old
    assert made(mine, converted, "contact", "contacts")["account_id"] == old


@pytest.mark.parametrize("nameless", [{"email": "x@example.com"}, {"account_name": "Engines"}])
def test_who_has_no_name_is_called_by_what_there_is(mine: Api, nameless: dict[str, str]) -> None:
    converted = mine.post(f"{lead(mine, **nameless)}/convert", {"account": True}).body

    (called,) = nameless.values()
    assert made(mine, converted, "account", "accounts")["name"] == called
    assert made(mine, converted, "contact", "contacts")["last_name"] == called


def test_it_is_converted_once(mine: Api) -> None:
    place = lead(mine)
    mine.post(f"{place}/convert", {})

    assert mine.post(f"{place}/convert", {}).status == 409
    assert Contact.objects.count() == 1


def test_a_refusal_names_the_part_and_leaves_no_trace(mine: Api) -> None:
    define("contacts", "text", "cf_badge", required=True)
    place = lead(mine)
    reply = mine.post(f"{place}/convert", {})

    assert reply.refused == {"contact.cf_badge"}
    assert (Account.objects.count(), Lead.objects.get().converted_at) == (0, None)
    assert mine.post(f"{place}/convert", {"contact": {"cf_badge": "7"}}).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"acount": True}, 400),
        ({"contact": {"nmae": "x"}}, 400),
        ({"account": "yes"}, 422),
        ({"account": None}, 422),
        ({"account": 999}, 422),
        ({"account": 0}, 422),
    ],
)
def test_what_cannot_be_meant(mine: Api, body: dict[str, Any], status: int) -> None:
    assert mine.post(f"{lead(mine)}/convert", body).status == status
    assert Contact.objects.count() == 0


def test_only_who_may_edit_the_lead_converts_it(
    mine: Api, colleague: Person, stranger: Person, api: Call
) -> None:
    place = lead(mine, last_name="Ada")

    assert api(colleague).post(f"{place}/convert", {}).status == 403
    assert api(stranger).post(f"{place}/convert", {}).status == 404
    assert mine.call("POST", f"{place}/convert", {}, version=9).status == 412
    assert mine.call("POST", f"{place}/convert", {}, version=1).status == 200


def test_the_log_tells_it(mine: Api) -> None:
    place = lead(mine)
    mine.post(f"{place}/convert", {})

    fields = {one["field"] for one in mine.get(f"{place}/changes").body["results"][0]["changes"]}
    assert {"status", "converted_at", "converted_account_id", "converted_contact_id"} == fields
