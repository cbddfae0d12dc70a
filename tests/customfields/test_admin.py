"""The dashboard page of custom fields gives the verdicts of the service, at the fields."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from changes.models import Change
from customfields import definitions
from customfields.admin import CustomFieldPage
from customfields.store import Definition
from tests.customfields.invoices import define, invoice, shown
from users.models import User

pytestmark = pytest.mark.django_db

LIST = "admin:customfields_customfield_changelist"
ADD = "admin:customfields_customfield_add"
CHANGE = "admin:customfields_customfield_change"
DELETE = "admin:customfields_customfield_delete"


@pytest.fixture
def browser() -> Client:
    """Signed in as an administrator."""
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.com", "secret horse"))
    return client


def page(*rows: dict[str, Any], initial: int = 0, **fields: Any) -> dict[str, Any]:
    """What the browser sends: the form's fields and its rows of options."""
    sent = {"options-TOTAL_FORMS": len(rows), "options-INITIAL_FORMS": initial, **fields}
    for number, row in enumerate(rows):
        sent |= {f"options-{number}-{name}": value for name, value in row.items()}
    return sent


def row_of(definition: Definition, label: str, **more: Any) -> dict[str, Any]:
    """An option as its row is sent back."""
    option = next(one for one in definition.options if one.label == label)
    told = {"id": option.id, "field": definition.id, "label": label, "order": option.order}
    return {**told, "active": "on", **more}


def errors(response: Any) -> dict[str, list[str]]:
    """What the page tells at its fields, and at its options."""
    assert response.status_code == 200
    found = response.context["adminform"].form.errors
    options = response.context["inline_admin_formsets"][0].formset.non_form_errors()
    return {**{name: list(told) for name, told in found.items()}, "options": list(options)}


def test_a_field_with_options_is_made(browser: Client) -> None:
    assert browser.get(reverse(ADD)).status_code == 200
    sent = page(
        {"label": "Gold", "color": "#FFCC00", "active": "on"},
        {"label": "Tin", "active": "on"},
        {"active": "on"},
        record_type="invoices",
        label="Grade",
        type="select",
        default="Tin",
        required="on",
    )
    assert browser.post(reverse(ADD), sent).status_code == 302
    made = definitions.listing("invoices")[0]
    assert (made.key, made.required, made.unique) == ("cf_grade", True, False)
    assert [(one.label, one.color) for one in made.options] == [("Gold", "#ffcc00"), ("Tin", None)]
    assert made.default == made.options[1].id
    assert browser.get(reverse(LIST)).status_code == 200
    assert b"Tin" in browser.get(reverse(CHANGE, args=[made.id])).content


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"key": "grade"}, "key"),
        ({"type": "boolean", "unique": "on"}, "unique"),
        ({"type": "number", "default": "x"}, "default"),
        ({"type": "number", "default": "1.5"}, "default"),
        ({"wire_names": '{"klingon": "x"}'}, "wire_names"),
    ],
)
def test_refusals_stand_at_their_fields(
    browser: Client, fields: dict[str, Any], wrong: str
) -> None:
    sent = page(**{"record_type": "invoices", "label": "X", "type": "text", **fields})
    assert list(errors(browser.post(reverse(ADD), sent))) == [wrong, "options"]
    assert definitions.listing() == []


def test_refused_options_are_told(browser: Client) -> None:
    rows = [{"label": "A", "active": "on"}, {"label": "a", "active": "on"}]
    sent = page(*rows, record_type="invoices", label="X", type="radio")
    told = errors(browser.post(reverse(ADD), sent))
    assert told == {"options": ["two options have the label 'a'"]}


def test_a_field_is_changed_and_what_never_changes_is_only_shown(browser: Client) -> None:
    made = define("numeric", default=5)
    sent = page(label="Other", type="numeric", default="1250.330", help_text="?", key="cf_z")
    assert browser.post(reverse(CHANGE, args=[made.id]), sent).status_code == 302
    after = definitions.get(made.id)
    assert (after.key, after.label, after.help_text) == ("cf_numeric", "Other", "?")
    assert str(after.default) == "1250.33"


