"""Promises of the layer by address: it counts failures alone, and shuts the door on guessers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from apitokens import failures, limits
from apitokens.failures import Failures, ManyFailures, failures_at, gate, note
from tests.calls import Api
from tests.people import People, Person
from usage import store

GONE = {
    "BACKEND": "counters.impatient.ImpatientRedisCache",
    "LOCATION": "redis://127.0.0.1:1/0",
}
PASSWORD = "secret-horse-9"


@pytest.fixture(autouse=True)
def few_calls(settings: Settings) -> Iterator[None]:
    settings.CRM_RATE_LIMIT = 12
    caches["limits"].clear()
    yield
    limits.patience.forget()
    store.patience.forget()


@pytest.fixture
def redis_away(settings: Settings) -> None:
    """The counters are on a server that is not there."""
    settings.CACHES = {"default": GONE, "limits": GONE}


@pytest.fixture
def signing(administrator: Person) -> dict[str, str]:
    """What the administrator signs in with."""
    administrator.user.set_password(PASSWORD)
    administrator.user.save()
    return {"username": str(administrator.user.username), "password": PASSWORD}


def test_bad_credentials_are_limited_and_valid_ones_behind_the_same_address_are_not(
    people: People, api: Callable[[Person | str | None], Api]
) -> None:
    guesses = [api("crm_guess").get("/api/contacts") for _ in range(14)]
    assert [one.status for one in guesses] == [401] * 12 + [429] * 2
    assert all(one.headers["X-RateLimit-Limit"] == "12" for one in guesses)
    assert int(guesses[-1].headers["Retry-After"]) >= 1
    for person in (people.owner, people.colleague, people.stranger):
        for _ in range(8):
            assert api(person).get("/api/me").status == 200


def test_failures_are_counted_by_address_and_nothing_else() -> None:
    here, there = (
        RequestFactory(REMOTE_ADDR=one).get("/api/me") for one in ("2001:db8::1", "192.0.2.7")
    )
    neighbour = RequestFactory(REMOTE_ADDR="2001:db8::2").get("/api/me")
    for _ in range(12):
        gate(here)
        note(here)
    found = failures_at(neighbour)
    assert isinstance(found, Failures) and found.number == 12 and 1 <= found.seconds <= 60
    with pytest.raises(ManyFailures):
        gate(neighbour)
    gate(there)


@pytest.mark.django_db
def test_a_password_is_not_looked_at_after_too_many_failures(
    signing: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "failures_at", lambda *args, **more: Failures(12, 40))
    refused = Api().post("/api/auth/token", signing)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "40")
    page = Client().post("/admin/login/", signing)
    assert (page.status_code, page["Retry-After"]) == (429, "40")


@pytest.mark.django_db
def test_a_wrong_password_counts_as_a_failure(signing: dict[str, str]) -> None:
    wrong = signing | {"password": "wrong"}
    assert Api().post("/api/auth/token", wrong).status == 401
    assert Client().post("/admin/login/", wrong).status_code == 200
    found = failures_at(RequestFactory().get("/"))
    assert found is not None and found.number == 2


def test_without_its_counters_the_api_is_open_and_signing_in_is_closed(
    signing: dict[str, str],
    redis_away: None,
    people: People,
    api: Callable[[Person | str | None], Api],
    caplog: pytest.LogCaptureFixture,
) -> None:
    replies = [api(people.owner).get("/api/me") for _ in range(3)]
    assert [one.status for one in replies] == [200] * 3
    assert api("crm_guess").get("/api/contacts").status == 401
    refused = Api().post("/api/auth/token", signing)
    assert (refused.status, refused.body["type"]) == (503, "Server error")
    assert int(refused.headers["Retry-After"]) >= 1
    assert Client().post("/admin/login/", signing).status_code == 503
    assert Client().get("/admin/login/").status_code == 200
    assert caplog.text.count("the counter of calls does not answer") == 1
