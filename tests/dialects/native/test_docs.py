"""The pages on the schema: for people who are signed in, without a word from elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from users.models import User

pytestmark = pytest.mark.django_db
PAGES = ["/api/docs", "/api/redoc"]


@pytest.fixture
def signed_in() -> Client:
    """A browser in which somebody is signed in to the dashboard."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada@example.com"))
    return client


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_led_to_the_login(path: str) -> None:
    reply = Client().get(path)

    assert reply.status_code == 302
    assert reply["Location"] == f"/admin/login/?next={path}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_html_and_loads_only_what_is_ours(signed_in: Client, path: str) -> None:
    reply = signed_in.get(path, headers={"Accept": "text/html"})
    page = reply.content.decode()

    assert reply["Content-Type"].startswith("text/html")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded and all(one.startswith("/") for one in loaded)
    for one in loaded:
        if one.startswith(settings.STATIC_URL):
            assert finders.find(one.removeprefix(settings.STATIC_URL)), one
        else:
            assert signed_in.get(one).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_no_script_stands_in_a_page(signed_in: Client, path: str) -> None:
    reply = signed_in.get(path)

    assert not re.search(r"<script(?![^>]*src=)", reply.content.decode())
    policy = dict(
        part.strip().split(" ", 1) for part in reply["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert "'unsafe-inline'" not in policy.get("script-src", "'self'")


def test_the_session_reads_the_schema_that_the_page_names(signed_in: Client) -> None:
    page = signed_in.get("/api/docs").content.decode()
    found = re.search(r'data-schema="([^"]+)"', page)

    assert found is not None
    assert signed_in.get(found[1]).json()["openapi"].startswith("3.1")


def test_a_write_from_the_page_needs_the_token_that_it_carries() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.create_superuser("ada@example.com"))
    found = re.search(r'data-csrf="([^"]+)"', browser.get("/api/docs").content.decode())
    assert found is not None
    data, kind = {"name": "Sales"}, "application/json"

    assert browser.post("/api/teams", data, content_type=kind).status_code == 403
    headers = {"X-CSRFToken": found[1]}
    reply = browser.post("/api/teams", data, content_type=kind, headers=headers)
    assert reply.status_code == 201, reply.content


@pytest.mark.parametrize("path", [*PAGES, "/api/docs/start.js"])
def test_what_is_refused_is_refused_in_json(signed_in: Client, path: str) -> None:
    assert signed_in.post(path).status_code == 405
    reply = signed_in.get(f"{path}?theme=dark")
    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/json"


def test_the_fonts_and_styles_of_the_pages_come_from_nowhere_else() -> None:
    for name in ("docs.html", "redoc.html", "docs.js"):
        text = (Path(settings.BASE_DIR) / "templates" / "native" / name).read_text()
        assert "//" not in text.replace("// Calls", "")
