"""The customer's program of Cogmento, against the dialect itself."""

from typing import Any

import pytest
from django.test import Client

from examples.cogmento_client import Cogmento, Reply, run
from tests.fields import define_all
from tests.people import Person


def send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    """The reply of the dialect, without a network between."""
    client: Any = Client()
    path = url.removeprefix("http://testserver")
    reply = client.generic(
        method, path, body or b"", content_type="application/json", headers=headers
    )
    return reply.status_code, dict(reply.headers), reply.content


def test_a_customers_program_runs_unchanged(
    administrator: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    define_all("contacts")

    assert run(Cogmento("http://testserver/cogmento", administrator.token, send), 12) == 0

    told = capsys.readouterr().out
    assert "ok    walk 12 contacts" in told
    assert told.count("ok    custom field") == 15
