"""Promises of an installation for others: https alone where it is wanted, and guarded pages."""

import re
from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from django.core.checks import run_checks
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people import Person

PRODUCTION = {
    "CRM_HTTPS": True,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "CRM_HOSTS": ["crm.example.com"],
    "EMAIL_URL": {"HOST": "mail.example.com"},
}
only_https = override_settings(**PRODUCTION)
pytestmark = pytest.mark.django_db


@only_https
def test_people_are_led_to_https_and_programs_refused(client: Client) -> None:
    led = client.get("/admin/login/?next=/admin/")
    assert (led.status_code, led["Location"]) == (
        301,
        "https://testserver/admin/login/?next=/admin/",
    )
    refused = client.get("/api/contacts", headers={"Authorization": "Bearer crm_x"})
    assert refused.status_code == 403
    assert "revoke" in refused.json()["message"] and refused["X-RateLimit-Limit"]
    assert client.get("/healthz").status_code == 200


@only_https
def test_browsers_are_told_to_remember_and_cookies_keep_to_https(client: Client) -> None:
    with override_settings(CRM_TRUSTED_PROXIES=[ip_network("127.0.0.1")]):
        page = client.get("/admin/login/", headers={"X-Forwarded-Proto": "https"})
    assert page.status_code == 200
    assert page["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert page.cookies["csrftoken"]["secure"] is True
    assert client.get("/admin/login/", secure=True).status_code == 200


def test_http_is_answered_where_https_is_not_asked_for(client: Client) -> None:
    page = client.get("/admin/login/")
    assert page.status_code == 200
    assert "Strict-Transport-Security" not in page.headers


def test_the_checks_for_production_are_clean_there_and_only_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # the browser's tests set it

    def found() -> set[str]:
        messages = run_checks(include_deployment_checks=True)
        return {str(one.id) for one in messages if not one.is_silenced()}

    assert {"crm.W002", "security.W010"} <= found()
    with only_https:
        assert found() == set()


def dashboard(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    """Each address below a resolver, with the end of its name, which record types share."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from dashboard(one.url_patterns, route)
        else:
            yield str(one.name).rpartition("_")[2], route


def address(route: str) -> str:
    """A route with something in its gaps."""
    filled = re.sub(r"<(?:int:|record:)?\w+>", "1", re.sub(r"<(?:str|path|slug):\w+>", "x", route))
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x", filled).replace(r"\Z", "").rstrip("$")


def test_every_page_of_the_dashboard_is_guarded(administrator: Person) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(administrator.user)
    kinds = dict(dashboard(get_resolver().url_patterns, ""))
    routes = [route for route in kinds.values() if not route.startswith(("api/", "static"))]
    assert len(routes) > 20
    for path in [
        *map(address, routes),
        "/nothing",
        "/api/docs",
        "/api/redoc",
        "/admin/users/user/",
    ]:
        reply = client.get(path)
        policy = reply.headers["Content-Security-Policy"]
        assert reply.status_code < 500, path
        assert "frame-ancestors 'none'" in policy, path
        scripts = re.search(r"script-src ([^;]*)", policy)
        assert "'unsafe-inline'" not in (scripts[1] if scripts else ""), path
        if not path.startswith("/admin/"):
            assert "unsafe-eval" not in policy, path
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, path
        assert reply["X-Content-Type-Options"] == "nosniff" and reply["X-Frame-Options"] == "DENY"


def test_what_is_no_page_may_load_nothing(client: Client) -> None:
    for path in ("/api/contacts", "/api/nothing"):
        policy = client.get(path)["Content-Security-Policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"
    lost = client.get("/", headers={"Host": "evil.example"})
    assert lost.status_code == 400 and "default-src 'none'" in lost["Content-Security-Policy"]
