"""Promises about the dashboard's standard page: what is saved, refused, found and brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Account
from changes.models import Change
from opportunities.models import Opportunity, OpportunityLine, Pipeline, PipelineStage
from records.pages.exact import loads
from tests.calls import Api
from tests.fields import define
from tests.house.guest.models import Invoice
from tests.pages import Page, page, sent
from tests.people import Person
from users.models import Role
from users.rights import announce

Call = Callable[[Person], Api]
ACCOUNTS = "/admin/accounts/account/"


@pytest.fixture
def chief(client: Client, administrator: Person) -> Client:
    """The dashboard as the administrator sees it."""
    client.force_login(administrator.user)
    return client


@pytest.fixture
def seller(client: Client, owner: Person) -> Client:
    """The dashboard as the owner sees it."""
    client.force_login(owner.user)
    return client


def at(record_id: int, act: str = "change", where: str = ACCOUNTS) -> str:
    """The address of a record's page."""
    return f"{where}{record_id}/{act}/"


def made(person: Person, **values: Any) -> int:
    """An account that the API made for somebody."""
    reply = Api(person.token).post("/api/accounts", {"name": "Northwind", **values})
    assert reply.status == 201, reply.body
    return int(reply.body["id"])


def test_a_record_is_made_with_what_was_typed_and_its_owner(seller: Client, owner: Person) -> None:
    form = page(seller, f"{ACCOUNTS}add/").data
    reply = seller.post(f"{ACCOUNTS}add/", form | {"name": "Acme", "type": "Partner"})

    row = Account.objects.get()
    assert reply.status_code == 302
    assert (row.name, row.type.value, row.owner_id) == ("Acme", "Partner", owner.id)


def test_only_what_changed_is_written_and_logged_as_of_the_dashboard(
    seller: Client, owner: Person
) -> None:
    one = made(owner, description="line one\nline two", website="a  ")
    sent(seller, at(one), name="Southwind")

    change = Change.objects.latest("id")
    assert change.differences == [{"field": "name", "old": "Northwind", "new": "Southwind"}]
    assert (change.dialect, change.user_id) == ("dashboard", owner.id)


def test_saving_without_a_change_leaves_no_trace(seller: Client, owner: Person) -> None:
    one = made(owner, emails=[{"address": "a@example.com"}], description="x\r\ny")
    before = Change.objects.count()

    assert sent(seller, at(one)).status_code == 302
    assert Change.objects.count() == before
    assert Account.objects.get().version == 1


def test_verdicts_are_those_of_the_api_and_stand_at_their_fields(
    seller: Client, owner: Person
) -> None:
    define("accounts", "number", "cf_seats")
    define("accounts", "url", "cf_link")
    wrong = {"name": "", "cf_seats": "12.5", "cf_link": "javascript:alert(1)"}
    one = made(owner)
    refused = Api(owner.token).patch(
        f"/api/accounts/{one}", {"name": None, "cf_seats": "12.5", "cf_link": wrong["cf_link"]}
    )

    shown = Page(sent(seller, at(one), **wrong))

    assert shown.refused == refused.refused == {"name", "cf_seats", "cf_link"}
    assert "Must be a whole number." in shown.text
    assert 'data-first-error="id_name"' in shown.text
    assert 'value="12.5"' in shown.text
    assert Account.objects.get().version == 1


def test_a_custom_field_is_an_ordinary_field_in_its_group(seller: Client, owner: Person) -> None:
    define("accounts", "date", "cf_ends", label="Contract ends", group="Contract")
    one = made(owner)
    shown = page(seller, at(one))
    sent(seller, at(one), cf_ends="2026-12-31")

    assert "Contract ends" in shown.text and "<h2>Contract</h2>" in shown.text
    body = Api(owner.token).get(f"/api/accounts/{one}").body
    assert body["cf_ends"] == "2026-12-31"


def test_a_decimal_keeps_its_last_digit(seller: Client, owner: Person) -> None:
    define("accounts", "numeric", "cf_limit")
    one = made(owner, cf_limit=1250)
    sent(seller, at(one), cf_limit="123456789012.345")

    assert '"cf_limit":123456789012.345' in reply_text(owner, one)


def reply_text(person: Person, record_id: int) -> str:
    """A record as its bytes say it."""
    return Api(person.token).get(f"/api/accounts/{record_id}").content.decode()