def test_an_option_is_replaced_by_another_and_history_is_told(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    hears = staticmethod(lambda request: lambda definition, moved: told.extend(moved))
    monkeypatch.setattr(CustomFieldPage, "teller", hears)
    made = define("select", options=["A", "B"])
    a, b = made.options
    bill = invoice(cf_select="A")
    rows = [row_of(made, "A", replaced_by="B"), row_of(made, "B")]
    sent = page(*rows, initial=2, label="Grade", type="select")
    assert browser.post(reverse(CHANGE, args=[made.id]), sent).status_code == 302
    assert shown(bill) == {"cf_select": b.id}
    assert told == [(bill.pk, a.id, b.id)]


def test_uses_are_counted_of_fields_and_their_options(browser: Client) -> None:
    made, many = define("select", options=["A", "B"]), define("multi_select", options=["C", "D"])
    for _ in range(2):
        invoice(cf_select="B", cf_multi_select=["C", "D"])
    invoice(cf_select="B")
    shown = browser.get(reverse(LIST))
    assert {row.pk: row.uses for row in shown.context["cl"].result_list} == {made.id: 3, many.id: 2}
    assert re.search(r"field-records[^>]*>\s*3\s*<", shown.content.decode())
    inner = browser.get(reverse(CHANGE, args=[made.id])).content.decode()
    assert re.search(r">\s*3\s*<", inner)
    assert option_counts(browser, made) == {"A": 0, "B": 3}
    assert option_counts(browser, many) == {"C": 2, "D": 2}


def option_counts(browser: Client, definition: Definition) -> dict[str, int]:
    """What the page of a field says of its options."""
    rows = browser.get(reverse(CHANGE, args=[definition.id])).context["inline_admin_formsets"][0]
    stored = [form.instance for form in rows.formset.initial_forms]
    return {str(option.label): rows.opts.records(option) for option in stored}


def test_the_list_asks_once_for_all_uses_of_a_type(
    browser: Client, django_assert_num_queries: Any
) -> None:
    define("text")
    browser.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse(LIST))
    asked = len(one)
    define("number")
    browser.get(reverse(LIST))
    with django_assert_num_queries(asked):
        browser.get(reverse(LIST))


def test_a_colour_has_a_swatch_beside_its_text(browser: Client) -> None:
    made = define("select", options=[{"label": "A", "color": "#12ab34"}])
    inner = browser.get(reverse(CHANGE, args=[made.id])).content.decode()
    assert '<input type="color" value="#12ab34" data-swatch' in inner
    assert 'name="options-0-color" value="#12ab34"' in inner
    assert "crm/color.js" in inner


def test_what_a_change_moves_stands_in_the_records_history(browser: Client) -> None:
    made = define("text")
    bill = invoice(cf_text="12")
    sent = page(label="Text", type="number")
    assert browser.post(reverse(CHANGE, args=[made.id]), sent).status_code == 302
    entry = Change.objects.get(record_id=bill.pk)
    assert entry.dialect == "dashboard"
    assert entry.user_id == User.objects.get().pk
    told = {"field": "cf_text", "label": "Text", "old": "12", "new": 12}
    assert entry.differences == [told]


def test_a_conflict_is_told(browser: Client) -> None:
    made = define("select", options=["A", "B"])
    invoice(cf_select="A")
    rows = [row_of(made, "A", DELETE="on"), row_of(made, "B")]
    sent = page(*rows, initial=2, label="Grade", type="select")
    told = errors(browser.post(reverse(CHANGE, args=[made.id]), sent))
    assert told == {"options": ["options that would go are in use; records: 1"]}
    assert len(definitions.get(made.id).options) == 2


def test_clashes_of_unique_values_are_listed(browser: Client) -> None:
    made = define("number")
    first, second = invoice(cf_number=5), invoice(cf_number=5)
    sent = page(label="X", type="number", unique="on")
    told = errors(browser.post(reverse(CHANGE, args=[made.id]), sent))
    listed = f"values stand in several records; values: 1; 5: {first.pk}, {second.pk}"
    assert told == {"options": [listed]}


def test_a_field_is_deleted(browser: Client) -> None:
    made = define("select", options=["A"])
    where = reverse(DELETE, args=[made.id])
    assert browser.get(where).status_code == 200
    assert browser.post(where, {"post": "yes"}).status_code == 302
    assert definitions.listing() == []
    assert browser.get(reverse(CHANGE, args=[made.id])).status_code == 302


def test_only_administrators_come_in() -> None:
    client = Client()
    client.force_login(User.objects.create_user("user@example.com", "secret horse"))
    assert client.get(reverse(LIST)).status_code in (302, 403)
