"""Every type of field × every operator × null: what is allowed works, the rest is a 400."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from customfields.store import TYPES
from tests.calls import Api
from tests.fields import define_all
from tests.people import People

pytestmark = pytest.mark.django_db
EQUAL = frozenset({"$not", "$in", "$nin"})
ORDERED = EQUAL | {"$gt", "$gte", "$lt", "$lte", "$bt"}
PATTERNS = frozenset({"$sw", "$ew", "$con"})
TEXTUAL = ORDERED | PATTERNS
OPERATORS = sorted(TEXTUAL)
NOT_TEXT = (1, True)
NOT_NUMBER = ("12", True)
NOT_WHOLE = ("12", True, 1.5)
NOT_DATE = ("26.11.2020", "2020-02-30", 20201126, "2020-11-26T06:00:00Z")
NOT_MOMENT = ("now", "2020-11-26T25:00:00Z", 1606370400)
NOT_OPTION = ("None such", 987654321, True)


@dataclass(frozen=True)
class Case:
    """A field, the operators that its type allows, an operand, and operands of the wrong type."""

    path: str
    operators: frozenset[str]
    operand: Any
    wrong: tuple[Any, ...]
    table: str = "contacts"


STANDARD = (
    Case("first_name", TEXTUAL, "Ada", NOT_TEXT),
    Case("name", TEXTUAL, "Ada", NOT_TEXT),
    Case("description", TEXTUAL, "Ada", NOT_TEXT),
    Case("external_id", TEXTUAL, "x", NOT_TEXT),
    Case("rating", ORDERED, 5, NOT_WHOLE),
    Case("id", ORDERED, 5, NOT_WHOLE),
    Case("version", ORDERED, 1, NOT_WHOLE),
    Case("do_not_call", EQUAL, True, (1, "true")),
    Case("created_at", ORDERED, "2020-11-26", NOT_MOMENT),
    Case("source", TEXTUAL, "Call", NOT_TEXT),
    Case("owner_id", EQUAL, 1, NOT_WHOLE),
    Case("account_id", EQUAL, 1, NOT_WHOLE),
    Case("account_ids", EQUAL, 1, NOT_WHOLE),
    Case("account_links", frozenset(), 1, ()),
    Case("team_ids", EQUAL, 1, NOT_WHOLE),
    Case("tag_ids", EQUAL, 1, ("No such tag", True, 1.5)),
    Case("email", EQUAL | PATTERNS, "ada@example.com", NOT_TEXT),
    Case("emails", EQUAL | PATTERNS, "ada@example.com", NOT_TEXT),
    Case("phone", EQUAL | PATTERNS, "555", NOT_TEXT),
    Case("phones", EQUAL | PATTERNS, "555", NOT_TEXT),
    Case("account.name", TEXTUAL, "Acme", NOT_TEXT),
    Case("account.emails", EQUAL | PATTERNS, "a@example.com", NOT_TEXT),
    Case("account.created_at", ORDERED, "2020-11-26", NOT_MOMENT),
    Case("amount", ORDERED, 1250.33, NOT_NUMBER, "opportunities"),
    Case("probability", ORDERED, 50, NOT_WHOLE, "opportunities"),
    Case("close_date", ORDERED, "2020-11-26", NOT_DATE, "opportunities"),
    Case("status", TEXTUAL, "won", NOT_TEXT, "opportunities"),
    Case("currency", TEXTUAL, "EUR", NOT_TEXT, "opportunities"),
    Case("stage_id", EQUAL, 1, NOT_WHOLE, "opportunities"),
    Case("stage.name", TEXTUAL, "Proposal", NOT_TEXT, "opportunities"),
    Case("reminders", frozenset(), [], (), "activities"),
    Case("grants", frozenset(), [], (), "roles"),
    Case("password", frozenset(), "secret", (), "users"),
)
CUSTOM = {
    "text": Case("cf_text", TEXTUAL, "Ada", NOT_TEXT),
    "textarea": Case("cf_textarea", TEXTUAL, "Ada", NOT_TEXT),
    "number": Case("cf_number", ORDERED, 200, NOT_WHOLE),
    "numeric": Case("cf_numeric", ORDERED, 1250.33, NOT_NUMBER),
    "boolean": Case("cf_boolean", EQUAL, True, (1, "true")),
    "date": Case("cf_date", ORDERED, "2020-11-26", NOT_DATE),
    "datetime": Case("cf_datetime", ORDERED, "2020-11-26 06:00:00", NOT_MOMENT),
    "email": Case("cf_email", TEXTUAL, "ada@example.com", NOT_TEXT),
    "url": Case("cf_url", TEXTUAL, "https://example.com", NOT_TEXT),
    "color_swatch": Case("cf_color_swatch", TEXTUAL, "#333333", NOT_TEXT),
    "timezone": Case("cf_timezone", TEXTUAL, "America/Toronto", NOT_TEXT),
    "select": Case("cf_select", EQUAL, "Two", NOT_OPTION),
    "radio": Case("cf_radio", EQUAL, "Two", NOT_OPTION),
    "multi_select": Case("cf_multi_select", EQUAL, "Two", NOT_OPTION),
    "checkbox": Case("cf_checkbox", EQUAL, "Two", NOT_OPTION),
}
CASES = [pytest.param(case, id=case.path) for case in (*STANDARD, *CUSTOM.values())]


@pytest.fixture(scope="module")
def calls(shared_people: People) -> Api:
    """The administrator's calls, beside contacts with a field of each type."""
    define_all("contacts")
    api = Api(shared_people.administrator.token)
    account = api.post("/api/accounts", {"name": "Acme"}).body["id"]
    full = {"first_name": "Ada", "account_id": account, "source": "Call", "cf_select": "Two"}
    for body in (full, {"last_name": "Lovelace", "rating": 5, "phone": "555"}):
        assert api.post("/api/contacts", body).status == 201
    return api


