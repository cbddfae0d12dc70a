"""Three people and an administrator, each with a token; and a client that speaks as one of them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apitokens.issuing import issue
from lookups.defaults import install
from revisions.store import bump
from users.models import Role, Team, User

LEVELS = {"create": True, "read": "own", "edit": "own", "delete": "own"}
Call = Callable[..., Any]


@pytest.fixture
def tokens(db: None) -> dict[str, str]:
    """Tokens by person: the owner shares a team with the colleague, and nothing with the stranger.

    The colleague may only read what his team owns; the administrator may everything.
    """
    install()
    own = Role.objects.create(name="Own records", grants=[{"record_type": "*", **LEVELS}])
    reading = {"record_type": "*", **LEVELS, "read": "team"}
    team = Role.objects.create(name="Reads the team's", grants=[reading])
    sales = Team.objects.create(name="Sales")
    names = ("owner", "colleague", "stranger", "administrator")
    people = {
        name: User.objects.create_user(
            f"{name}@example.com", api_access=True, is_superuser=name == "administrator"
        )
        for name in names
    }
    people["owner"].roles.set([own])
    people["stranger"].roles.set([own])
    people["colleague"].roles.set([team])
    for name in ("owner", "colleague"):
        people[name].teams.set([sales])
    bump("users", "tokens", "lookups")
    texts = {name: issue(user, name, scopes=["write"])[1] for name, user in people.items()}
    texts["reader"] = issue(people["owner"], "reader", scopes=["read"])[1]
    return texts


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
