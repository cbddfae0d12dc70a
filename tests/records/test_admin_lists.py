"""Promises about the dashboard's lists: filters, order, words, pages, suggestions, few queries."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opportunities.models import Pipeline, PipelineStage
from records.types import registry
from tests.calls import Api
from tests.fields import define
from tests.pages import Page, page
from tests.people import Person

ACCOUNTS = "/admin/accounts/account/"
MOST_QUERIES_LIST = 12
MOST_QUERIES_RECORD = 35


@pytest.fixture
def chief(client: Client, administrator: Person) -> Client:
    """The dashboard as the administrator sees it."""
    client.force_login(administrator.user)
    return client


def made(person: Person, word: str = "accounts", **values: Any) -> int:
    """A record that the API made for somebody."""
    reply = Api(person.token).post(f"/api/{word}", values)
    assert reply.status == 201, reply.body
    return int(reply.body["id"])


def names(client: Client, **asked: Any) -> list[str]:
    """The names on the list, in its order."""
    said = {one: json.dumps(v) if isinstance(v, list) else v for one, v in asked.items()}
    text = page(client, ACCOUNTS, **said).text
    return [part.split(">")[1].split("<")[0] for part in text.split('<th scope="row">')[1:]]


FILTERS: list[tuple[str, list[Any], set[str]]] = [
    ("text contains", ["name", "contains", "CME"], {"Acme"}),
    ("text is", ["name", "is", "acme"], {"Acme"}),
    ("empty", ["cf_ends", "empty", None], {"Blank"}),
    ("filled", ["cf_ends", "filled", None], {"Acme", "Beta"}),
    ("day before", ["cf_ends", "lt", "2027-01-01"], {"Acme"}),
    ("days between", ["cf_ends", "between", ["2026-01-01", "2027-12-31"]], {"Acme", "Beta"}),
    ("number more", ["cf_score", "gt", 5], {"Beta"}),
    ("decimal", ["cf_part", "gte", 1.5], {"Acme"}),
    ("option", ["cf_pick", "is", "One"], {"Acme"}),
    ("not that option", ["cf_pick", "not", "One"], {"Beta", "Blank"}),
    ("lookup", ["type", "is", "Partner"], {"Beta"}),
    ("truth", ["cf_ok", "is", True], {"Acme"}),
    ("e-mail", ["email", "starts", "info@"], {"Beta"}),
]


@pytest.fixture
def three(chief: Client, administrator: Person) -> Client:
    """A list of three accounts with custom fields."""
    for kind, key in (
        ("date", "cf_ends"),
        ("number", "cf_score"),
        ("numeric", "cf_part"),
        ("select", "cf_pick"),
        ("boolean", "cf_ok"),
    ):
        define("accounts", kind, key)
    made(administrator, name="Acme", cf_ends="2026-12-31", cf_part=2, cf_pick="One", cf_ok=True)
    info = [{"address": "info@example.com"}]
    made(administrator, name="Beta", cf_ends="2027-06-30", cf_score=9, type="Partner", emails=info)
    made(administrator, name="Blank", cf_score=1)
    return chief


@pytest.mark.parametrize(
    ("asked", "found"), [one[1:] for one in FILTERS], ids=[f[0] for f in FILTERS]
)
def test_filters_find_what_they_say(three: Client, asked: list[Any], found: set[str]) -> None:
    assert set(names(three, where=[asked])) == found


def test_the_panel_makes_a_filter_whose_q_finds_the_same(
    three: Client, administrator: Person
) -> None:
    parts = three.get(f"{ACCOUNTS}filter/", {"field": "cf_ends"}).content.decode()
    assert 'name="word"' in parts and 'type="date"' in parts and "is before" in parts

    sent = {"field": "cf_ends", "word": "lt", "value0": "2027-01-01"}
    reply = three.get(ACCOUNTS, sent)
    assert reply.status_code == 302
    shown = three.get(reply["Location"]).content.decode()

    line = shown.split('data-copy="')[1].split('"')[0]
    q = json.loads(unquote(line.split("q=")[1].split("&")[0]))
    assert q == {"cf_ends": {"$lt": "2027-01-01"}}
    assert len(Api(administrator.token).get("/api/accounts", q=q).ids) == 1
    assert "before 1 Jan 2027" in shown and "Acme" in shown and "Beta" not in shown


def test_order_words_and_pages(three: Client) -> None:
    assert names(three, sort="-cf_score") == ["Beta", "Blank", "Acme"]
    assert names(three, sort="name") == ["Acme", "Beta", "Blank"]
    assert names(three, search="info@example.com") == ["Beta"]
    assert names(three, page="2") == []


def test_what_an_address_cannot_mean_is_said_and_not_a_fault(three: Client) -> None:
    for asked in ({"where": "[[1]]"}, {"where": "{"}, {"sort": "nix"}, {"search": "a " * 20}):
        assert 'role="alert"' in page(three, ACCOUNTS, **asked).text
    wrong = [["cf_score", "gt", "many"]]
    assert "must be a whole number" in page(three, ACCOUNTS, where=json.dumps(wrong)).text


def test_an_empty_list_says_what_to_do_first(chief: Client) -> None:
    text = page(chief, ACCOUNTS).text
    assert "No accounts yet" in text and f"{ACCOUNTS}add/" in text


def test_related_records_stand_on_the_page_and_as_a_list(
    chief: Client, administrator: Person
) -> None:
    one = made(administrator, name="Acme")
    made(administrator, "contacts", last_name="Doe", account_id=one)
    made(administrator, "contacts", last_name="Roe")
    shown = page(chief, f"{ACCOUNTS}{one}/change/").text
    assert "Doe" in shown and "Roe" not in shown
    assert f"of=accounts.{one}.contacts" in shown

    listed = page(chief, "/admin/contacts/contact/", of=f"accounts.{one}.contacts").text
    assert "Doe" in listed and "Roe" not in listed and "of account Acme" in listed
    add = page(chief, "/admin/contacts/contact/add/", account_id=str(one))
    assert add.data["account_id"] == str(one)


def test_suggestions_are_records_by_name_and_options_of_long_lists(
    chief: Client, administrator: Person
) -> None:
    one = made(administrator, name="Acme", type="Partner")
    made(administrator, name="Other")
    found = chief.get("/admin/suggest/accounts/", {"term": "acm"}).json()["results"]
    assert found == [{"id": one, "text": "Acme", "note": "Partner"}]

    zones = chief.get("/admin/suggest/users/timezone/", {"term": "new york"}).json()["results"]
    assert zones[0]["id"] == "America/New_York"
    assert chief.get("/admin/suggest/nothing/").status_code == 404


def test_no_drop_down_is_without_bound(chief: Client, administrator: Person) -> None:
    many = [{"label": f"Option {n}"} for n in range(200)]
    define("accounts", "select", "cf_many", options=many)
    one = made(administrator, name="Acme", cf_many="Option 150")
    for n in range(80):
        made(administrator, "contacts", last_name=f"Person {n}")

    text = page(chief, f"{ACCOUNTS}{one}/change/").text
    assert max(part.count("<option") for part in text.split("<select")) <= 62
    assert "Option 150" in text and "Option 151" not in text


def test_lists_and_pages_take_few_queries_however_many_records_there_are(
    chief: Client, administrator: Person
) -> None:
    def queries(url: str) -> int:
        page(chief, url)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(chief, url)
        return len(caught)

    one = made(administrator, name="Acme")
    made(administrator, name="Child", parent_id=one)
    made(administrator, "contacts", last_name="Doe", account_id=one)
    few = queries(ACCOUNTS), queries(f"{ACCOUNTS}{one}/change/")
    for n in range(20):
        made(administrator, name=f"Child {n}", parent_id=one)
        made(administrator, "contacts", last_name=f"Doe {n}", account_id=one)
    many = queries(ACCOUNTS), queries(f"{ACCOUNTS}{one}/change/")

    assert many == few
    assert many[0] <= MOST_QUERIES_LIST and many[1] <= MOST_QUERIES_RECORD, many


@pytest.mark.parametrize("name", sorted(registry))
def test_every_type_has_its_pages(chief: Client, name: str) -> None:
    meta = registry[name].model._meta
    url = f"/admin/{meta.app_label}/{meta.model_name}/"
    assert chief.get(url).status_code == 200
    assert chief.get(f"{url}add/").status_code == 200


def test_stages_of_another_pipeline_are_not_suggested(chief: Client) -> None:
    one, other = (Pipeline.objects.create(name=name, position=9) for name in "AB")
    stage = {"name": "Talks", "outcome": "open", "probability": 5, "position": 1}
    mine = PipelineStage.objects.create(pipeline=one, **stage)
    theirs = PipelineStage.objects.create(pipeline=other, **stage)

    def suggested(**asked: Any) -> set[int]:
        reply = chief.get("/admin/suggest/pipeline_stages/", {"term": "talks", **asked})
        return {found["id"] for found in reply.json()["results"]}

    assert suggested() == suggested(pipeline_id="") == {mine.pk, theirs.pk}
    assert suggested(pipeline_id=one.pk) == {mine.pk}
    assert suggested(pipeline_id="x") == set()
    form = page(chief, "/admin/opportunities/opportunity/add/").text
    assert re.search(r'data-name="stage_id"[^>]* data-within="pipeline_id"', form)
    assert form.count("data-within") == 1


def test_a_q_is_pasted_and_told_as_filters(chief: Client, administrator: Person) -> None:
    define("accounts", "date", "cf_ends", label="Contract ends")
    made(administrator, name="Acme", cf_ends="2026-12-31", type="Partner")
    made(administrator, name="Other", cf_ends="2028-01-01")

    def listed(q: Any) -> Page:
        text = q if isinstance(q, str) else json.dumps(q)
        return Page(chief.get(ACCOUNTS, {"q": text, "search": ""}, follow=True))

    told = listed({"cf_ends": {"$lt": "2027-01-01"}, "type": {"$not": None}}).text
    assert "Contract ends is before 1 Jan 2027" in told and "Type is not empty" in told
    assert "Acme" in told and "Other" not in told

    whole = {"$or": [{"name": "other"}, {"cf_ends": {"$in": ["2026-12-31"]}}]}
    shown = listed(whole).text
    assert "Acme" in shown and "Other" in shown and "Contract ends" in shown
    q, where = json.dumps(whole), json.dumps([["type", "is", "Partner"]])
    both = page(chief, ACCOUNTS, q=q, where=where).text
    assert "Acme" in both and "Other" not in both
    assert html.escape('{"$and":[{"$or":') in both
    assert "Filters in force" not in listed("{}").text


@pytest.mark.parametrize(
    "q",
    ['{"nmae": "x"}', '{"name": {"$lt": null}}', '{"name": 1, "name": 2}', "[", '{"amount": {}}'],
)
def test_a_q_that_is_refused_says_at_its_input_what_the_api_says(
    chief: Client, administrator: Person, q: str
) -> None:
    reply = Api(administrator.token).get("/api/accounts", q=q)
    shown = page(chief, ACCOUNTS, q=q).text
    assert reply.status == 400
    assert f'role="alert">{html.escape(reply.body["message"])}</p>' in shown
    assert f'aria-describedby="q-error">{html.escape(q)}</textarea>' in shown
