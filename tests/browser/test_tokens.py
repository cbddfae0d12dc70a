"""Access to the API as administrators and users handle it in a browser."""

from __future__ import annotations

from apitokens.checking import judge
from tests.browser.conftest import Visit
from tests.people import People
from users.models import User
from users.rights import announce

LIST = "/admin/apitokens/token/"


def test_access_is_given_a_token_made_copied_and_revoked(visit: Visit, people: People) -> None:
    page, owner = visit.page, people.owner.user
    User.objects.filter(pk=owner.pk).update(api_access=False)
    announce()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found: list[str] = []

    visit.go("/admin/api-access/")
    found += visit.look()
    row = page.locator("tr", has_text="owner@example.com")
    row.get_by_role("button").click()
    page.get_by_text("The API is open for owner@example.com").wait_for()
    row.get_by_role("link", name="New token").click()
    found += visit.look(dark=True)
    page.locator("#id_name").fill("Import")
    page.get_by_role("button", name="Make the token").click()
    page.get_by_text("you will not see it again").wait_for()
    found += visit.look()
    page.locator("[data-copy]").click()
    page.get_by_text("Copied").wait_for()
    token = str(page.evaluate("navigator.clipboard.readText()"))
    identity = judge(token, "192.0.2.7")
    assert identity is not None and identity.user == owner

    page.get_by_role("link", name="Done").click()
    page.locator("tr", has_text="Import").locator("summary").click()
    found += visit.look() + visit.look(dark=True)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("tr", has_text="Import").get_by_role("button", name="End it now").click()
    page.get_by_text("is revoked").wait_for()
    assert judge(token, "192.0.2.7") is None
    for path in (f"{LIST}?show=mine", f"{LIST}?show=orphans", f"{LIST}add/", "/admin/api-access/"):
        visit.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert found == []
