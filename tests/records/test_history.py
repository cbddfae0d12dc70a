"""The change log of a record: who did what, when, by which token, and what was there before."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from customfields import definitions
from tests.calls import Api
from tests.fields import define, define_all
from tests.people import Person

Calls = Callable[[Person], Api]


@pytest.fixture
def sales(api: Calls, owner: Person) -> Api:
    """The owner's calls."""
    return api(owner)


def make(calls: Api, path: str, **body: Any) -> str:
    """A record; its path."""
    reply = calls.post(f"/api/{path}", body)
    assert reply.status == 201, reply
    return f"/api/{path}/{reply.body['id']}"


def told(calls: Api, path: str) -> list[dict[str, Any]]:
    """The history, newest first."""
    found: list[dict[str, Any]] = calls.get(f"{path}/changes").body["results"]
    return found


def differences(entry: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Old and new by field."""
    return {one["field"]: (one["old"], one["new"]) for one in entry["changes"]}


def test_a_change_tells_who_when_and_by_what(sales: Api, owner: Person) -> None:
    path = make(sales, "accounts", name="Acme")
    changed = sales.patch(path, {"name": "New", "website": "w"})

    newest, oldest = told(sales, path)
    assert (newest["action"], oldest["action"]) == ("update", "create")
    assert (newest["user"], newest["dialect"], newest["token"]) == (owner.id, "native", "owner")
    assert newest["request_id"] == changed.headers["X-Request-ID"]
    assert newest["at"] >= oldest["at"] and newest["id"] > oldest["id"]
    assert differences(newest) == {"name": ("Acme", "New"), "website": (None, "w")}
    assert differences(oldest)["name"] == (None, "Acme")


def test_values_stand_in_it_as_they_were_said(sales: Api) -> None:
    define_all("contacts")
    path = make(sales, "contacts", last_name="N", cf_select="One", source="Call")
    before = sales.get(path).body
    body = {
        **{"cf_numeric": Decimal("1250.330"), "cf_date": "2020-02-29", "cf_boolean": False},
        **{"cf_datetime": "2020-02-29 06:00:00", "cf_multi_select": ["Two", "One"]},
        **{"source": "Email", "cf_select": None, "rating": 5, "emails": [{"address": "a@b.co"}]},
    }
    after = sales.patch(path, body).body

    found = differences(told(sales, path)[0])
    assert found == {name: (before[name] or None, after[name]) for name in body} | {
        "emails": ([], after["emails"])
    }


def test_custom_fields_are_told_with_the_label_of_the_day(sales: Api) -> None:
    define("accounts", "text", "cf_region", label="Region")
    path = make(sales, "accounts", name="Acme", cf_region="North")

    [entry] = [one for one in told(sales, path)[0]["changes"] if one["field"] == "cf_region"]
    assert entry["label"] == "Region"


def test_a_set_and_its_primary_are_told(sales: Api) -> None:
    account = int(make(sales, "accounts", name="a").rpartition("/")[2])
    path = make(sales, "contacts", last_name="N")
    sales.patch(path, {"account_id": account})

    found = differences(told(sales, path)[0])
    assert found["account_id"] == (None, account)
    assert found["account_ids"] == ([], [account])


def test_what_is_done_to_many_is_told_of_each(sales: Api) -> None:
    rows = [{"name": "a"}, {"name": "b"}]
    results = sales.post("/api/accounts/bulk", {"create": rows}).body["results"]
    ids = [one["id"] for one in results]
    sales.post("/api/accounts/bulk", {"update": [{"id": one, "website": "w"} for one in ids]})

    for one in ids:
        actions = [entry["action"] for entry in told(sales, f"/api/accounts/{one}")]
        assert actions == ["update", "create"]


def test_deleting_and_restoring_are_told(sales: Api) -> None:
    path = make(sales, "accounts", name="Acme")
    sales.delete(path)
    sales.post(f"{path}/restore", {})

    assert [one["action"] for one in told(sales, path)] == ["restore", "delete", "create"]


def test_what_a_write_entails_is_told_of_what_it_changed(sales: Api) -> None:
    path = make(sales, "opportunities", name="s")
    sale = int(path.rpartition("/")[2])
    make(sales, "opportunity_lines", opportunity_id=sale, name="l", unit_price=5)

    assert differences(told(sales, path)[0])["amount"] == (None, 5)
    assert sales.get(path).body["version"] == 2


def test_a_history_is_a_page(sales: Api) -> None:
    path = make(sales, "accounts", name="0")
    for number in range(1, 5):
        sales.patch(path, {"name": str(number)})

    page = sales.get(f"{path}/changes", per_page=2, page=2).body
    assert (page["count"], page["has_more"], len(page["results"])) == (5, True, 2)
    assert differences(page["results"][0])["name"] == ("1", "2")
    assert sales.get(f"{path}/changes", page=9).body["results"] == []
    assert sales.get(f"{path}/changes", order='{"id":"asc"}').status == 400


def test_the_log_outlives_the_label_of_a_deleted_field(sales: Api) -> None:
    made = define("accounts", "text", "cf_region", label="Region")
    path = make(sales, "accounts", name="Acme", cf_region="North")
    definitions.delete(made.id, None)

    found = {one["field"]: one for one in told(sales, path)[0]["changes"]}
    assert (found["cf_region"]["label"], found["cf_region"]["new"]) == ("Region", "North")
    assert "cf_region" not in sales.get(path).body
