"""The walk of a call: who calls, how often, and how limits and faults are answered."""

import logging
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from records import reading, writing
from records.answers import Page
from tests.people import People, Person

TOKEN = "Authorization"


def bearer(person: Person) -> dict[str, str]:
    return {TOKEN: f"Bearer {person.token}", "X-Request-ID": "trace-1"}


def locked(*unused: Any) -> None:
    error = OperationalError("database is locked")
    error.__cause__ = type("Locked", (Exception,), {"sqlstate": "55P03"})()
    raise error


def failing(*unused: Any) -> None:
    raise KeyError("SELECT secret FROM /srv/crm")


def test_calls_beyond_the_limit_are_429(client: Client, owner: Person, settings: Settings) -> None:
    settings.CRM_RATE_LIMIT = 2

    replies = [client.get("/api/accounts") for _ in range(3)]

    assert [one.status_code for one in replies] == [401, 401, 429]
    assert [one.headers["X-RateLimit-Remaining"] for one in replies] == ["1", "0", "0"]
    assert int(replies[2].headers["Retry-After"]) > 0
    assert replies[2].json()["type"] == "Limit error"
    assert client.get("/api/accounts", headers=bearer(owner)).status_code == 200


@pytest.mark.django_db
def test_guesses_count_by_address_whatever_they_ask_for(client: Client, settings: Settings) -> None:
    settings.CRM_RATE_LIMIT = 2
    guess = {TOKEN: "Bearer crm_aaaaaaaaaaaa_b"}

    replies = [client.get(f"/api/{path}", headers=guess) for path in ("users", "nosuch", "users")]

    assert [one.status_code for one in replies] == [401, 404, 429]


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("get", "accounts", 200),
        ("get", "accounts/1", 404),
        ("get", "nosuch", 404),
        ("put", "accounts", 405),
        ("get", "accounts?x=1", 400),
        ("post", "accounts", 400),
    ],
)
def test_every_reply_tells_the_limit_and_its_id(
    client: Client, owner: Person, verb: str, path: str, status: int
) -> None:
    reply = client.generic(verb.upper(), f"/api/{path}", headers=bearer(owner))

    assert reply.status_code == status
    assert reply.headers["X-RateLimit-Limit"] and reply.headers["X-RateLimit-Remaining"]
    assert reply.headers["X-Request-ID"] == "trace-1"
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_fault_is_a_500_that_tells_nothing(
    owner: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reading, "page", failing)
    client = Client(raise_request_exception=False)

    with caplog.at_level(logging.ERROR, logger="records.views"):
        reply = client.get("/api/accounts", headers=bearer(owner))

    assert reply.status_code == 500
    assert reply.json() == {
        "type": "Server error",
        "code": 500,
        "message": "Something went wrong on our side; the log has it under the request id.",
        "request_id": "trace-1",
    }
    assert reply.headers["X-RateLimit-Limit"]
    assert any(record.exc_info for record in caplog.records)


def test_what_cannot_be_said_in_json_is_a_500_too(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "page", lambda *given: Page([{"id": object()}], given[2]))
    client = Client(raise_request_exception=False)

    reply = client.get("/api/accounts", headers=bearer(owner))

    assert reply.status_code == 500
    assert reply.json()["type"] == "Server error"


def test_a_busy_database_is_503(
    client: Client, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "create", locked)

    reply = client.post(
        "/api/accounts", {"name": "A"}, content_type="application/json", headers=bearer(owner)
    )

    assert reply.status_code == 503
    assert reply.headers["Retry-After"] == "2"
    assert reply.json()["type"] == "Server error"


def test_a_session_writes_only_with_its_csrf_token(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.owner.user)
    client.cookies["csrftoken"] = "a" * 32

    def write(**headers: str) -> Any:
        body = {"name": "A"}
        return client.post("/api/accounts", body, content_type="application/json", headers=headers)

    refused, made = write(), write(**{"X-CSRFToken": "a" * 32})

    assert client.get("/api/accounts").status_code == 200
    assert (refused.status_code, refused.json()["type"]) == (403, "Forbidden error")
    assert made.status_code == 201


def test_beside_a_token_the_session_is_not_looked_at(people: People) -> None:
    client = Client()
    client.force_login(people.administrator.user)

    reply = client.get("/api/accounts", headers={TOKEN: "Bearer crm_x"})

    assert reply.status_code == 401


def test_origin_and_referer_do_not_matter_beside_a_token(client: Client, owner: Person) -> None:
    foreign = {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/a"}

    reply = client.post(
        "/api/accounts",
        {"name": "A"},
        content_type="application/json",
        headers=bearer(owner) | foreign,
    )

    assert reply.status_code == 201
