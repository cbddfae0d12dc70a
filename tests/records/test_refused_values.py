"""Values are never coerced: each refusal names the field and the rule, and nothing is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.calls import Api
from tests.fields import define_all
from tests.people import People

pytestmark = pytest.mark.django_db
NO_TEXTS = [(12, "Type"), (True, "Type"), (["a"], "Type"), ({"a": 1}, "Type")]
NO_WHOLES = [("12", "Number"), (True, "Number"), (Decimal("1.5"), "Number"), ([1], "Number")]
NO_DECIMALS = [("12", "Number"), ("１２", "Number"), (True, "Number"), ("1_000", "Number")]
NO_FLAGS = [(1, "Type"), (0, "Type"), ("true", "Type"), ("", "Type")]
NO_DAYS = [
    *(("2020-02-30", "Date"), ("0000-01-01", "Date"), ("10000-01-01", "Date"), (20200101, "Date")),
    *(("2020-1-1", "Date"), ("２０２０-01-01", "Date"), ("2020-01-01T00:00:00Z", "Date")),
    *((" 2020-01-01", "Date"), ("2020-01-01\n", "Date"), (True, "Date")),
]
NO_MOMENTS = [
    *(("2020-11-26", "Date"), ("2020-11-26T24:00:01Z", "Date"), ("2020-11-26T06:60:00Z", "Date")),
    *(("0001-01-01T00:00:00+05:00", "Date"), ("9999-12-31T23:59:59-05:00", "Date")),
    *((1606370400, "Date"), ("now", "Date"), ("2020-11-26T06:00:00.1234567Z", "Date")),
]
NO_OPTIONS = [(987654321, "In"), ("none", "In"), ("one", "In"), (True, "Type"), (1.5, "Type")]
NO_ADDRESSES = [("nope", "Email"), ("a@b@c", "Email"), ("a b@example.com", "Email"), (5, "Type")]
NO_IDS = [("5", "Type"), (True, "Type"), (1.5, "Type"), (987654321, "Exists"), (0, "Exists")]
REFUSED: dict[str, list[tuple[Any, str]]] = {
    "cf_text": [*NO_TEXTS, ("a" * 256, "Max")],
    "cf_textarea": [*NO_TEXTS],
    "cf_number": [
        *NO_WHOLES,
        (Decimal(2**63), "Max"),
        (Decimal(-(2**63) - 1), "Min"),
        (Decimal("1.0"), "Number"),
    ],
    "cf_numeric": [
        *NO_DECIMALS,
        *((Decimal("0.0001"), "Number"), (10**12, "Max"), (Decimal("999999999999.9999"), "Number")),
    ],
    "cf_boolean": NO_FLAGS,
    "cf_date": NO_DAYS,
    "cf_datetime": NO_MOMENTS,
    "cf_email": [*NO_ADDRESSES, (f"a@{'b.' * 125}com", "Max")],
    "cf_url": [
        *(("ftp://example.com", "Url"), ("javascript:alert(1)", "Url"), ("https://", "Url")),
        *(("https://a b", "Url"), ("example.com", "Url"), (5, "Type"), ("https://a:x/", "Url")),
    ],
    "cf_color_swatch": [("red", "Color"), ("#33333", "Color"), ("#gggggg", "Color"), (3, "Type")],
    "cf_timezone": [("Mars/Base", "In"), ("america/toronto", "In"), (5, "Type")],
    "cf_select": [*NO_OPTIONS, (["One"], "Type")],
    "cf_radio": [*NO_OPTIONS, (["One"], "Type")],
    "cf_multi_select": [
        ("One", "Type"),
        (["One", "One"], "Unique"),
        (["x"], "In"),
        ([1.5], "Type"),
    ],
    "cf_checkbox": [("One", "Type"), (["One", "One"], "Unique"), (["x"], "In"), ([None], "Type")],
    "first_name": [*NO_TEXTS, ("a" * 101, "Max")],
    "rating": [*NO_WHOLES, (Decimal(2**63), "Max")],
    "do_not_call": NO_FLAGS,
    "source": [("None such", "In"), (5, "Type"), (["Call"], "Type")],
    "account_id": NO_IDS,
    "account_ids": [(5, "Type"), (["5"], "Type"), ([987654321], "Exists")],
    "account_links": [
        ([5], "Type"),
        ([{"role": "x"}], "Required"),
        ([{"id": 987654321}], "Exists"),
    ],
    "owner_id": NO_IDS,
    "team_ids": [("x", "Type"), ([987654321], "Exists")],
    "tag_ids": [("x", "Type"), ([1.5], "Type"), ([987654321], "Exists"), (["a" * 101], "Max")],
    "email": NO_ADDRESSES,
    "emails": [
        *((["a@example.com"], "Type"), ("a@example.com", "Type"), ([{"address": "nope"}], "Email")),
        ([{"address": "a@example.com"}, {"address": "A@example.com"}], "Unique"),
        ([{"address": "a@example.com", "type": "None such"}], "In"),
        ([{"address": "a@example.com", "is_primary": 1}], "Type"),
        ([{"type": "Work"}], "Required"),
    ],
    "phone": [("no digits", "Phone"), (555, "Type"), ("5" * 41, "Max")],
    "is_private": NO_FLAGS,
    "external_id": [(5, "Type"), ("a" * 101, "Max")],
}
PARAMETERS = [
    pytest.param(field, value, rule, id=f"{field}-{number}-{rule}")
    for field, values in REFUSED.items()
    for number, (value, rule) in enumerate(values)
]
SALES: list[tuple[str, Any, str]] = [
    *(("amount", "5", "Number"), ("amount", True, "Number"), ("amount", 10**15, "Max")),
    *(("amount", Decimal("0.0001"), "Number"), ("probability", 101, "Max")),
    *(("probability", -1, "Min"), ("probability", Decimal("1.5"), "Number")),
    *(("status", "gone", "In"), ("status", "Won", "In"), ("currency", "XXQ", "In")),
    *(("currency", "eur", "In"), ("close_date", "soon", "Date"), ("name", None, "Required")),
    *(("name", " ", "Required"), ("stage_id", 987654321, "Exists"), ("tax_type", "none", "In")),
    *(
        ("contact_id", 987654321, "Exists"),
        ("weighted_amount", 5, "ReadOnly"),
        ("id", 5, "ReadOnly"),
    ),
    *(("created_at", "2020-01-01T00:00:00Z", "ReadOnly"), ("version", 7, "ReadOnly")),
]


@pytest.fixture(scope="module")
def calls(shared_people: People) -> Api:
    """The owner's calls, where contacts have a custom field of each type."""
    define_all("contacts")
    return Api(shared_people.owner.token)


