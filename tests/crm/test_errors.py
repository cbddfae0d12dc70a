"""Promises of the last resort: JSON under a mount, and never a word about the inside."""

from typing import Any, NoReturn

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path

from crm.urls import handler400, handler403, handler404, handler500  # noqa: F401

FAULTS: dict[str, Exception] = {
    "fault": ValueError("the secret of /etc/passwd"),
    "away": OperationalError("SELECT secret FROM nowhere"),
    "forbidden": PermissionDenied("secret"),
    "suspicious": SuspiciousOperation("secret"),
}
pytestmark = pytest.mark.django_db


def fail(request: HttpRequest, name: str) -> NoReturn:
    """Fail as the name says."""
    raise FAULTS[name]


urlpatterns = [path("api/<str:name>", fail), path("pages/<str:name>", fail)]


@pytest.fixture
def visitor() -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("fault", 500, "Server error"),
        ("away", 503, "Server error"),
        ("forbidden", 403, "Forbidden error"),
        ("suspicious", 400, "Invalid Request error"),
    ],
)
def test_a_fault_is_told_without_its_cause(
    visitor: Client, name: str, status: int, kind: str
) -> None:
    reply = visitor.get(f"/api/{name}")
    assert reply.status_code == status
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.headers["X-RateLimit-Limit"]
    body = reply.json()
    assert (body["type"], body["code"]) == (kind, status)
    assert body["request_id"] == reply.headers["X-Request-ID"]
    page = visitor.get(f"/pages/{name}")
    assert (page.status_code, page.headers["Content-Type"][:9]) == (status, "text/html")
    for said in (reply.content, page.content):
        assert b"secret" not in said
        assert b"Traceback" not in said


def test_a_lost_database_asks_to_come_again(visitor: Client) -> None:
    assert int(visitor.get("/api/away").headers["Retry-After"]) > 0


def test_an_unknown_address_is_json_only_under_a_mount(visitor: Client) -> None:
    assert visitor.get("/api/a/b/c").json()["type"] == "Not Found error"
    assert visitor.get("/apiary").headers["Content-Type"] == "text/html; charset=utf-8"
