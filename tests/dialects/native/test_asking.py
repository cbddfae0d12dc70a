"""Filters and orders are described so that what fits is answered, and what does not is refused."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import jsonschema  # type: ignore[import-untyped]
import pytest

from records.types import registry
from tests.dialects.native.document import Document, judge, listed

pytestmark = pytest.mark.django_db


def test_filters_and_orders_are_json_in_the_address(document: Callable[..., Document]) -> None:
    parameters = listed(document(), "/api/accounts")
    content = {name: one["content"] for name, one in parameters.items() if "content" in one}

    assert content["q"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/AccountFilter"
    }
    assert content["order"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/AccountOrder"
    }


@pytest.mark.parametrize(
    "query",
    [
        {"name": "Acme"},
        {"name": None},
        {"name": {"$con": "a", "$not": {"$sw": "b"}}},
        {"created_at": {"$bt": ["2026-01-01", "2026-02-01T00:00:00Z"]}},
        {"$or": [{"id": {"$in": [1, 2]}}, {"$and": [{"industry": "Banking"}]}]},
        {"parent.name": {"$ew": "z"}},
        {"email": {"$nin": ["a@b.example", None]}},
    ],
)
def test_a_filter_that_is_answered_fits_its_description(
    call: Callable[..., Any], document: Callable[..., Document], query: Document
) -> None:
    judge(document(), "AccountFilter", query)

    asked = urlencode({"q": json.dumps(query)})
    assert call("get", f"/api/accounts?{asked}", "administrator").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"nmae": "Acme"},
        {"name": {}},
        {"name": {"$gte": 1, "$is": 2}},
        {"is_private": {"$gt": True}},
        {"$or": []},
        {"owner.email": "a@b.example"},
    ],
)
def test_a_filter_that_is_refused_does_not_fit_its_description(
    call: Callable[..., Any], document: Callable[..., Document], query: Document
) -> None:
    with pytest.raises(jsonschema.ValidationError):
        judge(document(), "AccountFilter", query)

    asked = urlencode({"q": json.dumps(query)})
    assert call("get", f"/api/accounts?{asked}", "administrator").status_code == 400


def test_examples_of_filters_and_orders_hold(
    call: Callable[..., Any], document: Callable[..., Document]
) -> None:
    found = document()
    for name in registry:
        for word, one in listed(found, f"/api/{name}").items():
            if "content" in one:
                example = json.dumps(one["content"]["application/json"]["example"])
                reply = call("get", f"/api/{name}?{urlencode({word: example})}", "administrator")
                assert reply.status_code == 200, (name, example, reply.content)
