"""Promises about working with records in a browser, and about pages that all can read."""

from __future__ import annotations

import pytest

from lookups.models import LookupList
from tests.browser.conftest import Visit
from tests.calls import Api
from tests.fields import define
from tests.people import People
from users.models import Role

ACCOUNTS = "/admin/accounts/account/"
PLACES = {
    "accounts": (ACCOUNTS, "Name"),
    "contacts": ("/admin/contacts/contact/", "Last name"),
    "opportunities": ("/admin/opportunities/opportunity/", "Name"),
}
EVIL = ("<script>alert(1)</script>", "{{7*7}}")


@pytest.mark.parametrize("name", PLACES)
def test_the_way_of_a_record(door: Visit, name: str) -> None:
    define(name, "date", "cf_ends", label="Contract ends")
    place, title = PLACES[name]
    visit, page = door, door.page

    visit.sign_in("administrator@example.com")
    visit.go(f"{place}add/")
    page.get_by_label(title, exact=False).first.wait_for()
    page.locator(f"#id_{'last_name' if name == 'contacts' else 'name'}").fill("First")
    page.get_by_label("Contract ends").fill("2026-12-31")
    visit.save()

    page.locator(f"#id_{'last_name' if name == 'contacts' else 'name'}").fill("Second")
    visit.save()
    page.get_by_role("link", name="History", exact=True).click()
    page.locator("del", has_text="First").first.wait_for()
    page.locator("ins", has_text="Second").first.wait_for()

    visit.go(place)
    page.get_by_text("Add a filter").click()
    page.get_by_label("Field").select_option(label="Contract ends")
    page.get_by_label("Condition").select_option(label="is before")
    page.get_by_label("Value", exact=True).fill("2027-01-01")
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("Contract ends is before 1 Jan 2027").first.wait_for()
    page.get_by_role("link", name="Second").click()

    page.get_by_role("link", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Undo").wait_for()
    page.get_by_role("link", name="Bin", exact=True).click()
    page.get_by_role("button", name="Restore Second").click()
    page.get_by_text("restored.").wait_for()
    assert page.locator(f"#id_{'last_name' if name == 'contacts' else 'name'}").input_value()


def test_relations_rows_and_lines_are_filled_in_without_a_reload(
    visit: Visit, people: People
) -> None:
    api = Api(people.administrator.token)
    account = api.post("/api/accounts", {"name": "Acme"}).body["id"]
    page = visit.page

    visit.go("/admin/opportunities/opportunity/add/")
    page.locator("#id_name").fill("Pumps")
    page.locator("#id_account_id").fill("acm")
    page.get_by_role("option", name="Acme").click()
    page.get_by_role("button", name="Add a row").click()
    page.locator("[name=opportunity_lines-new0-name]").fill("Pump")
    page.locator("[name=opportunity_lines-new0-unit_price]").fill("12.5")
    visit.save()

    deal = api.get("/api/opportunities", fields="account_id,amount").body["results"][0]
    assert (deal["account_id"], str(deal["amount"])) == (account, "12.5")

    visit.go(f"{ACCOUNTS}{account}/change/")
    for place, address in enumerate(("a@example.com", "b@example.com")):
        page.get_by_role("button", name="Add e-mail address").click()
        page.locator(f"[name=emails-{place}-address]").fill(address)
    page.locator("#id_tag_ids").fill("Gold")
    page.get_by_role("option", name="Gold").click()
    visit.save()
    stored = api.get(f"/api/accounts/{account}", labels="true").body
    assert [one["address"] for one in stored["emails"]] == ["a@example.com", "b@example.com"]
    assert stored["tag_ids"] == ["Gold"]


def test_the_first_refused_field_is_focused(visit: Visit) -> None:
    visit.go(f"{ACCOUNTS}add/")
    visit.page.get_by_role("button", name="Save", exact=True).click()
    visit.page.get_by_text("Is required.").wait_for()
    assert visit.page.evaluate("document.activeElement.id") == "id_name"


def test_pages_can_be_read_by_all_in_light_and_dark(visit: Visit, people: People) -> None:
    api = Api(people.administrator.token)
    options = [{"label": "Gold", "color": "#ffcc00"}]
    tier = define("accounts", "select", "cf_tier", label="Tier", options=options)
    body = {"name": "Acme", "emails": [{"address": "a@b.example"}], "cf_tier": "Gold"}
    one = api.post("/api/accounts", body).body["id"]
    api.post("/api/contacts", {"last_name": "Doe", "account_id": one})
    gone = api.post("/api/accounts", {"name": "Gone"}).body["id"]
    api.delete(f"/api/accounts/{gone}")
    role = Role.objects.get()
    Role.objects.update(hidden_fields={"accounts": ["cf_tier"]})
    found: list[str] = []
    for path in (
        "/admin/",
        ACCOUNTS,
        f"{ACCOUNTS}?search=nothing",
        f'{ACCOUNTS}?where=[["name","contains","a"]]',
        f"{ACCOUNTS}?q=wrong",
        f"{ACCOUNTS}add/",
        f"{ACCOUNTS}{one}/change/",
        f"{ACCOUNTS}{one}/history/",
        f"{ACCOUNTS}{one}/delete/",
        f"{ACCOUNTS}bin/",
        "/admin/opportunities/opportunity/add/",
        "/admin/api-usage/",
        "/admin/api-alerts/",
        f"/admin/users/role/{role.pk}/change/",
        f"/admin/users/user/{people.owner.id}/change/",
        f"/admin/customfields/customfield/{tier.id}/change/",
        f"/admin/lookups/lookuplist/{LookupList.objects.get(name='account_type').pk}/change/",
    ):
        visit.go(path)
        found += visit.look()
        found += visit.look(dark=True)
    assert found == []


def test_a_role_is_told_its_fields_by_typing(visit: Visit) -> None:
    define("contacts", "number", "cf_salary", label="Salary")
    role, page = Role.objects.get(), visit.page
    visit.go(f"/admin/users/role/{role.pk}/change/")
    page.get_by_label("Contacts: delete").select_option("all")
    page.get_by_text("Choose by record type").first.click()
    page.get_by_label("Fields of contacts").first.fill("sal")
    page.get_by_role("option", name="Salary").click()
    visit.save()
    role.refresh_from_db()
    assert role.hidden_fields == {"contacts": ["cf_salary"]}
    assert {"record_type": "contacts", "delete": "all"}.items() <= role.grants[-1].items()


def test_a_conflict_is_shown_whole_and_settled(visit: Visit, people: People) -> None:
    api = Api(people.administrator.token)
    one = api.post("/api/accounts", {"name": "Acme", "website": "old.example"}).body["id"]
    visit.go(f"{ACCOUNTS}{one}/change/")
    api.patch(f"/api/accounts/{one}", {"website": "theirs.example"})
    visit.page.locator("#id_website").fill("mine.example")
    visit.page.get_by_role("button", name="Save", exact=True).click()
    visit.page.get_by_label("theirs.example").check()
    assert visit.look() == []
    visit.page.get_by_role("button", name="Save my choice").click()
    visit.page.get_by_text(" saved.").wait_for()
    assert visit.page.locator("#id_website").input_value() == "theirs.example"


def test_nothing_is_wider_than_a_phone(visit: Visit, people: People) -> None:
    api = Api(people.administrator.token)
    one = api.post("/api/accounts", {"name": "A" * 120, "website": "w" * 200}).body["id"]
    visit.page.set_viewport_size({"width": 390, "height": 844})
    pages = ("change", "history", "delete")
    places = ("/admin/", ACCOUNTS, *(f"{ACCOUNTS}{one}/{act}/" for act in pages))
    for path in (*places, f"/admin/users/role/{Role.objects.get().pk}/change/"):
        visit.go(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390, path


@pytest.mark.parametrize("text", EVIL)
def test_stored_texts_stay_text(visit: Visit, people: People, text: str) -> None:
    define("accounts", "select", "cf_pick", label=text, group=text, options=[{"label": text}])
    api = Api(people.administrator.token)
    body = {"name": text, "description": text, "website": text, "cf_pick": text, "tag_ids": [text]}
    one = api.post("/api/accounts", body).body["id"]
    contact = api.post("/api/contacts", {"last_name": text, "account_id": one}).body["id"]

    for path in (
        ACCOUNTS,
        f'{ACCOUNTS}?where=[["cf_pick","filled",null]]',
        f"{ACCOUNTS}{one}/change/",
        f"{ACCOUNTS}{one}/history/",
        f"/admin/contacts/contact/{contact}/change/",
    ):
        visit.go(path)
        assert "49" not in visit.page.title()
        shown = visit.page.locator("body").inner_text()
        held = visit.page.evaluate("[...document.querySelectorAll('input')].map(i => i.value)")
        assert text in shown or text in held, path
    visit.go("/admin/contacts/contact/add/")
    visit.page.locator("#id_account_id").fill(text[:6])
    visit.page.locator(".crm-suggestions [role=option]").first.wait_for()
    assert text in visit.page.get_by_role("listbox", name="Suggestions").inner_text()
