"""A record in the bin is nowhere but in the bin; what a purge takes along and leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from records.types import registry
from tests.calls import Api
from tests.fields import define, define_all
from tests.people import Person

Calls = Callable[[Person], Api]
BINNED = (
    *("accounts", "contacts", "leads", "opportunities", "activities"),
    *("campaigns", "cases", "documents", "products"),
)
BODIES: dict[str, dict[str, Any]] = {
    "contacts": {"last_name": "N"},
    "leads": {"last_name": "N"},
    "activities": {"type": "task", "subject": "N"},
    "cases": {"subject": "N"},
}


@pytest.fixture
def sales(api: Calls, owner: Person) -> Api:
    """The owner's calls."""
    return api(owner)


@pytest.fixture
def boss(api: Calls, administrator: Person) -> Api:
    """The administrator's calls."""
    return api(administrator)


def make(calls: Api, path: str, **body: Any) -> int:
    """A record; its id."""
    reply = calls.post(f"/api/{path}", {**BODIES.get(path, {"name": "N"}), **body})
    assert reply.status == 201, reply
    return int(reply.body["id"])


def test_the_types_with_a_bin_are_those_of_the_contract() -> None:
    ours = {name for name in registry if name != "invoices"}

    assert {name for name in ours if registry[name].has_bin} == set(BINNED)


@pytest.mark.parametrize("path", BINNED)
def test_a_deleted_record_is_in_the_bin_alone(boss: Api, path: str) -> None:
    gone, kept = make(boss, path), make(boss, path)
    place = f"/api/{path}/{gone}"

    reply = boss.delete(place)
    assert (reply.status, reply.body) == (200, {})
    listed = boss.get(f"/api/{path}")
    assert (listed.ids, listed.body["count"]) == ([kept], 1)
    assert boss.get(f"/api/{path}", q={"id": gone}).ids == []
    for method, below, body in (
        *(("GET", "", None), ("PATCH", "", {}), ("PUT", "", {}), ("DELETE", "", None)),
        ("GET", "/changes", None),
    ):
        assert boss.call(method, place + below, body).status == 404, method
    binned = boss.get(f"/api/{path}", trashed=True)
    assert (binned.ids, binned.body["count"]) == ([gone], 1)
    assert binned.body["results"][0]["deleted_at"] is not None


def test_what_points_at_the_bin_reads_as_empty(sales: Api) -> None:
    account = make(sales, "accounts", name="gone", email="a@example.com")
    other = make(sales, "accounts", name="kept")
    contact = make(sales, "contacts", account_ids=[account, other])
    child = make(sales, "accounts", parent_id=account)
    sales.delete(f"/api/accounts/{account}")

    item = sales.get(f"/api/contacts/{contact}", expand="account,accounts").body
    assert (item["account_id"], item["account"]) == (None, None)
    assert item["account_ids"] == [one["id"] for one in item["accounts"]] == [other]
    assert [one["id"] for one in item["account_links"]] == [other]
    assert sales.get(f"/api/contacts/{contact}/accounts").ids == [other]
    assert sales.get("/api/contacts", q={"account_id": account}).ids == []
    assert sales.get("/api/contacts", q={"account.name": "gone"}).ids == []
    assert sales.get("/api/contacts", q={"account_id": None}).ids == [contact]
    assert sales.get(f"/api/accounts/{child}").body["parent_id"] is None
    assert sales.get(f"/api/accounts/{account}/contacts").status == 404
    assert sales.post("/api/contacts", {"last_name": "N", "account_id": account}).status == 422
    assert make(sales, "accounts", email="a@example.com")


def test_lines_of_what_is_in_the_bin_are_gone_too(sales: Api) -> None:
    sale = make(sales, "opportunities")
    line = make(sales, "opportunity_lines", opportunity_id=sale, unit_price=1)
    sales.delete(f"/api/opportunities/{sale}")

    for path in ("opportunity_lines", "opportunity_histories"):
        assert sales.get(f"/api/{path}").body["count"] == 0
    assert sales.get(f"/api/opportunity_lines/{line}").status == 404


def test_relations_are_back_when_a_record_comes_back(sales: Api) -> None:
    account = make(sales, "accounts")
    contact = make(sales, "contacts", account_id=account)
    sales.delete(f"/api/accounts/{account}")

    assert sales.post(f"/api/accounts/{account}/restore", {}).status == 200
    assert sales.get(f"/api/contacts/{contact}").body["account_id"] == account
    assert sales.get(f"/api/accounts/{account}/contacts").ids == [contact]
    assert sales.get("/api/accounts").body["count"] == 1


def test_restoring_into_a_unique_clash_is_refused(sales: Api) -> None:
    define("accounts", "text", "cf_code", unique=True)
    account = make(sales, "accounts", cf_code="1")
    sales.delete(f"/api/accounts/{account}")
    make(sales, "accounts", cf_code="1")

    assert sales.post(f"/api/accounts/{account}/restore", {}).status == 409
    assert sales.get("/api/accounts", trashed=True).ids == [account]


