"""A host that belongs to a dialect answers in it, under the original's path, and nothing else."""

from typing import Any

import pytest
from django.test import Client

from tests.people import People

HOST = "crm.example.com"


@pytest.fixture
def host(settings: Any, people: People) -> Client:
    """A client of such a host, signed in with the owner's token."""
    settings.DIALECT_HOSTS = {HOST: "native"}
    settings.ALLOWED_HOSTS = [HOST, "testserver"]
    return Client(headers={"host": HOST, "authorization": f"Bearer {people.owner.token}"})


def test_it_serves_the_dialect_and_the_probes(host: Client) -> None:
    assert host.get("/api/accounts").json()["results"] == []
    assert host.get("/api/accounts", headers={"host": f"{HOST.upper()}:8443"}).status_code == 200
    assert host.get("/healthz").json() == {"status": "ok"}
    assert "database" in host.get("/readyz").json()


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/login/", "/static/theme/theme.css", "/x"])
def test_it_serves_nothing_else(host: Client, path: str) -> None:
    reply = host.get(path)

    assert (reply.status_code, reply["Content-Type"]) == (404, "application/json")
    assert reply.json()["type"] == "Not Found error"


def test_what_is_turned_away_at_the_door_is_told_in_its_words(host: Client) -> None:
    reply = host.get("/elsewhere?" + "x" * 40_000)

    assert (reply.status_code, reply.json()["code"]) == (414, 414)


def test_other_hosts_answer_as_ever(host: Client) -> None:
    assert host.get("/api/accounts", headers={"host": "testserver"}).status_code == 200
    assert host.get("/admin/login/", headers={"host": "testserver"}).status_code == 200
