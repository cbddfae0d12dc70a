"""A browser for the tests, and what every page must be: free of errors, and readable by all.

axe.min.js is axe-core 4.14.1 by Deque Systems, under the Mozilla Public License 2.0, unchanged.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.people import People

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("sandbox", "first-run")
OFF = ("gpu", "quic", "background-networking", "component-update", "sync")
AXE = (Path(__file__).parent / "axe.min.js").read_text()
JUDGE = """asked => axe.run(document, {resultTypes: ['violations'], ...asked})
    .then(found => found.violations)"""
DARKEN = "isDark => document.documentElement.classList.toggle('dark', isDark)"
COLORS = {"runOnly": ["color-contrast"]}  # what else there is does not depend on the light
PASSWORD = "secret-horse-9"

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver brings a loop of its own


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser; outside CI it is passed over where there is none."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no chromium: apt-get install chromium"))


def chromium() -> str | None:
    """Where the browser is, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = chromium()
    assert path is not None, "no chromium is installed"
    switches = [*(f"--no-{one}" for one in QUIET), *(f"--disable-{one}" for one in OFF)]
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=switches)
        yield started
        started.close()


@dataclass
class Visit:
    """A person at the dashboard. errors: what the console said."""

    page: Page
    root: str
    errors: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Note an error of the console."""
        if message.type == "error":
            self.errors.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> None:
        """Open a page."""
        reply = self.page.goto(self.root + path)
        assert reply is not None and reply.status == 200, path

    def sign_in(self, email: str) -> None:
        """Come in by the form."""
        self.go("/admin/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        self.page.get_by_role("heading", name="Welcome").wait_for()

    def save(self) -> None:
        """Send the form of a record."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save", exact=True).click()
        self.page.get_by_text(" saved.").wait_for()

    def look(self, dark: bool = False) -> list[str]:
        """What stands in the way of people who see, hear or type otherwise: serious things."""
        self.page.evaluate(DARKEN, dark)
        self.page.wait_for_timeout(100)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate(JUDGE, COLORS if dark else {})
        return [
            f"{self.page.url} {one['id']}: {node['html'][:160]} {node['any'][:1]}"
            for one in found
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]


@pytest.fixture
def door(browser: Browser, live_server: Any, people: People) -> Iterator[Visit]:
    """Somebody who has yet to sign in, as the administrator; the console stays free of errors."""
    user = people.administrator.user
    user.set_password(PASSWORD)
    user.save()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    here = Visit(context.new_page(), live_server.url)
    here.page.on("console", here.hear)
    here.page.on("pageerror", lambda error: here.errors.append(str(error)))
    here.page.on("dialog", lambda dialog: here.errors.append(f"dialog: {dialog.message}"))
    yield here
    errors = list(here.errors)
    context.close()
    assert errors == []


@pytest.fixture
def visit(door: Visit, people: People, client: Client, settings: Any) -> Visit:
    """The administrator, signed in already."""
    client.force_login(people.administrator.user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": door.root}
    door.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return door
