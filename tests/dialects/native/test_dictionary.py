"""GET /datadictionary, as its readers see it."""

from collections.abc import Callable
from typing import Any

import pytest

from revisions.store import bump
from users.models import Role

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]
KEYS = [
    *("name", "label", "type", "required", "read_only", "unique", "default", "max_length"),
    *("decimals", "filterable", "operators", "sortable", "options", "lookup", "relation"),
    *("custom", "help_text", "group"),
]


def fields(call: Call, name: str, person: str = "owner") -> dict[str, dict[str, Any]]:
    reply = call("get", f"/api/datadictionary/{name}", person)
    assert reply.status_code == 200, reply.content
    return {one["name"]: one for one in reply.json()["fields"]}


def test_types_come_with_name_and_label(call: Call) -> None:
    types = call("get", "/api/datadictionary").json()["types"]

    assert {"name": "opportunity_lines", "label": "Opportunity lines"} in types
    assert "roles" not in [one["name"] for one in types]


def test_a_field_says_everything_about_itself(call: Call) -> None:
    name = fields(call, "accounts")["name"]

    assert list(name) == KEYS
    assert name["required"] and name["max_length"] == 255 and not name["custom"]
    assert name["operators"] == [
        *("$not", "$in", "$nin", "$gt", "$gte", "$lt", "$lte", "$bt", "$sw", "$ew", "$con")
    ]


def test_fields_stand_in_the_order_of_a_record(call: Call) -> None:
    record = call("post", "/api/accounts", body={"name": "Acme"}).json()

    assert list(fields(call, "accounts")) == list(record)


def test_a_lookup_names_its_list_and_a_relation_its_type(call: Call) -> None:
    found = fields(call, "accounts")

    assert found["industry"]["lookup"] == "industry"
    assert found["parent_id"]["relation"] == "accounts"
    assert found["team_ids"]["relation"] == "teams"


def test_relations_name_the_type_that_they_hold(call: Call) -> None:
    relations = call("get", "/api/datadictionary/accounts").json()["relations"]

    assert {"name": "contacts", "type": "contacts"} in relations
    assert {"name": "subsidiaries", "type": "accounts"} in relations


def test_a_custom_field_stands_there_with_its_options(call: Call) -> None:
    options = [{"label": "Gold", "color": "#ffcc00"}, {"label": "Silver"}]
    made = {"record_type": "accounts", "key": "cf_tier", "label": "Tier", "type": "select"}
    call("post", "/api/customfields", "administrator", {**made, "options": options})
    tier = fields(call, "accounts")["cf_tier"]

    assert tier["custom"] and tier["type"] == "select"
    assert [one["label"] for one in tier["options"]] == ["Gold", "Silver"]
    assert tier["operators"] == ["$not", "$in", "$nin"]


def test_a_hidden_field_is_absent_for_whom_it_is_hidden(call: Call) -> None:
    Role.objects.update(hidden_fields={"accounts": ["website"]})
    bump("users")

    assert "website" not in fields(call, "accounts", "owner")
    assert "website" in fields(call, "accounts", "administrator")


def test_what_a_role_makes_read_only_says_so(call: Call) -> None:
    Role.objects.update(read_only_fields={"accounts": ["website"]})
    bump("users")

    assert fields(call, "accounts", "owner")["website"]["read_only"]
    assert not fields(call, "accounts", "administrator")["website"]["read_only"]


@pytest.mark.parametrize("name", ["roles", "nothing", "Accounts"])
def test_a_type_that_the_caller_may_not_read_is_missing(call: Call, name: str) -> None:
    assert call("get", f"/api/datadictionary/{name}").status_code == 404


def test_strangers_and_parameters_are_refused(call: Call) -> None:
    assert call("get", "/api/datadictionary", "nobody").status_code == 401
    assert call("get", "/api/datadictionary/accounts?fields=id").status_code == 400
    assert call("post", "/api/datadictionary", body={}).status_code == 405
