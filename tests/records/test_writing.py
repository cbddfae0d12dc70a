"""Creating, changing, replacing: what follows from a write, and what one that is none leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from customfields.store import read, schema_of
from records.types import registry
from tests.calls import Api
from tests.fields import define
from tests.people import Person

Calls = Callable[[Person], Api]


@pytest.fixture
def sales(api: Calls, owner: Person) -> Api:
    """The owner's calls."""
    return api(owner)


@pytest.fixture
def account(sales: Api) -> dict[str, Any]:
    """An account as it was made."""
    body = {"name": "Acme", "website": "acme.example", "type": "Partner"}
    made: dict[str, Any] = sales.post("/api/accounts", body).body
    return made


def test_a_new_record_is_told_with_its_address_and_version(sales: Api, owner: Person) -> None:
    reply = sales.post("/api/accounts", {"name": "Acme"})

    place = f"http://testserver/api/accounts/{reply.body['id']}"
    assert (reply.status, reply.headers["Location"]) == (201, place)
    assert reply.headers["ETag"] == '"1"' and reply.body["version"] == 1
    assert sales.get(place.removeprefix("http://testserver")).body == reply.body
    for field in ("owner_id", "created_by_id", "modified_by_id"):
        assert reply.body[field] == owner.id
    assert reply.body["created_at"] == reply.body["modified_at"]


def test_a_patch_changes_what_it_names_and_nothing_else(
    sales: Api, account: dict[str, Any]
) -> None:
    reply = sales.patch(f"/api/accounts/{account['id']}", {"website": "new.example"})

    assert (reply.status, reply.headers["ETag"]) == (200, '"2"')
    changed = {name for name in account if reply.body[name] != account[name]}
    assert changed == {"website", "version", "modified_at"}


def test_a_put_empties_what_it_does_not_name_and_keeps_the_owner(
    api: Calls, administrator: Person, owner: Person, account: dict[str, Any]
) -> None:
    define("accounts", "text", "cf_a")
    define("accounts", "text", "cf_b", default="standard")
    path = f"/api/accounts/{account['id']}"
    rich = {
        **{"cf_a": "x", "cf_b": "y", "emails": [{"address": "a@example.com"}], "phone": "555"},
        **{"tag_ids": ["vip"], "is_private": True, "external_id": "7"},
    }
    assert api(administrator).patch(path, rich).status == 200

    item = api(administrator).put(path, {"name": "New"}).body
    assert item["name"] == "New" and item["owner_id"] == owner.id
    empty = ("website", "type", "cf_a", "email", "phone", "external_id")
    assert [item[name] for name in empty] == [None] * 6
    assert item["emails"] == item["phones"] == item["tag_ids"] == []
    assert (item["cf_b"], item["is_private"]) == ("standard", False)


def test_a_put_leaves_custom_sets_empty_as_they_are_said(
    sales: Api, account: dict[str, Any]
) -> None:
    define("accounts", "multi_select", "cf_many")
    path = f"/api/accounts/{account['id']}"
    sales.patch(path, {"cf_many": ["One"]})

    assert sales.put(path, {"name": "New"}).body["cf_many"] is None
    version = sales.get(path).body["version"]
    assert sales.put(path, {"name": "New"}).body["version"] == version
    assert sales.get("/api/accounts").body["results"][0]["cf_many"] is None


def test_a_put_without_a_required_field_is_refused(sales: Api, account: dict[str, Any]) -> None:
    reply = sales.put(f"/api/accounts/{account['id']}", {"website": "x.example"})

    assert (reply.status, reply.rules("name")) == (422, ["Required"])


def test_defaults_hold_for_new_records_alone(sales: Api, account: dict[str, Any]) -> None:
    define("accounts", "number", "cf_score", default=5)

    assert sales.post("/api/accounts", {"name": "New"}).body["cf_score"] == 5
    assert sales.post("/api/accounts", {"name": "New", "cf_score": None}).body["cf_score"] is None
    changed = sales.patch(f"/api/accounts/{account['id']}", {"name": "Other"}).body
    assert changed["cf_score"] is None


def test_required_holds_for_writes_from_now_on(sales: Api, account: dict[str, Any]) -> None:
    define("accounts", "text", "cf_must", required=True)
    path = f"/api/accounts/{account['id']}"

    assert sales.post("/api/accounts", {"name": "New"}).refused == {"cf_must"}
    assert sales.patch(path, {"name": "Other"}).status == 200
    assert sales.patch(path, {"cf_must": "x"}).status == 200
    assert sales.patch(path, {"cf_must": ""}).rules("cf_must") == ["Required"]
    assert sales.put(path, {"name": "Other"}).refused == {"cf_must"}


def test_an_unknown_field_is_refused_with_the_nearest_name(sales: Api) -> None:
    reply = sales.post("/api/accounts", {"nmae": "Acme"})

    assert reply.status == 400
    assert "unknown field 'nmae'" in reply.body["message"].lower()
    assert "did you mean 'name'?" in reply.body["message"]


def test_a_read_only_field_may_be_sent_as_it_is(sales: Api, account: dict[str, Any]) -> None:
    path = f"/api/accounts/{account['id']}"
    fixed = ("id", "created_at", "created_by_id", "modified_at", "version", "deleted_at")

    same = sales.patch(path, {"name": "New", **{name: account[name] for name in fixed}})
    assert same.status == 200
    other = sales.patch(path, {"created_at": "2020-01-01T00:00:00Z", "version": 9})
    assert (other.status, other.refused) == (422, {"created_at", "version"})


