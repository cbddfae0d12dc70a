"""Promises of the dashboard's pages on used calls and alerts: each sees what concerns him."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from counters.stores import FileStore
from crm.charts import falling, rounded_up, stacked
from tests.calls import Api
from tests.people import People, Person
from usage import store
from usage.ledger import TABLES, SqlLedger
from usage.models import Alert

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
USAGE, ALERTS = "/admin/api-usage/", "/admin/api-alerts/"


@pytest.fixture(autouse=True)
def fresh_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[None]:
    """Nothing counted before, and a quota."""
    settings.CRM_CALL_QUOTA = 1000
    found = SqlLedger(FileStore(tmp_path / "usage.sqlite3", TABLES))
    monkeypatch.setattr(store, "ledger", lambda: found)
    yield
    store.patience.forget()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_the_page_shows_what_concerns_its_reader(
    people: People, api: Callable[[Person | str | None], Api]
) -> None:
    with time_machine.travel(NOON):
        for _ in range(3):
            api(people.owner).get("/api/contacts")
        api(people.stranger).get("/api/contacts/999999")
        whole = browser(people.administrator).get(USAGE).content.decode()
        own = browser(people.owner).get(USAGE).content.decode()
        token = people.owner.user.tokens.get()
        narrowed = browser(people.administrator).get(f"{USAGE}?month=2026-11&token={token.pk}")
        future = browser(people.administrator).get(f"{USAGE}?month=2027-01")
        tokens = browser(people.administrator).get("/admin/apitokens/token/?show=all")
    assert "<dd>4 <small>of 1,000</small></dd>" in whole
    assert "996" in whole and "stranger" in whole and "GET /api/contacts/{id}" in whole
    assert "2026-11-22, owner: 3" in whole
    assert "<dd>3</dd>" in own and "996" not in own
    assert "stranger" not in own and "/api/contacts/{id}" not in own
    assert f'?token={token.pk}">3<span' in tokens.content.decode()
    assert "Only owner" in narrowed.content.decode()
    assert "has not begun" in future.content.decode()
    for month in ("2026-13", "x", "9999-12"):
        assert browser(people.administrator).get(f"{USAGE}?month={month}").status_code == 404


def test_whom_the_api_is_closed_to_has_no_page(people: People) -> None:
    people.owner.user.api_access = False
    people.owner.user.save()
    assert browser(people.owner).get(USAGE).status_code == 403
    assert browser(people.colleague).get(ALERTS).status_code == 403
    assert browser(people.colleague).post(ALERTS, {"kind": "failed"}).status_code == 403


def test_an_alert_is_set_shown_and_taken_back(people: People) -> None:
    boss = browser(people.administrator)
    refused = boss.post(ALERTS, {"kind": "usage", "percent": "", "email": "nobody"})
    assert "This is needed." in refused.content.decode()
    assert "must be an e-mail address" in refused.content.decode()
    asked = {"kind": "usage", "percent": "80", "email": "ann@example.com", "name": "Ann Lee"}
    assert boss.post(ALERTS, asked).status_code == 302
    assert boss.post(ALERTS, {"kind": "failed", "user_id": people.owner.id}).status_code == 302
    page = boss.get(ALERTS).content.decode()
    assert "80 % of the month" in page and "Ann Lee" in page and "owner@example.com" in page
    alert = Alert.objects.get(kind="usage")
    assert alert.created_by == people.administrator.user
    for drop in (str(alert.pk), "x", "9" * 30):
        assert boss.post(ALERTS, {"drop": drop}).status_code == 302
    assert Alert.objects.get().kind == "failed"


def test_charts_are_to_scale() -> None:
    days = [date(2026, 11, 1), date(2026, 11, 2)]
    chart = stacked(days, {"a": {days[0]: 30}, "b": {days[0]: 10, days[1]: 50}})
    assert chart is not None and (chart.top, chart.width) == (50, 20)
    assert [(one.x, one.y, one.height, one.series) for one in chart.bars] == [
        (1.5, 40, 60, 0),
        (1.5, 20, 20, 1),
        (11.5, 0, 100, 1),
    ]
    left = falling(days, [25, 100], 100)
    assert left is not None
    assert left.line == "0,0.00 0,0.00 5,25.00 10,25.00 15,100.00 20,100.00"
    assert stacked([], {}) is None and falling([], [], 5) is None
    assert [rounded_up(one) for one in (0, 1, 3, 7, 11, 501)] == [1, 1, 5, 10, 20, 1000]
