"""Promises of the entrance: an id for each call, fixed headers, and no more work than needed."""

import re
from ipaddress import ip_network

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from users.models import User

GENERATED = re.compile(r"[0-9a-f]{32}")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/nothing", "/nothing", "/healthz", "/static/nothing"])
def test_every_reply_has_an_id_and_the_fixed_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert GENERATED.fullmatch(headers["X-Request-ID"])
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_sane_id_is_echoed_in_header_and_body(client: Client) -> None:
    reply = client.get("/api/nothing", headers={"X-Request-ID": "order-66/a"})
    assert reply.headers["X-Request-ID"] == reply.json()["request_id"] == "order-66/a"


@pytest.mark.parametrize("given", ["", "two words", "<b>", "é", "x" * 65, "a\x00"])
def test_another_id_is_replaced(client: Client, given: str) -> None:
    reply = client.get("/api/nothing", headers={"X-Request-ID": given})
    assert GENERATED.fullmatch(reply.headers["X-Request-ID"])


def test_an_unknown_host_is_not_answered(client: Client) -> None:
    reply = client.get("/api/accounts", headers={"Host": "evil.example"})
    assert (reply.status_code, reply.json()["type"]) == (400, "Invalid Request error")


@override_settings(ALLOWED_HOSTS=["crm.example.com"])
def test_a_probe_may_come_by_address(client: Client) -> None:
    assert client.get("/healthz", headers={"Host": "10.1.2.3"}).status_code == 200


def test_an_address_that_is_too_long_is_414(client: Client) -> None:
    reply = client.get("/api/accounts", {"q": "x" * 33_000})
    assert (reply.status_code, reply.json()["code"]) == (414, 414)


def test_a_body_that_is_too_large_is_413_unread(client: Client) -> None:
    reply = client.generic("POST", "/api/accounts", b"{", CONTENT_LENGTH="99999999999")
    assert (reply.status_code, reply.json()["code"]) == (413, 413)


@pytest.mark.parametrize("length", ["-1", "1e3", "²"])
def test_a_length_that_is_no_number_is_400(client: Client, length: str) -> None:
    reply = client.generic("POST", "/api/accounts", b"{", CONTENT_LENGTH=length)
    assert reply.status_code == 400


def test_a_trusted_proxy_tells_that_the_client_came_by_tls(client: Client) -> None:
    headers = {"X-Forwarded-Proto": "https"}
    with override_settings(CRM_TRUSTED_PROXIES=[ip_network("127.0.0.1")]):
        assert client.get("/admin/login/", headers=headers).wsgi_request.is_secure()
        far = client.get("/admin/login/", headers=headers, REMOTE_ADDR="10.9.9.9")
        assert not far.wsgi_request.is_secure()
    assert not client.get("/admin/login/", headers=headers).wsgi_request.is_secure()


def test_machines_open_no_session(client: Client) -> None:
    request = client.get("/api/nothing").wsgi_request
    assert not hasattr(request, "session")


def test_people_sign_in_with_a_form_of_ours_only(settings: object) -> None:
    User.objects.create_superuser("admin@example.com", "right horse", username="admin")
    client = Client(enforce_csrf_checks=True)
    form = {"username": "admin@example.com", "password": "right horse", "next": "/admin/"}
    assert client.post("/admin/login/", form).status_code == 403
    page = client.get("/admin/login/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    token = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    reply = client.post("/admin/login/", {**form, **token})
    assert (reply.status_code, reply.headers["Location"]) == (302, "/admin/")
    assert Session.objects.count() == 1
    assert client.get("/admin/").status_code == 200


def test_the_front_door_leads_to_the_dashboard(client: Client) -> None:
    for path in ("/", "/admin"):
        assert client.get(path).headers["Location"] == "/admin/"


def test_static_files_come_from_where_they_lie(client: Client) -> None:
    reply = client.get("/static/admin/css/base.css")
    assert (reply.status_code, reply.headers["Content-Type"][:8]) == (200, "text/css")
    assert client.get("/static/../crm/settings.py").status_code == 404