def test_only_administrators_purge(sales: Api, boss: Api) -> None:
    account = make(sales, "accounts")

    assert sales.delete(f"/api/accounts/{account}", purge=True).status == 403
    assert boss.delete(f"/api/accounts/{account}", purge=True).status == 200
    assert boss.get("/api/accounts", trashed=True).body["count"] == 0
    assert boss.get("/api/accounts").body["count"] == 0
    assert boss.delete(f"/api/accounts/{account}", purge=True).status == 404


def test_a_purge_reaches_into_the_bin(boss: Api) -> None:
    account = make(boss, "accounts")
    boss.delete(f"/api/accounts/{account}")

    assert boss.delete(f"/api/accounts/{account}", purge=True).status == 200
    assert boss.get("/api/accounts", trashed=True).body["count"] == 0


def test_a_purge_takes_along_what_hangs_on_the_record(sales: Api, boss: Api) -> None:
    define_all("contacts")
    account = make(sales, "accounts")
    full = {"email": "a@example.com", "phone": "555", "tag_ids": ["t"], "account_id": account}
    contact = make(sales, "contacts", cf_text="x", cf_multi_select=["One", "Two"], **full)
    assert boss.delete(f"/api/contacts/{contact}", purge=True).status == 200

    for label in ("contacts.ContactValue", "contacts.ContactAccount", "channels.Email"):
        assert not apps.get_model(label)._default_manager.exists(), label
    assert not apps.get_model("channels.Phone")._default_manager.exists()
    log = apps.get_model("changes.Change")._default_manager
    actions = log.filter(record_type=2).order_by("id").values_list("action", flat=True)
    assert [*actions] == ["create", "purge"]


def test_a_purged_account_is_dropped_from_what_pointed_at_it(sales: Api, boss: Api) -> None:
    account, other = make(sales, "accounts"), make(sales, "accounts")
    pointing: dict[str, dict[str, Any]] = {
        "contacts": {"account_ids": [account, other]},
        "opportunities": {"account_id": account},
        "cases": {"account_id": account},
        "activities": {"account_id": account},
        "documents": {"account_id": account},
        "accounts": {"parent_id": account},
    }
    ids = {path: make(sales, path, **body) for path, body in pointing.items()}
    assert boss.delete(f"/api/accounts/{account}", purge=True).status == 200

    for path, one in ids.items():
        item = sales.get(f"/api/{path}/{one}").body
        field = "parent_id" if path == "accounts" else "account_id"
        left = other if path == "contacts" else None
        assert item[field] == left, path
        assert item.get("account_ids", []) == [left] * (left is not None), path


def test_a_purged_sale_takes_lines_and_histories_along(sales: Api, boss: Api) -> None:
    sale = make(sales, "opportunities")
    make(sales, "opportunity_lines", opportunity_id=sale, unit_price=1)
    case = make(sales, "cases", opportunity_id=sale)
    assert boss.delete(f"/api/opportunities/{sale}", purge=True).status == 200

    for path in ("opportunity_lines", "opportunity_histories"):
        assert boss.get(f"/api/{path}").body["count"] == 0
    assert sales.get(f"/api/cases/{case}").body["opportunity_id"] is None


def test_a_purged_product_leaves_name_and_price_of_its_lines(sales: Api, boss: Api) -> None:
    product = make(sales, "products", name="Chair", unit_price=5)
    sale = make(sales, "opportunities")
    body = {"opportunity_id": sale, "product_id": product}
    line = sales.post("/api/opportunity_lines", body).body["id"]
    assert boss.delete(f"/api/products/{product}", purge=True).status == 200

    item = sales.get(f"/api/opportunity_lines/{line}").body
    assert (item["product_id"], item["name"], item["unit_price"]) == (None, "Chair", 5)


def test_supporting_records_in_use_do_not_go(sales: Api, boss: Api, owner: Person) -> None:
    make(sales, "opportunities", currency="EUR")
    pipeline = boss.get("/api/pipelines").ids[0]
    stage = boss.get("/api/pipeline_stages", q={"name": "Prospecting"}).ids[0]
    euro = boss.get("/api/currencies", q={"code": "EUR"}).ids[0]

    for path in (
        f"users/{owner.id}",
        f"pipelines/{pipeline}",
        f"pipeline_stages/{stage}",
        f"currencies/{euro}",
    ):
        reply = boss.delete(f"/api/{path}")
        assert (reply.status, reply.body["type"]) == (409, "Conflict error"), path


def test_a_deleted_team_or_tag_is_dropped_from_records(sales: Api, boss: Api) -> None:
    team = boss.post("/api/teams", {"name": "Short-lived"}).body["id"]
    account = make(boss, "accounts", team_ids=[team], tag_ids=["t"])
    tag = boss.get("/api/tags").ids[0]

    assert boss.delete(f"/api/teams/{team}").status == 200
    assert boss.delete(f"/api/tags/{tag}").status == 200
    item = boss.get(f"/api/accounts/{account}").body
    assert item["team_ids"] == item["tag_ids"] == []


def test_a_type_without_bin_deletes_for_good(sales: Api) -> None:
    sale = make(sales, "opportunities")
    line = make(sales, "opportunity_lines", opportunity_id=sale, unit_price=1)

    assert sales.delete(f"/api/opportunity_lines/{line}").status == 200
    assert sales.get(f"/api/opportunity_lines/{line}").status == 404
    assert sales.get("/api/opportunity_lines", trashed=True).body["count"] == 0
