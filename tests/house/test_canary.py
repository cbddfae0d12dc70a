"""A secret stands nowhere but in the reply that shows it: in no table, log, session or mail."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO
from logging import StreamHandler
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from apitokens.issuing import issue
from tests.calls import Api
from tests.people import MANY_CALLS, Person

PASSWORD = "a canary sings in the mine"


def stored() -> Iterator[str]:
    """Every row of every table as text, and what sessions hold."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values_list():
            yield f"{model.__name__}: {row}"
    for session in Session.objects.all():
        yield f"Session: {session.get_decoded()}"


def secrets_of(owner: Person) -> dict[str, str]:
    """Secrets of all kinds, each obtained in its way and used in all ways."""
    owner.user.set_password(PASSWORD)
    owner.user.save()
    api = Api()
    pair = api.post("/api/auth/token", {"email": "owner@example.com", "password": PASSWORD}).body
    app = Api(pair["access"])
    app.client.defaults["HTTP_IDEMPOTENCY_KEY"] = "canary"
    made = app.post("/api/tokens", {"name": "app"}).body["token"]
    dashboard = Client()
    dashboard.force_login(owner.user)
    form = dashboard.post("/admin/apitokens/token/add/", {"name": "page", "way": "read write"})
    shown = form.content.decode().split('value="crm_')[1].split('"')[0]
    dashboard.get("/admin/apitokens/token/")
    wrong = {"email": "owner@example.com", "password": f"{PASSWORD} wrong"}
    api.post("/api/auth/token", wrong)
    dashboard.post(
        "/admin/login/", {"username": "owner@example.com", "password": wrong["password"]}
    )
    return {"password": PASSWORD, "made": made, "shown": f"crm_{shown}", **pair}


def use(token: str) -> None:
    """Send a secret wherever one might, by mistake too."""
    api = Api(token)
    api.get("/api/accounts")
    api.post("/api/accounts", {"name": "Acme"})
    api.get("/api/accounts", token=token)
    api.post("/api/accounts", {"token": token})
    api.get(f"/api/accounts/{token}")
    api.get(f"/api/{token}")
    Client().get("/admin/login/", {"next": f"/admin/?token={token}"})
    Client().post("/admin/login/", {"username": "nobody", "password": "x", "token": token})
    for headers in ({"X-Api-Key": token}, {"Authorization": f"Token {token}"}):
        Client(headers=headers).get("/api/accounts")
    Client(headers={"Authorization": f"Bearer {token}", "X-Api-Key": token}).get("/api/accounts")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the log says, as it is printed."""
    kept = StringIO()
    [printing] = [one for one in logging.getLogger().handlers if type(one) is StreamHandler]
    monkeypatch.setattr(printing, "stream", kept)
    return kept


def test_no_secret_is_kept_or_told(
    owner: Person, monkeypatch: pytest.MonkeyPatch, lines: StringIO
) -> None:
    secrets = secrets_of(owner)
    for secret in secrets.values():
        use(secret)

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"in a fault stood Bearer {secrets['made']} and {secrets['access']}")

    monkeypatch.setattr("records.writing.carry_out", fail)
    broken = Api(secrets["made"]).post("/api/accounts", {"name": "Broken"})
    printed = lines.getvalue()

    assert broken.status == 500 and "RuntimeError" in printed
    told = [*stored(), printed, *(str(one.message()) for one in mail.outbox)]
    assert len(told) > 100
    for name, secret in secrets.items():
        piece = secret if name == "password" else secret[20:]
        assert piece not in broken.content.decode()
        found = [text[:200] for text in told if piece in text]
        assert not found, (name, found)


def test_a_token_is_looked_for_where_it_would_be_found(owner: Person) -> None:
    _, plaintext = issue(owner.user, "seen", rate_limit=MANY_CALLS)
    Api(owner.token).post("/api/accounts", {"name": plaintext})

    assert [text for text in stored() if plaintext[20:] in text]