def test_addresses_are_rows_that_come_and_go(seller: Client, owner: Person) -> None:
    one = made(owner, emails=[{"address": "old@example.com"}, {"address": "b@example.com"}])
    form = page(seller, at(one)).data
    kept = {name: value for name, value in form.items() if not name.startswith("emails-0-")}
    rows = {"emails-2-address": "new@example.com", "emails-2-type": "Home", "emails-primary": "2"}
    rows["emails-is_primary"] = "2"
    seller.post(at(one), kept | rows)

    body = Api(owner.token).get(f"/api/accounts/{one}").body
    assert [entry["address"] for entry in body["emails"]] == ["b@example.com", "new@example.com"]
    assert body["email"] == "new@example.com"


def test_somebody_elses_change_is_laid_beside_ones_own(seller: Client, owner: Person) -> None:
    one = made(owner, website="old.example")
    form = page(seller, at(one)).data
    Api(owner.token).patch(f"/api/accounts/{one}", {"website": "theirs.example"})

    shown = Page(seller.post(at(one), form | {"website": "mine.example", "name": "Mine"}))

    assert "mine.example" in shown.text and "theirs.example" in shown.text
    assert "both changed it" in shown.text
    assert Account.objects.get().name == "Northwind"

    choice = {"take-website": "theirs", "take-name": "mine"}
    assert seller.post(at(one), shown.data | choice).status_code == 302
    row = Account.objects.get()
    assert (row.name, row.website) == ("Mine", "theirs.example")


DEALS = "/admin/opportunities/opportunity/"


def dealt(administrator: Person, *names: str) -> tuple[Api, int, dict[str, int]]:
    """An opportunity with lines: the API that made it, its id, and theirs by name."""
    api = Api(administrator.token)
    deal = api.post("/api/opportunities", {"name": "Pumps"}).body["id"]
    bodies = [{"opportunity_id": deal, "name": one, "quantity": 1} for one in names]
    lines = [api.post("/api/opportunity_lines", one).body for one in bodies]
    return api, deal, {one["name"]: one["id"] for one in lines}


def lines_of(deal: int) -> dict[str, tuple[Any, Any]]:
    """The lines of an opportunity: quantity and unit price by name."""
    rows = OpportunityLine._default_manager.filter(opportunity_id=deal)
    return {row.name: (row.quantity, row.unit_price) for row in rows}


def test_rows_stand_side_by_side_in_a_conflict_and_are_chosen(
    chief: Client, administrator: Person
) -> None:
    api, deal, ids = dealt(administrator, "Both", "Mine", "Gone")
    url = at(deal, where=DEALS)
    form = page(chief, url).data
    api.patch(f"/api/opportunity_lines/{ids['Both']}", {"quantity": 7, "unit_price": 70})
    api.delete(f"/api/opportunity_lines/{ids['Gone']}")
    api.post("/api/opportunity_lines", {"opportunity_id": deal, "name": "Theirs"})
    rows = {f"opportunity_lines-{ids['Both']}-quantity": "5", "opportunity_lines-new0-name": "New"}
    rows |= {f"opportunity_lines-{ids['Gone']}-quantity": "9", "opportunity_lines-new0-was": "{}"}
    rows |= {f"opportunity_lines-{ids['Mine']}-gone": "1"}

    shown = Page(chief.post(url, form | rows | {"name": "Renamed"}))
    for words in ("Opportunity line “Both”: Quantity", "Name: New", "Name: Theirs", "Removed"):
        assert words in shown.text, words
    assert lines_of(deal).keys() == {"Both", "Mine", "Theirs"}

    assert chief.post(url, shown.data).status_code == 302  # as it is offered: mine wins
    stored = lines_of(deal)
    assert stored.keys() == {"Both", "Theirs", "New", "Gone"}
    assert (stored["Both"], stored["Gone"][0]) == ((5, 70), 9)
    assert Opportunity.objects.get().name == "Renamed"


def test_a_row_that_is_refused_after_a_conflict_keeps_what_was_typed(
    chief: Client, administrator: Person
) -> None:
    api, deal, ids = dealt(administrator, "Pump")
    url = at(deal, where=DEALS)
    form = page(chief, url).data
    api.patch(f"/api/opportunities/{deal}", {"next_step": "theirs"})
    cell = f"opportunity_lines-{ids['Pump']}-quantity"
    new = {"opportunity_lines-new0-name": "New", "opportunity_lines-new0-was": "{}"}
    shown = Page(chief.post(url, form | {cell: "many", "name": "Mine"} | new))
    refused = Page(chief.post(url, shown.data))

    assert "Must be a number." in refused.text
    assert (refused.data[cell], refused.data["name"]) == ("many", "Mine")
    assert refused.data["opportunity_lines-new0-name"] == "New"
    assert chief.post(url, refused.data | {cell: "4"}).status_code == 302
    assert lines_of(deal).keys() == {"Pump", "New"}
    assert Opportunity.objects.get().next_step == "theirs"


