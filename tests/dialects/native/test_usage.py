"""What calls were used is told to the last one, to whoever it concerns; and alerts are set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from counters.stores import FileStore
from tests.calls import Api
from tests.people import People, Person
from usage import store
from usage.ledger import TABLES, SqlLedger
from usage.models import Alert

Calls = Callable[[Person | str | None], Api]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing counted before."""
    found = SqlLedger(FileStore(tmp_path / "usage.sqlite3", TABLES))
    monkeypatch.setattr(store, "ledger", lambda: found)
    yield
    store.patience.forget()


def numbers(usage: dict[str, int]) -> tuple[int, int]:
    return usage["used"], usage["failed"]


def test_calls_are_told_by_token_and_day_to_whom_they_concern(people: People, api: Calls) -> None:
    owner, boss = api(people.owner), api(people.administrator)
    with time_machine.travel(NOON):
        owner.get("/api/contacts")
        owner.get("/api/contacts/999999")
        owner.get("/api/nothing")
        api("crm_nonsense").get("/api/contacts")
        api(None).get("/api/contacts")
        mine, all_of_it = owner.get("/api/usage").body, boss.get("/api/usage").body
        past = boss.get("/api/usage", month="2026-10").body
    assert (mine["month"], mine["quota"], numbers(mine)) == ("2026-11", None, (4, 2))
    assert [(one["name"], *numbers(one)) for one in mine["tokens"]] == [("owner", 4, 2)]
    assert len(mine["days"]) == 22
    assert mine["days"][-1] == {"date": "2026-11-22", "used": 4, "failed": 2}
    assert numbers(all_of_it) == (5, 4)
    assert {one["name"] for one in all_of_it["tokens"]} == {"owner", "administrator"}
    assert (numbers(past), past["tokens"], len(past["days"])) == ((0, 0), [], 31)


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "november", "9999-12", "2026-11-01", ""])
def test_a_month_that_is_none_is_refused(administrator: Person, api: Calls, month: str) -> None:
    refused = api(administrator).get("/api/usage", month=month)
    if month:
        assert refused.status == 400
        assert "month" in refused.body["message"]
    else:
        assert refused.status == 200


def test_the_month_ends_at_its_quota(people: People, api: Calls, settings: Settings) -> None:
    settings.CRM_CALL_QUOTA = 3
    with time_machine.travel(NOON, tick=False):
        replies = [api(people.owner).get("/api/contacts") for _ in range(2)]
        replies += [api(people.stranger).get("/api/contacts") for _ in range(2)]
        unknown = api(None).get("/api/contacts")
    assert [one.status for one in replies] == [200, 200, 200, 429]
    refused = replies[-1]
    seconds = (datetime(2026, 12, 1, tzinfo=UTC) - NOON).total_seconds()
    assert refused.headers["Retry-After"] == str(int(seconds))
    assert refused.headers["X-RateLimit-Remaining"] == "999998"
    assert refused.body["type"] == "Limit error"
    assert "3 calls of this month are used up" in refused.body["message"]
    assert unknown.status == 401


def test_a_call_over_the_rate_limit_uses_nothing_up(people: People, api: Calls) -> None:
    caller = api(people.owner.token)
    people.owner.user.tokens.update(rate_limit=2)
    with time_machine.travel(NOON):
        replies = [caller.get("/api/contacts") for _ in range(4)]
        used = api(people.administrator).get("/api/usage").body
    assert [one.status for one in replies] == [200, 200, 429, 429]
    assert all(re.fullmatch("[0-9]+", one.headers["Retry-After"]) for one in replies[2:])
    by_name = {one["name"]: numbers(one) for one in used["tokens"]}
    assert by_name["owner"] == (2, 2)


def test_alerts_are_administrators_business(people: People, api: Calls) -> None:
    boss = api(people.administrator)
    usage = {"kind": "usage", "percent": 1, "name": "Ann Lee", "email": "ann@example.com"}
    made = boss.post("/api/alerts", usage)
    assert made.status == 201
    assert made.body == {"id": made.body["id"], "user_id": None, **usage}
    failed = boss.post("/api/alerts", {"kind": "failed", "user_id": people.owner.id})
    assert failed.body["percent"] is None and failed.body["email"] is None
    assert boss.get("/api/alerts").ids == [made.body["id"], failed.body["id"]]
    for reply in (
        api(people.owner).get("/api/alerts"),
        api(people.owner).post("/api/alerts", usage),
        api(people.owner).delete(f"/api/alerts/{made.body['id']}"),
    ):
        assert reply.status == 403
    assert boss.delete(f"/api/alerts/{made.body['id']}").status == 200
    assert boss.delete(f"/api/alerts/{made.body['id']}").status == 404
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, {"kind", "email"}),
        ({"kind": "usage", "email": "a@example.com"}, {"percent"}),
        ({"kind": "usage", "percent": 0, "email": "a@example.com"}, {"percent"}),
        ({"kind": "usage", "percent": 101, "email": "no address"}, {"percent", "email"}),
        ({"kind": "failed", "percent": 5, "email": "a@example.com"}, {"percent"}),
        ({"kind": "never", "email": "a@example.com"}, {"kind"}),
        ({"kind": "failed"}, {"email"}),
        ({"kind": "failed", "user_id": 999999}, {"user_id"}),
        ({"kind": "failed", "user_id": 1, "name": "Ann"}, {"email"}),
    ],
)
def test_what_is_wrong_with_an_alert_is_told_at_once(
    administrator: Person, api: Calls, body: dict[str, object], refused: set[str]
) -> None:
    reply = api(administrator).post("/api/alerts", body)
    assert (reply.status, reply.refused) == (422, refused)
    assert not Alert.objects.exists()
