"""A statement that takes too long is broken off, and its reply says what was too costly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from records import finding, running
from records.running import run
from tests.calls import Api
from tests.people import Person
from values.refusals import Costly
from values.statements import Sql

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 1 FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


@pytest.mark.django_db
def test_what_takes_too_long_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "limit", lambda: 0.05)
    with pytest.raises(Costly), transaction.atomic():
        run(Sql(ENDLESS[connection.vendor]))
    assert run(Sql("SELECT 1 + %s", (1,))) == [(2,)]


def test_the_reply_names_the_costly_condition(
    api: Callable[[Person], Api], administrator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> Any:
        raise Costly

    monkeypatch.setattr(finding, "run", never)
    reply = api(administrator).get("/api/accounts", q={"website": {"$con": "x"}, "name": "Acme"})

    assert (reply.status, reply.headers["Retry-After"]) == (503, "2")
    assert "'website'" in reply.body["message"]