def test_rows_whose_record_stays_as_it_is_are_compared_all_the_same(
    chief: Client, administrator: Person
) -> None:
    api, url = Api(administrator.token), "/admin/opportunities/pipeline/"
    pipeline = Pipeline.objects.get()
    form = page(chief, at(pipeline.pk, where=url)).data
    first = PipelineStage.objects.filter(pipeline=pipeline).earliest("position")
    api.patch(f"/api/pipeline_stages/{first.pk}", {"probability": 33})
    body = {"pipeline_id": pipeline.pk, "name": "New", "outcome": "open", "position": 9}
    other = api.post("/api/pipeline_stages", body).body["id"]
    assert Pipeline.objects.get().version == pipeline.version

    mine = form | {f"pipeline_stages-{first.pk}-probability": "44"}
    shown = Page(chief.post(at(pipeline.pk, where=url), mine))
    assert "Probability" in shown.text and "both changed it" in shown.text
    choice = shown.data | {f"take-pipeline_stages-{first.pk}-probability": "theirs"}
    assert chief.post(at(pipeline.pk, where=url), choice).status_code == 302
    stages = {one.pk: one for one in PipelineStage.objects.all()}
    assert (stages[first.pk].probability, stages[other].name) == (33, "New")


def test_what_a_browser_makes_of_a_conflict_page_does_no_harm(
    seller: Client, owner: Person
) -> None:
    one = made(owner)
    for mine in ("[", "7", '{"fields": {"name": {"a": 1}, "emails": ["x"]}, "rows": {"x": 5}}'):
        told = {"mine": mine, "version": "1", "take-name": "mine", "take-emails": "mine"}
        assert seller.post(at(one), told).status_code in {200, 302}
    assert Api(owner.token).get(f"/api/accounts/{one}").body["emails"] == []


def test_what_is_deleted_is_undone_with_one_click(seller: Client, owner: Person) -> None:
    one = made(owner)
    reply = seller.post(at(one, "delete"), follow=True)
    assert f"{ACCOUNTS}{one}/restore/" in reply.content.decode()
    assert Api(owner.token).get(f"/api/accounts/{one}").status == 404

    back = seller.post(at(one, "restore"))
    assert back.status_code == 302
    assert Api(owner.token).get(f"/api/accounts/{one}").status == 200


def test_the_bin_lists_what_is_in_it_and_only_administrators_purge(
    client: Client, owner: Person, administrator: Person
) -> None:
    one = made(owner)
    Api(owner.token).delete(f"/api/accounts/{one}")
    client.force_login(owner.user)
    assert "Northwind" in page(client, f"{ACCOUNTS}bin/").text
    assert client.post(at(one, "purge")).status_code == 403

    client.force_login(administrator.user)
    assert client.post(at(one, "purge")).status_code == 302
    assert not Account.objects.exists()


def test_the_history_tells_who_changed_what_through_which_door(
    seller: Client, owner: Person
) -> None:
    one = made(owner)
    sent(seller, at(one), name="Southwind")

    text = page(seller, at(one, "history")).text
    assert "Northwind" in text and "Southwind" in text
    assert "token “owner”" in text and "dashboard" in text


def test_what_a_person_may_not_see_does_not_exist(
    client: Client, owner: Person, stranger: Person, colleague: Person
) -> None:
    one = made(owner)
    client.force_login(stranger.user)
    pages = [at(one), at(one, "history"), at(one, "delete")]
    assert [client.get(url).status_code for url in pages] == [404, 404, 404]
    assert "Northwind" not in page(client, ACCOUNTS).text
    found = client.get("/admin/suggest/accounts/?term=north").json()
    assert found == {"results": []}

    client.force_login(colleague.user)
    shown = page(client, at(one))
    assert "may read this record, but not change it" in shown.text
    assert "name" not in shown.data
    assert client.post(at(one), {"name": "X", "was": "{}", "version": "1"}).status_code == 403


def test_fields_that_a_role_hides_are_absent_and_fixed_ones_are_text(
    seller: Client, owner: Person
) -> None:
    one = made(owner, website="secret.example", industry="Energy")
    Role.objects.update(
        hidden_fields={"accounts": ["website"]}, read_only_fields={"accounts": ["industry"]}
    )
    announce()
    shown = page(seller, at(one))

    assert "secret.example" not in shown.text
    assert "website" not in shown.data and "industry" not in shown.data
    assert "Energy" in shown.text
    assert seller.post(at(one), shown.data | {"website": "x", "name": "B"}).status_code == 302
    assert Account.objects.get().website == "secret.example"


