"""Promises of the alerts: told once, in time, to whoever is there, and of nothing secret."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from outbox.models import Mail
from usage import store
from usage.alerts import watch
from usage.ledger import Ledger
from usage.models import Alert
from users.models import User

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def product_settings(settings: Settings) -> None:
    settings.CRM_CALL_QUOTA = 200
    settings.CRM_HOSTS = ["crm.example.com"]


def use(times: int) -> None:
    for _ in range(times):
        store.admit(1, 7)


def usage_alert(percent: int, email: str = "ops@example.com", **more: object) -> Alert:
    return Alert.objects.create(kind="usage", percent=percent, email=email, **more)


def failure_alert() -> Alert:
    return Alert.objects.create(kind="failed", email="ops@example.com", name="Night Desk")


def test_each_percentage_is_told_once_a_month(book: Ledger) -> None:
    with time_machine.travel(NOON) as clock:
        for percent in (1, 50):
            usage_alert(percent)
        watch()
        assert not Mail.objects.exists()
        use(2)
        for _ in range(2):
            watch()
        [mail] = Mail.objects.all()
        assert mail.subject == "API usage: 1 % of the calls of November 2026 are used"
        assert "2 of the 200 API calls" in mail.body
        assert "1 December 2026, 00:00 (UTC)" in mail.body
        assert "https://crm.example.com/admin/api-usage/" in mail.body
        use(98)
        for _ in range(2):
            watch()
        assert Mail.objects.count() == 2
        clock.shift(timedelta(days=15))
        use(2)
        for _ in range(2):
            watch()
        assert Mail.objects.count() == 3


def test_users_are_told_at_their_address_while_they_are_there(book: Ledger) -> None:
    ann = User.objects.create_user("ann@example.com", first_name="Ann", last_name="Lee")
    gone = User.objects.create_user("gone@example.com", is_active=False)
    for user in (ann, gone):
        usage_alert(1, email="", user=user)
    with time_machine.travel(NOON):
        use(200)
        watch()
    [mail] = Mail.objects.all()
    assert (mail.name, mail.address) == ("Ann Lee", "ann@example.com")
    assert mail.body.startswith("Hello Ann Lee,")
    assert "are refused until" in mail.body


def test_failed_calls_are_gathered_into_one_mail_in_fifteen_minutes(book: Ledger) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        failure_alert()
        store.fail(5, 7, 404, "GET /api/x", "early")
        clock.shift(1)
        for name in ("one", "two"):
            store.fail(5, 7, 422, "POST /api/contacts?q=…", name)
        store.fail(None, None, 401, "GET /api/x", "three")
        watch()
        assert not Mail.objects.exists()  # the minute is not over
        clock.shift(60)
        for _ in range(2):
            watch()
        [mail] = Mail.objects.all()
        assert mail.subject == "4 API calls failed"
        assert "2 × 422  POST /api/contacts?q=…  (token no. 5" in mail.body
        assert "1 × 401  GET /api/x  (caller not known" in mail.body
        assert "request two)" in mail.body
        store.fail(5, 7, 500, "GET /api/y", "four")
        clock.shift(60)
        watch()
        assert Mail.objects.count() == 1
        clock.shift(15 * 60)
        for _ in range(2):
            watch()
        second = Mail.objects.latest("pk")
        assert Mail.objects.count() == 2
        assert second.subject == "1 API call failed"
        assert "GET /api/y" in second.body and "GET /api/x" not in second.body


def test_failures_from_before_an_alert_are_not_its_business(book: Ledger) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        store.fail(5, 7, 404, "GET /api/x", "early")
        clock.shift(120)
        Alert.objects.create(kind="failed", email="a@example.com", created_at=datetime.now(UTC))
        clock.shift(120)
        watch()
    assert not Mail.objects.exists()


def test_nobody_is_told_of_a_quota_that_there_is_not(book: Ledger, settings: Settings) -> None:
    settings.CRM_CALL_QUOTA = None
    usage_alert(1)
    use(5)
    watch()
    assert not Mail.objects.exists()
