"""A client that speaks as one of the people: raw requests, so that every byte can be chosen."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apitokens.issuing import issue
from tests.people import People

Call = Callable[..., Any]


@pytest.fixture
def tokens(people: People) -> dict[str, str]:
    """Tokens by person; "reader" is the owner with one that may only read."""
    names = ("owner", "colleague", "stranger", "administrator")
    texts = {name: getattr(people, name).token for name in names}
    return {**texts, "reader": issue(people.owner.user, "reader", scopes=["read"])[1]}


@pytest.fixture
def call(tokens: dict[str, str]) -> Call:
    """Send a request as a person: call("get", "/api/accounts", "owner", body={…})."""
    client = Client(raise_request_exception=True)

    def send(verb: str, path: str, person: str = "owner", body: Any = None, **more: Any) -> Any:
        headers = dict(more.pop("headers", {}))
        if person in tokens:
            headers.setdefault("Authorization", f"Bearer {tokens[person]}")
        given = {"content_type": "application/json"} if body is not None else {}
        return client.generic(verb.upper(), path, encoded(body), headers=headers, **given | more)

    return send


def encoded(body: Any) -> bytes | str:
    """A body as it is sent: bytes and texts as they are, anything else as JSON."""
    if body is None:
        return b""
    return body if isinstance(body, bytes | str) else json.dumps(body)
