"""The document of a dialect is made from its tables, for the caller."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client

from crm.mounts import dialects
from dialects import seeding
from dialects.router import served
from dialects.worded import Worded
from tests.fields import define
from tests.people import People

Call = Callable[..., Any]
SPOKEN = [pytest.param(one, id=one.name) for one in dialects() if isinstance(one, Worded)]


@pytest.mark.parametrize("dialect", SPOKEN)
def test_it_is_openapi_and_holds_every_type_and_field(call: Call, dialect: Worded) -> None:
    seeding.install(dialects())
    define("accounts", "text", "cf_river", label="River")
    mount = f"/{dialect.prefix}"

    found = call("get", f"{mount}schema", "administrator").json()

    rules = files("drf_spectacular") / "validation" / "openapi_3_1_schema.json"
    jsonschema_rs.validator_for(json.loads(rules.read_text())).validate(found)
    assert {f"{mount}{word}" for _, word in served(dialect)} <= set(found["paths"])
    shown = json.dumps(found)
    assert dialect.wire_name("cf_river", "River") in shown and "$ref" in shown


@pytest.mark.parametrize("dialect", SPOKEN)
def test_its_pages_want_to_know_who_looks(call: Call, dialect: Worded) -> None:
    refused = call("get", f"/{dialect.prefix}schema", "nobody")
    led = call("get", f"/{dialect.prefix}docs", "nobody")

    assert refused.status_code >= 400
    assert not refused.content or refused["Content-Type"] == "application/json"
    assert (led.status_code, led["Location"].partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("dialect", SPOKEN)
def test_who_is_signed_in_to_the_dashboard_may_look(people: People, dialect: Worded) -> None:
    client = Client()
    client.force_login(people.administrator.user)

    page = client.get(f"/{dialect.prefix}docs")
    found = client.get(f"/{dialect.prefix}schema")
    written = client.get(f"/{dialect.prefix}schema?format=yaml")

    assert f'data-schema="/{dialect.prefix}schema"' in page.content.decode()
    assert client.get(f"/{dialect.prefix}docs/start.js").status_code == 200
    assert (found.status_code, found.json()["openapi"]) == (200, "3.1.0")
    assert written.content.decode().startswith("openapi: ")
