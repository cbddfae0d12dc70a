"""The document of a dialect is made from its tables, for the caller."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

from crm.mounts import dialects
from dialects import seeding
from dialects.router import served
from dialects.worded import Worded
from tests.fields import define

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

    assert refused.status_code >= 400 and refused["Content-Type"] == "application/json"
    assert (led.status_code, led["Location"].partition("?")[0]) == (302, "/admin/login/")
