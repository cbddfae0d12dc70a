"""A record type that no line of the product knows is served like any other."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from records.codes import FIRST_FREE
from records.types import registry
from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]
BILL = {"number": "2026-17", "total": Decimal("1250.33"), "issued_on": "2026-11-22"}


@pytest.fixture
def chief(api: Call, administrator: Person) -> Api:
    """The API as the administrator calls it."""
    return api(administrator)


def test_it_is_made_found_changed_and_deleted(chief: Api) -> None:
    made = chief.post("/api/invoices", BILL).body
    assert made["total"] == Decimal("1250.33")
    assert made["priority"] == "Normal"

    q = {"$or": [{"total": {"$gt": 1250}}, {"number": {"$sw": "1999"}}]}
    assert chief.get("/api/invoices", q=q, order={"issued_on": "desc"}).ids == [made["id"]]
    changed = chief.patch(f"/api/invoices/{made['id']}", {"priority": "High"}).body
    assert changed["priority"] == "High"
    assert chief.delete(f"/api/invoices/{made['id']}").status == 200
    assert chief.get("/api/invoices").ids == []


def test_it_stands_in_the_dictionary_with_its_fields(chief: Api) -> None:
    types = chief.get("/api/datadictionary").body["types"]
    fields = chief.get("/api/datadictionary/invoices").body["fields"]

    assert "invoices" in {one["name"] for one in types}
    assert {"number", "total", "owner_id"} <= {one["name"] for one in fields}


def test_what_it_points_at_leads_back_to_it(chief: Api) -> None:
    account = chief.post("/api/accounts", {"name": "Works"}).body["id"]
    bill = chief.post("/api/invoices", BILL | {"account_id": account}).body["id"]

    assert chief.get(f"/api/accounts/{account}/invoices").ids == [bill]
    assert chief.get("/api/invoices", q={"account.name": "works"}).ids == [bill]


def test_it_takes_custom_fields(chief: Api) -> None:
    field = {"record_type": "invoices", "key": "cf_due", "label": "Due", "type": "date"}
    assert chief.post("/api/customfields", field).status == 201

    bill = chief.post("/api/invoices", BILL | {"cf_due": "2026-12-24"}).body["id"]

    assert chief.get("/api/invoices", q={"cf_due": {"$lt": "2027-01-01"}}).ids == [bill]


def test_its_history_is_kept(chief: Api) -> None:
    bill = chief.post("/api/invoices", BILL).body["id"]
    chief.patch(f"/api/invoices/{bill}", {"number": "2026-18"})

    newest = chief.get(f"/api/invoices/{bill}/changes").body["results"][0]

    assert newest["changes"] == [{"field": "number", "old": "2026-17", "new": "2026-18"}]


@pytest.mark.django_db
def test_it_has_a_number_of_its_own() -> None:
    assert registry["invoices"].code >= FIRST_FREE