def test_lines_are_written_with_their_opportunity(chief: Client) -> None:
    url = "/admin/opportunities/opportunity/"
    form = page(chief, f"{url}add/").data
    rows = {
        "opportunity_lines-new0-name": "Pump",
        "opportunity_lines-new0-quantity": "3",
        "opportunity_lines-new0-unit_price": "12.5",
        "opportunity_lines-new0-was": "{}",
    }
    assert chief.post(f"{url}add/", form | {"name": "Pumps"} | rows).status_code == 302
    deal = Opportunity.objects.get()
    assert deal.amount == loads("37.5")

    shown = page(chief, at(deal.pk, where=url))
    line = next(name for name in shown.data if name.endswith("-quantity"))
    refused = Page(chief.post(at(deal.pk, where=url), shown.data | {line: "many"}))
    assert "Must be a number." in refused.text
    prefix = line.removesuffix("-quantity")
    chief.post(at(deal.pk, where=url), shown.data | {f"{prefix}-gone": "1"})
    assert "Pump" not in page(chief, at(deal.pk, where=url)).data.values()


def test_a_double_is_told_and_made_if_wanted(seller: Client, owner: Person) -> None:
    made(owner, emails=[{"address": "same@example.com"}])
    form = page(seller, f"{ACCOUNTS}add/").data | {
        "name": "Again",
        "emails-0-address": "same@example.com",
        "emails-0-type": "Work",
    }
    shown = Page(seller.post(f"{ACCOUNTS}add/", form))
    assert "Northwind" in shown.text and "Save all the same" in shown.text

    assert seller.post(f"{ACCOUNTS}add/", form | {"allow_duplicate": "1"}).status_code == 302
    assert Account.objects.count() == 2


def test_the_guest_has_all_pages_by_its_declaration_alone(chief: Client) -> None:
    url = "/admin/guest/invoice/"
    define("invoices", "date", "cf_due")
    form = page(chief, f"{url}add/").data | {"number": "2026-17", "cf_due": "2026-12-24"}
    assert chief.post(f"{url}add/", form).status_code == 302

    filters = json.dumps([["cf_due", "lt", "2027-01-01"]])
    listed = page(chief, url, where=filters).text
    assert "2026-17" in listed and "24 Dec 2026" in listed
    record_id = Invoice._default_manager.get().pk
    assert "Created" in page(chief, at(record_id, "history", url)).text
    chief.post(at(record_id, "delete", url))
    assert "2026-17" in page(chief, f"{url}bin/").text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{7*7}}", "\"'><img src=x>"])
def test_texts_stay_text(chief: Client, administrator: Person, text: str) -> None:
    define("accounts", "select", "cf_pick", label=text, group=text, options=[{"label": text}])
    one = made(administrator, name=text, description=text, cf_pick=text)

    for url in (ACCOUNTS, at(one), at(one, "history"), at(one, "delete")):
        shown = page(chief, url).text
        assert "<script>alert" not in shown and "<img src=x" not in shown
        assert text != "{{7*7}}" or "{{7*7}}" in shown


@pytest.mark.parametrize(
    ("where", "values", "column"),
    [
        ("tag", {"name": "Key account", "color": "#12ab34"}, "name"),
        ("currency", {"code": "XTS", "name": "Test", "rate": "1.5", "is_active": "true"}, "code"),
    ],
)
def test_tags_and_currencies_are_saved_by_the_hall(
    chief: Client, administrator: Person, where: str, values: dict[str, str], column: str
) -> None:
    here = f"/admin/lookups/{where}/"
    assert sent(chief, f"{here}add/", **values).status_code == 302
    change = Change.objects.latest("id")
    assert (change.action, change.user_id) == ("create", administrator.id)
    assert values[column] in page(chief, here).text

    again = chief.post(f"{here}add/", page(chief, f"{here}add/").data | values)
    assert Page(again).refused == {column}
    assert sent(chief, at(change.record_id, "delete", here)).status_code == 302
    assert chief.get(at(change.record_id, where=here)).status_code == 404


def test_tags_and_currencies_are_administrators_business(seller: Client) -> None:
    for where in ("tag", "currency"):
        assert seller.get(f"/admin/lookups/{where}/add/").status_code == 403