@pytest.mark.parametrize("send", ["patch", "put"])
def test_a_write_that_changes_nothing_leaves_version_stamp_and_history(
    api: Calls, administrator: Person, account: dict[str, Any], send: str
) -> None:
    path = f"/api/accounts/{account['id']}"
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        reply = getattr(api(administrator), send)(path, account)

    assert (reply.status, reply.body) == (200, account)
    assert api(administrator).get(f"{path}/changes").body["count"] == 1


def test_a_stale_version_is_refused_with_the_current_one(
    sales: Api, account: dict[str, Any]
) -> None:
    path = f"/api/accounts/{account['id']}"
    assert sales.patch(path, {"name": "New"}, version=1).headers["ETag"] == '"2"'

    for reply in (
        sales.patch(path, {"name": "Other"}, version=1),
        sales.put(path, {"name": "Other"}, version=1),
        sales.delete(path, version=1),
        sales.patch(path, {"name": "Other"}, version="x"),
    ):
        assert (reply.status, reply.headers["ETag"]) == (412, '"2"')
        assert reply.body["type"] == "Precondition error"
    assert sales.get(path).body["name"] == "New"
    assert sales.delete(path, version=2).status == 200


def test_a_stale_version_is_told_before_what_is_wrong_with_the_body(
    sales: Api, account: dict[str, Any]
) -> None:
    path = f"/api/accounts/{account['id']}"

    assert sales.patch(path, {"name": None}, version=7).status == 412


def test_standard_and_custom_values_stand_in_rows_and_mirror_alike(
    sales: Api, account: dict[str, Any]
) -> None:
    for key in ("cf_a", "cf_b"):
        define("accounts", "text", key)
    path = f"/api/accounts/{account['id']}"
    sales.patch(path, {"cf_a": "one", "cf_b": "two"})
    sales.patch(path, {"cf_a": None, "cf_b": "three"})

    model = registry["accounts"].model
    rows = read(model, schema_of("accounts"), [account["id"]])
    assert rows == {account["id"]: {"cf_b": "three"}}
    assert (sales.get(path).body["cf_a"], sales.get(path).body["cf_b"]) == (None, "three")


def test_new_tag_names_are_made_once(sales: Api, account: dict[str, Any]) -> None:
    path = f"/api/accounts/{account['id']}"
    first = sales.patch(path, {"tag_ids": ["VIP", "new"]}).body["tag_ids"]
    second = sales.post("/api/accounts", {"name": "B", "tag_ids": ["vip", first[1]]}).body

    assert second["tag_ids"] == first
    assert sales.get(path, labels=True).body["tag_ids"] == ["VIP", "new"]
    assert sales.get("/api/accounts", q={"tag_ids": "Vip"}).body["count"] == 2


def test_a_unique_value_is_held_by_one_live_record(sales: Api) -> None:
    define("accounts", "text", "cf_code", unique=True)
    first = sales.post("/api/accounts", {"name": "A", "cf_code": "Straße"}).body["id"]

    refused = sales.post("/api/accounts", {"name": "B", "cf_code": "STRASSE"})
    assert (refused.status, refused.refused) == (422, {"cf_code"})
    assert refused.body["validation"]["cf_code"][0]["Unique"][-1] == first
    for _ in range(2):
        assert sales.post("/api/accounts", {"name": "C", "cf_code": None}).status == 201
    assert sales.patch(f"/api/accounts/{first}", {"cf_code": "strasse"}).status == 200
    sales.delete(f"/api/accounts/{first}")
    assert sales.post("/api/accounts", {"name": "B", "cf_code": "STRASSE"}).status == 201


def test_a_unique_standard_field_ignores_case_and_the_bin(sales: Api) -> None:
    first = sales.post("/api/products", {"name": "A", "sku": "ab-1"}).body["id"]

    refused = sales.post("/api/products", {"name": "B", "sku": "AB-1"})
    assert (refused.status, refused.rules("sku")) == (422, ["Unique"])
    sales.delete(f"/api/products/{first}")
    assert sales.post("/api/products", {"name": "B", "sku": "AB-1"}).status == 201


@pytest.mark.parametrize("path", ["accounts", "contacts", "leads"])
def test_a_second_record_with_the_same_address_is_a_duplicate(sales: Api, path: str) -> None:
    base = {"name": "A"} if path == "accounts" else {"last_name": "A"}
    first = sales.post(f"/api/{path}", {**base, "email": "Ada@example.com"}).body["id"]
    second = {**base, "emails": [{"address": "x@example.com"}, {"address": "ada@EXAMPLE.com"}]}

    reply = sales.post(f"/api/{path}", second)
    assert (reply.status, reply.body["type"]) == (409, "Conflict error")
    assert reply.body["duplicates"] == [{"id": first, "name": "A", "matched": "email"}]
    assert sales.post(f"/api/{path}", second, allow_duplicate=True).status == 201
    assert sales.post(f"/api/{path}/bulk", {"create": [second]}).status == 200
    assert sales.get(f"/api/{path}").body["count"] == 3


def test_a_reply_to_a_write_is_shown_as_asked(sales: Api) -> None:
    reply = sales.post("/api/accounts", {"name": "A"}, fields="name")

    assert (reply.body, reply.headers["ETag"]) == ({"name": "A"}, '"1"')
    assert reply.headers["Location"].rpartition("/")[2].isdigit()
