"""The lists: read by all, kept by administrators, followed by the records that use them."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]
ADMIN = "administrator"


@pytest.fixture
def tier(call: Call) -> dict[str, Any]:
    """A custom drop-down of accounts: Gold, Silver."""
    body = {"record_type": "accounts", "key": "cf_tier", "label": "Tier", "type": "select"}
    options = [{"label": "Gold"}, {"label": "Silver"}]
    made: dict[str, Any] = call(
        "post", "/api/customfields", ADMIN, {**body, "options": options}
    ).json()
    return made


def values(call: Call, path: str = "accounts/type") -> dict[str, dict[str, Any]]:
    reply = call("get", f"/api/lookup/{path}")
    assert reply.status_code == 200, reply.content
    return {one["value"]: one for one in reply.json()["items"]}


def append(call: Call, name: str, *texts: Any) -> Any:
    return call("patch", f"/api/lookup/{name}", ADMIN, {"items": list(texts)})


def test_a_field_tells_its_values_in_order(call: Call) -> None:
    found = values(call)

    assert list(found)[:2] == ["Customer", "Investor"]
    assert list(found["Customer"]) == ["value", "id", "order", "active", "color"]


def test_a_list_is_read_by_its_own_name_too(call: Call) -> None:
    assert values(call, "account_type") == values(call)


def test_options_of_a_custom_field_are_read_alike(call: Call, tier: dict[str, Any]) -> None:
    assert list(values(call, "accounts/cf_tier")) == ["Gold", "Silver"]


@pytest.mark.parametrize("path", ["accounts/name", "accounts/nothing", "roles/name", "no_list"])
def test_what_has_no_list_is_missing(call: Call, path: str) -> None:
    assert call("get", f"/api/lookup/{path}").status_code == 404


@pytest.mark.parametrize("name", ["account_type", "accounts.type", "accounts.cf_tier"])
def test_appending_adds_at_the_end_and_doubles_nothing(
    call: Call, tier: dict[str, Any], name: str
) -> None:
    reply = append(call, name, "Rival", "RIVAL", "Friend")

    assert reply.status_code == 200, reply.content
    assert reply.json()["message"] == "Lookup values added"
    assert [one["value"] for one in reply.json()["items"]] == ["Rival", "Rival", "Friend"]
    path = "accounts/cf_tier" if "cf" in name else "accounts/type"
    assert list(values(call, path))[-2:] == ["Rival", "Friend"]
    assert append(call, name, "friend").json()["items"][0] == reply.json()["items"][2]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"items": "Rival"}, 422),
        ({"items": [1]}, 422),
        ({"items": [""]}, 422),
        ({}, 422),
        ({"itmes": []}, 400),
        ([], 400),
    ],
)
def test_what_is_no_list_of_texts_is_refused(call: Call, body: Any, status: int) -> None:
    assert call("patch", "/api/lookup/account_type", ADMIN, body).status_code == status


@pytest.mark.parametrize("verb", ["patch", "delete"])
def test_only_administrators_change_lists(call: Call, verb: str) -> None:
    number = values(call)["Customer"]["id"]
    body = {"color": "#000000"} if verb == "patch" else None

    assert call(verb, f"/api/lookup/account_type/{number}", "owner", body).status_code == 403
    assert call("patch", "/api/lookup/account_type", "owner", {"items": ["X"]}).status_code == 403


def test_renaming_a_value_renames_it_in_every_record(call: Call) -> None:
    account = call("post", "/api/accounts", ADMIN, {"name": "Acme", "type": "Partner"}).json()
    number = values(call)["Partner"]["id"]
    reply = call("patch", f"/api/lookup/accounts.type/{number}", ADMIN, {"value": "Ally"})

    assert reply.json()["value"] == "Ally"
    assert call("get", f"/api/accounts/{account['id']}", ADMIN).json()["type"] == "Ally"


def test_an_option_is_renamed_moved_and_switched_off(call: Call, tier: dict[str, Any]) -> None:
    number = values(call, "accounts/cf_tier")["Silver"]["id"]
    body = {"value": "Tin", "order": 0, "active": False, "color": "#AABBCC"}
    reply = call("patch", f"/api/lookup/accounts.cf_tier/{number}", ADMIN, body)

    assert reply.status_code == 200, reply.content
    assert reply.json() == {
        **{"value": "Tin", "id": number, "order": 0, "active": False, "color": "#aabbcc"}
    }
    assert list(values(call, "accounts/cf_tier")) == ["Tin", "Gold"]


def test_attributes_are_judged(call: Call) -> None:
    number = values(call)["Customer"]["id"]
    path = f"/api/lookup/account_type/{number}"

    assert call("patch", path, ADMIN, {"colour": "#000000"}).status_code == 400
    assert call("patch", path, ADMIN, {"value": "Investor"}).status_code == 422
    assert call("patch", path, ADMIN, {"active": "yes"}).status_code == 422
    assert call("patch", "/api/lookup/account_type/0", ADMIN, {}).status_code == 404
    assert call("patch", "/api/lookup/account_type/x", ADMIN, {}).status_code == 404


def test_a_value_that_nobody_uses_goes(call: Call) -> None:
    number = values(call)["Supplier"]["id"]

    assert call("delete", f"/api/lookup/account_type/{number}", ADMIN).json() == {}
    assert "Supplier" not in values(call)


def test_a_value_in_use_stays(call: Call) -> None:
    call("post", "/api/accounts", ADMIN, {"name": "Acme", "type": "Partner"})
    number = values(call)["Partner"]["id"]
    reply = call("delete", f"/api/lookup/account_type/{number}", ADMIN)

    assert reply.status_code == 409
    assert reply.json()["records"] == 1
    assert "Partner" in values(call)


@pytest.mark.parametrize("in_body", [True, False])
def test_a_replacement_goes_into_records_and_their_history(call: Call, in_body: bool) -> None:
    account = call("post", "/api/accounts", ADMIN, {"name": "Acme", "type": "Partner"}).json()
    found = values(call)
    heir = found["Reseller"]["id"]
    path = f"/api/lookup/account_type/{found['Partner']['id']}"
    if in_body:
        reply = call("delete", path, ADMIN, {"replaced_by": heir})
    else:
        reply = call("delete", f"{path}?replaced_by={heir}", ADMIN)

    assert reply.status_code == 200, reply.content
    now = call("get", f"/api/accounts/{account['id']}", ADMIN).json()
    assert (now["type"], now["version"]) == ("Reseller", 2)
    history = call("get", f"/api/accounts/{account['id']}/changes", ADMIN).json()["results"]
    assert history[0]["changes"] == [{"field": "type", "old": "Partner", "new": "Reseller"}]


def test_a_replacement_reaches_records_in_the_bin(call: Call) -> None:
    account = call("post", "/api/accounts", ADMIN, {"name": "Acme", "type": "Partner"}).json()
    call("delete", f"/api/accounts/{account['id']}", ADMIN)
    found = values(call)
    path = f"/api/lookup/account_type/{found['Partner']['id']}"

    assert call("delete", f"{path}?replaced_by={found['Reseller']['id']}", ADMIN).status_code == 200
    (binned,) = call("get", "/api/accounts?trashed=true", ADMIN).json()["results"]
    assert binned["type"] == "Reseller"


def test_a_replaced_phone_type_moves_the_numbers(call: Call) -> None:
    phones = [{"number": "+31 20 123", "type": "Fax"}, {"number": "+31 20 456", "type": "Home"}]
    account = call("post", "/api/accounts", ADMIN, {"name": "Acme", "phones": phones}).json()
    found = values(call, "phone_type")
    path = f"/api/lookup/phone_type/{found['Fax']['id']}"

    assert call("delete", f"{path}?replaced_by={found['Other']['id']}", ADMIN).status_code == 200
    now = call("get", f"/api/accounts/{account['id']}", ADMIN).json()
    assert [one["type"] for one in now["phones"]] == ["Other", "Home"]


def test_an_option_in_use_goes_only_with_a_replacement(call: Call, tier: dict[str, Any]) -> None:
    account = call("post", "/api/accounts", ADMIN, {"name": "Acme", "cf_tier": "Gold"}).json()
    found = values(call, "accounts/cf_tier")
    path = f"/api/lookup/accounts.cf_tier/{found['Gold']['id']}"
    silver = found["Silver"]["id"]

    assert call("delete", path, ADMIN).status_code == 409
    assert call("delete", f"{path}?replaced_by={silver}", ADMIN).status_code == 200
    now = call("get", f"/api/accounts/{account['id']}", ADMIN).json()
    assert now["cf_tier"] == silver
    history = call("get", f"/api/accounts/{account['id']}/changes", ADMIN).json()["results"]
    assert history[0]["changes"][0] == {
        **{"field": "cf_tier", "label": "Tier", "old": found["Gold"]["id"], "new": silver}
    }


@pytest.mark.parametrize("name", ["account_type", "accounts.cf_tier"])
def test_what_cannot_replace_is_refused(call: Call, tier: dict[str, Any], name: str) -> None:
    found = values(call, "accounts/cf_tier" if "cf" in name else "accounts/type")
    number = next(iter(found.values()))["id"]
    for heir in (number, 999_999):
        reply = call("delete", f"/api/lookup/{name}/{number}?replaced_by={heir}", ADMIN)
        assert reply.status_code == 422, reply.content
        assert "replaced_by" in reply.json()["validation"]


def test_a_field_with_several_lists_is_changed_by_a_list(call: Call) -> None:
    assert append(call, "activities.status", "Late").status_code == 400
    assert append(call, "task_status", "Late").status_code == 200


def test_a_default_stays_one_whatever_it_is_called(call: Call) -> None:
    made = call("post", "/api/leads", "owner", {"last_name": "A"}).json()
    new = values(call, "leads/status")["New"]["id"]
    assert made["status"] == "New"
    assert (
        call("patch", f"/api/lookup/lead_status/{new}", ADMIN, {"value": "Fresh"}).status_code
        == 200
    )

    assert call("post", "/api/leads", "owner", {"last_name": "B"}).json()["status"] == "Fresh"
    fields = call("get", "/api/datadictionary/leads").json()["fields"]
    assert next(one["default"] for one in fields if one["name"] == "status") == "Fresh"
    gone = call("patch", f"/api/lookup/lead_status/{new}", ADMIN, {"active": False})
    assert gone.status_code == 200
    assert call("post", "/api/leads", "owner", {"last_name": "C"}).json()["status"] == "Assigned"