def test_the_matrix_covers_every_type_of_custom_field() -> None:
    assert set(CUSTOM) == set(TYPES)


def shaped(operator: str, operand: Any) -> Any:
    """The operand in the form that the operator takes."""
    return {"$in": [operand], "$nin": [operand], "$bt": [operand, operand]}.get(operator, operand)


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("case", CASES)
def test_an_operator_works_where_the_type_allows_it(calls: Api, case: Case, operator: str) -> None:
    condition = {operator: shaped(operator, case.operand)}
    path = f"/api/{case.table}"
    reply = calls.get(path, q={case.path: condition})

    if operator not in case.operators:
        assert reply.status == 400, reply
        return
    assert reply.status == 200, reply
    rest = calls.get(path, q={case.path: {"$not": condition}})
    assert reply.body["count"] + rest.body["count"] == calls.get(path).body["count"]


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("case", CASES)
def test_null_is_asked_for_by_equality_alone(calls: Api, case: Case, operator: str) -> None:
    reply = calls.get(f"/api/{case.table}", q={case.path: {operator: shaped(operator, None)}})

    assert reply.status == (200 if operator in case.operators & EQUAL else 400), reply


@pytest.mark.parametrize("case", CASES)
def test_equality_is_open_to_every_type_that_has_operators(calls: Api, case: Case) -> None:
    for operand in (case.operand, None):
        reply = calls.get(f"/api/{case.table}", q={case.path: operand})
        assert reply.status == (200 if case.operators else 400), (operand, reply)


@pytest.mark.parametrize("case", CASES)
def test_an_operand_of_the_wrong_type_is_refused(calls: Api, case: Case) -> None:
    for operator in sorted(case.operators):
        for wrong in case.wrong:
            condition = {operator: shaped(operator, wrong)}
            reply = calls.get(f"/api/{case.table}", q={case.path: condition})
            assert reply.status == 400, (condition, reply)
            assert case.path.split(".")[-1] in reply.body["message"]


@pytest.mark.parametrize("case", CASES)
def test_an_operand_of_the_wrong_form_is_refused(calls: Api, case: Case) -> None:
    one = case.operand
    forms: tuple[Any, ...] = ({"$in": one}, {"$bt": [one]}, {"$in": [[one]]}, {}, [])
    for condition in forms:
        reply = calls.get(f"/api/{case.table}", q={case.path: condition})
        assert reply.status == 400, (condition, reply)


@pytest.mark.parametrize("case", CASES)
def test_what_the_dictionary_says_of_a_field_is_so(calls: Api, case: Case) -> None:
    if "." in case.path:
        return
    told = calls.get(f"/api/datadictionary/{case.table}").body["fields"]
    field = next(one for one in told if one["name"] == case.path)

    assert set(field["operators"]) == set(case.operators)
    assert field["filterable"] == bool(case.operators)
    order = calls.get(f"/api/{case.table}", order={case.path: "asc"})
    assert order.status == (200 if field["sortable"] else 400), order
