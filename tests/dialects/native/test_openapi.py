"""The OpenAPI document: valid, true for its reader, and as live as the fields are."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
import yaml

from dialects.native import openapi
from opportunities.defaults import install
from records.types import registry
from revisions.store import bump
from tests.dialects.native.document import Document, judge, operations, refs
from users.models import Role

pytestmark = pytest.mark.django_db
FIELD = {"record_type": "accounts", "label": "Founded", "type": "number", "key": "cf_founded"}


def test_it_is_openapi_3_1(document: Callable[..., Document]) -> None:
    found = document()

    assert found["openapi"].startswith("3.1.")
    rules = files("drf_spectacular") / "validation" / "openapi_3_1_schema.json"
    jsonschema_rs.validator_for(json.loads(rules.read_text())).validate(found)


def test_every_reference_leads_somewhere(document: Callable[..., Document]) -> None:
    found = document()
    for one in set(refs(found)):
        place: Any = found
        for step in one.removeprefix("#/").split("/"):
            place = place[step]


def test_names_of_operations_are_all_different(document: Callable[..., Document]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document())]

    assert len(set(names)) == len(names) > 100


def test_without_identity_there_is_no_document(call: Callable[..., Any]) -> None:
    assert call("get", "/api/schema", "nobody").status_code == 401


def test_yaml_says_the_same(call: Callable[..., Any]) -> None:
    reply = call("get", "/api/schema?format=yaml", "administrator")

    assert reply["Content-Type"] == "application/yaml"
    json_reply = call("get", "/api/schema?format=json", "administrator")
    assert yaml.load(reply.content, yaml.CSafeLoader) == json.loads(json_reply.content)


@pytest.mark.parametrize("query", ["?format=xml", "?formt=json", "?format=json&format=yaml"])
def test_parameters_are_judged(call: Callable[..., Any], query: str) -> None:
    reply = call("get", f"/api/schema{query}", "administrator")

    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/json"


def test_yaml_is_refused_to_those_who_only_take_json(call: Callable[..., Any]) -> None:
    accept = {"Accept": "application/json"}

    assert call("get", "/api/schema?format=yaml", headers=accept).status_code == 406


def test_a_custom_field_is_described_at_once(
    call: Callable[..., Any], document: Callable[..., Document]
) -> None:
    assert "cf_founded" not in document()["components"]["schemas"]["Account"]["properties"]
    call("post", "/api/customfields", "administrator", FIELD)
    schemas = document()["components"]["schemas"]

    for component in ("Account", "AccountCreate", "AccountUpdate", "AccountFilter", "AccountOrder"):
        assert "cf_founded" in schemas[component]["properties"], component


def test_what_is_hidden_from_the_reader_is_not_described(
    call: Callable[..., Any], document: Callable[..., Document]
) -> None:
    Role.objects.update(hidden_fields={"accounts": ["website"]})
    bump("users")
    schemas = document("stranger")["components"]["schemas"]

    assert "website" not in schemas["Account"]["properties"]
    assert "website" not in json.dumps(schemas["AccountFilter"])


def test_types_that_the_reader_may_not_read_are_not_described(
    document: Callable[..., Document],
) -> None:
    found = document("stranger")

    assert "/api/accounts" in found["paths"]
    assert not [path for path in found["paths"] if "roles" in path]
    assert "Role" not in found["components"]["schemas"]


def test_every_operation_tells_what_it_may_be_refused_with(
    document: Callable[..., Document],
) -> None:
    always = {"400", "401", "403", "405", "406", "414", "429", "500", "503"}
    for path, method, operation in operations(document()):
        codes = set(operation["responses"])
        assert always <= codes, (path, method)
        assert ("requestBody" in operation) == ({"413", "415", "422"} <= codes), (path, method)
        assert "404" in codes or "{" not in path, (path, method)


def test_every_type_is_told_whole(document: Callable[..., Document]) -> None:
    paths = document()["paths"]
    for name in registry:
        assert {"get", "post"} <= set(paths[f"/api/{name}"])
        assert {"get", "patch", "put", "delete"} <= set(paths[f"/api/{name}/{{id}}"])
        assert "post" in paths[f"/api/{name}/bulk"]
        assert "get" in paths[f"/api/{name}/{{id}}/changes"]


def test_a_record_has_the_fields_that_are_described(
    call: Callable[..., Any], document: Callable[..., Document]
) -> None:
    made = call("post", "/api/accounts", "administrator", {"name": "Acme"}).json()
    found = document()
    described = found["components"]["schemas"]["Account"]["properties"]

    assert list(made) == list(described)[: len(made)]
    judge(found, "Account", made)


def test_a_record_inside_another_holds_no_third_one(document: Callable[..., Document]) -> None:
    schemas = document()["components"]["schemas"]
    inner = {name: told for name, told in schemas.items() if name.endswith("Embedded")}

    assert "AccountEmbedded" in json.dumps(schemas["Contact"])
    assert not [name for name, told in inner.items() if "Embedded" in json.dumps(told)]
    assert "account" not in inner["ContactEmbedded"]["properties"]


def test_examples_of_bodies_hold(
    call: Callable[..., Any], document: Callable[..., Document]
) -> None:
    install()
    found = document()
    for name, record_type in registry.items():
        component = record_type.model.__name__
        for kind in ("Create", "Update"):
            (example,) = found["components"]["schemas"][f"{component}{kind}"]["examples"]
            judge(found, f"{component}{kind}", example)
        if not any(one.endswith("_id") for one in record_type.required):
            example = found["components"]["schemas"][f"{component}Create"]["examples"][0]
            reply = call("post", f"/api/{name}?allow_duplicate=true", "administrator", example)
            assert reply.status_code == 201, (name, example, reply.content)


def test_it_is_worked_out_once_until_something_changes(
    call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[None] = []
    work = openapi.Document.get_schema

    def count(*args: Any) -> Any:
        worked.append(None)
        return work(*args)

    monkeypatch.setattr(openapi.Document, "get_schema", count)
    first, second = (call("get", "/api/schema", "administrator") for _ in "ab")
    assert first.content == second.content and len(worked) == 1

    body = {"record_type": "accounts", "label": "New", "key": "cf_new", "type": "text"}
    call("post", "/api/customfields", "administrator", body)
    assert b"cf_new" in call("get", "/api/schema", "administrator").content
    assert call("patch", "/api/lookup/account_type", "administrator", {"items": ["Rival"]})
    assert b"Rival" in call("get", "/api/schema", "administrator").content
    assert b"Rival" in call("get", "/api/schema?format=yaml", "owner").content
    assert len(worked) == 4