@pytest.mark.parametrize(("field", "value", "rule"), PARAMETERS)
def test_a_value_that_does_not_fit_is_refused(
    calls: Api, field: str, value: Any, rule: str
) -> None:
    reply = calls.post("/api/contacts", {"last_name": "N", field: value})

    assert (reply.status, reply.body.get("type")) == (422, "Validation error"), reply
    assert reply.refused == {field}
    assert reply.rules(field) == [rule]
    assert calls.get("/api/contacts").body["count"] == 0


@pytest.mark.parametrize(("field", "value", "rule"), SALES)
def test_a_sale_refuses_what_does_not_fit(calls: Api, field: str, value: Any, rule: str) -> None:
    reply = calls.post("/api/opportunities", {"name": "N", field: value})

    assert reply.status == 422, reply
    assert reply.rules(field) == [rule]


def test_all_failing_fields_are_told_at_once(calls: Api) -> None:
    body = {"cf_number": "12", "cf_date": "x", "rating": True, "source": "x", "email": "x"}

    assert calls.post("/api/contacts", body).refused == {*body, "last_name"}


def test_a_text_of_more_than_a_mebibyte_is_refused(calls: Api) -> None:
    body = {"last_name": "N", "cf_textarea": "a" * (1024 * 1024 + 1)}
    result = calls.post("/api/contacts/bulk", {"create": [body], "atomic": False}).body["results"]

    assert result[0]["status"] == 422
    assert [*result[0]["error"]["validation"]["cf_textarea"][0]] == ["Max"]


@pytest.mark.parametrize("unfit", [b"\\u0000", b"\\ud800", b"\\udfff\\ud800"])
@pytest.mark.parametrize(
    "body",
    [
        b'{"last_name": "a%s"}',
        b'{"cf_text": "%sa"}',
        b'{"last_name": "N", "emails": [{"address": "a@example.com", "type": "%s"}]}',
        b'{"last_name%s": "N"}',
        b'{"last_name": "N", "tag_ids": ["%s"]}',
    ],
)
def test_no_character_that_cannot_be_stored_passes_at_any_depth(
    calls: Api, unfit: bytes, body: bytes
) -> None:
    reply = calls.call("POST", "/api/contacts", body.replace(b"%s", unfit))

    assert (reply.status, reply.body["type"]) == (400, "Invalid Request error")


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e99999", b"01", b"1.", b"+1", b"0x1"])
def test_what_is_no_json_number_is_malformed(calls: Api, number: bytes) -> None:
    body = b'{"last_name": "N", "cf_numeric": %s}' % number

    assert calls.call("POST", "/api/contacts", body).status == 400


@pytest.mark.parametrize("number", [b"1e400", b"-1e400", b"1e-400", b"9" * 500])
def test_a_number_beyond_all_columns_is_refused_by_its_field(calls: Api, number: bytes) -> None:
    body = b'{"last_name": "N", "cf_numeric": %s, "cf_number": %s}' % (number, number)
    reply = calls.call("POST", "/api/contacts", body)

    assert (reply.status, reply.refused) == (422, {"cf_numeric", "cf_number"})
