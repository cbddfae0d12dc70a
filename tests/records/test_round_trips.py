"""What is written reads back the same, at the limits of every kind, and is found by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.calls import Api
from tests.fields import CHOICES, define_all
from tests.people import People

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024
SMALLEST, LARGEST = -(2**63), 2**63 - 1
LONG_ADDRESS = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.com"
LONG_URL = f"https://example.com/{'x' * 2028}"
TEXTS = (
    *("a", "0", "null", "O'Brien", "100%", "a_b\\c", "Straße", "ﬁ", "İ", "e\u0301", "é"),
    *(
        "\U0001f469\u200d\U0001f4bb",
        "\U0010ffff",
        "\uffff",
        "\ud7ff",
        "line\nline\ttab",
        "\x7f\x01",
    ),
    *(" kept spaces ", "a\u2028b", "\ufeff", "\u202e", "<b>&amp;</b>", "A" * 255),
    *("😀" * 255, "ß" * 255),
)


def same(*values: Any) -> list[tuple[Any, Any]]:
    """Values that read back as they were sent."""
    return [(value, value) for value in values]


CASES: dict[str, list[tuple[Any, Any]]] = {
    "cf_text": same(*TEXTS),
    "cf_textarea": same(*TEXTS, "é" * 100_000),
    "cf_number": same(0, 1, -1, 2**53 + 1, SMALLEST, LARGEST),
    "cf_numeric": [
        *same(0, 1, -1, Decimal("0.001"), Decimal("-0.001"), Decimal("0.1")),
        *same(Decimal("999999999999.999"), Decimal("-999999999999.999")),
        (Decimal("1250.330"), Decimal("1250.33")),
        (Decimal("1300.000"), 1300),
        (Decimal("-0.0"), 0),
    ],
    "cf_boolean": same(True, False),
    "cf_date": same("0001-01-01", "9999-12-31", "2024-02-29", "1799-07-04"),
    "cf_datetime": [
        *same("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.5Z"),
        ("2020-11-26 06:00:00", "2020-11-26T06:00:00Z"),
        ("2020-11-26T06:00:00+05:30", "2020-11-26T00:30:00Z"),
        ("2020-11-26T06:00:00.120000Z", "2020-11-26T06:00:00.12Z"),
        ("2020-11-26T06:00", "2020-11-26T06:00:00Z"),
    ],
    "cf_email": same("a@example.com", "O'Brien+x@Sub.Example.co.uk", LONG_ADDRESS),
    "cf_url": same("https://example.com", "http://Example.com:8080/ä?b=c#d", LONG_URL),
    "cf_color_swatch": [("#ABCDEF", "#abcdef"), ("#000000", "#000000")],
    "cf_timezone": same("America/Toronto", "UTC", "America/Argentina/ComodRivadavia"),
    "rating": same(0, SMALLEST, LARGEST),
    "first_name": same("Zoë", "n" * 100),
    "description": same("a\r\nb", "é" * 100_000),
    "do_not_call": same(True, False),
    "source": [("web SITE", "Web Site"), ("Call", "Call")],
}
MONEY = same(
    *(0, 1, Decimal("0.001"), Decimal("123456789012345.678")),
    *(Decimal("999999999999999.999"), Decimal("-999999999999999.999"), 10**15 - 1),
)
PARAMETERS = [
    pytest.param(field, value, read, id=f"{field}-{number}")
    for field, values in CASES.items()
    for number, (value, read) in enumerate(values)
]


@pytest.fixture(scope="module")
def calls(shared_people: People) -> Api:
    """The owner's calls, where contacts have a custom field of each type."""
    define_all("contacts")
    return Api(shared_people.owner.token)


def write(calls: Api, field: str, value: Any, path: str = "/api/contacts") -> int:
    """A record with the value; its id. Too large a body goes by bulk."""
    base = {"name": "N"} if path == "/api/opportunities" else {"last_name": "N"}
    reply = calls.post(f"{path}/bulk", {"create": [{**base, field: value}]})
    assert reply.status == 200, reply
    return int(reply.body["results"][0]["id"])


@pytest.mark.parametrize(("field", "value", "read"), PARAMETERS)
def test_a_value_reads_back_and_is_found(calls: Api, field: str, value: Any, read: Any) -> None:
    record_id = write(calls, field, value)

    found = calls.get(f"/api/contacts/{record_id}").body[field]
    assert (found, type(found)) == (read, type(read))
    listed = calls.get("/api/contacts", fields=f"id,{field}").body["results"]
    assert listed == [{"id": record_id, field: read}]
    if isinstance(value, str) and len(value) > 1000:
        asked: Any = {"$sw": value[:1000]}
    else:
        asked = value
    assert calls.get("/api/contacts", q={field: asked}).ids == [record_id]
    assert calls.get("/api/contacts", q={field: {"$not": asked}}).ids == []


@pytest.mark.parametrize(("value", "read"), MONEY)
def test_money_is_exact_to_its_last_digit(calls: Api, value: Any, read: Any) -> None:
    record_id = write(calls, "amount", value, "/api/opportunities")
    beside = calls.post("/api/opportunities", {"name": "without"}).body["id"]

    found = calls.get(f"/api/opportunities/{record_id}").body["amount"]
    assert (found, type(found)) == (read, type(read))
    assert calls.get("/api/opportunities", q={"amount": value}).ids == [record_id]
    assert calls.get("/api/opportunities", q={"amount": {"$not": value}}).ids == [beside]
    step = {"$gt": Decimal(value) - Decimal("0.001") if value != -MONEY[4][0] else value}
    assert calls.get("/api/opportunities", q={"amount": {"$gte": step["$gt"]}}).ids == [record_id]


def test_a_text_of_one_mebibyte_reads_back(calls: Api) -> None:
    text = "0123456789abcde\n" * (MIB // 16)
    record_id = write(calls, "cf_textarea", text)

    assert calls.get(f"/api/contacts/{record_id}").body["cf_textarea"] == text
    assert calls.get("/api/contacts", q={"cf_textarea": {"$ew": "ABCDE\n"}}).ids == [record_id]


@pytest.mark.parametrize("field", ["cf_text", "cf_textarea", "first_name", "description"])
@pytest.mark.parametrize("blank", ["", " ", " \t\n\u2003"])
def test_a_blank_text_is_no_value(calls: Api, field: str, blank: str) -> None:
    record_id = write(calls, field, "first")
    assert calls.patch(f"/api/contacts/{record_id}", {field: blank}).status == 200

    assert calls.get(f"/api/contacts/{record_id}").body[field] is None
    assert calls.get("/api/contacts", q={field: None}).ids == [record_id]


@pytest.mark.parametrize("field", ["cf_select", "cf_radio"])
def test_an_option_is_given_by_id_or_label_and_told_by_id(calls: Api, field: str) -> None:
    by_label = write(calls, field, CHOICES[3])
    option = calls.get(f"/api/contacts/{by_label}").body[field]
    by_id = write(calls, field, option)

    assert isinstance(option, int)
    for asked in (option, CHOICES[3], CHOICES[3].upper()):
        assert calls.get("/api/contacts", q={field: asked}).ids == [by_id, by_label]
    shown = calls.get(f"/api/contacts/{by_id}", labels=True).body[field]
    assert shown == CHOICES[3]


@pytest.mark.parametrize("field", ["cf_multi_select", "cf_checkbox"])
def test_several_options_keep_the_order_in_which_they_were_given(calls: Api, field: str) -> None:
    given = [CHOICES[2], CHOICES[0], CHOICES[3]]
    record_id = write(calls, field, given)
    ids = calls.get(f"/api/contacts/{record_id}").body[field]

    assert calls.get(f"/api/contacts/{record_id}", labels=True).body[field] == given
    assert calls.patch(f"/api/contacts/{record_id}", {field: ids[::-1]}).body[field] == ids[::-1]
    for asked in [*ids, *given]:
        assert calls.get("/api/contacts", q={field: asked}).ids == [record_id]
    assert calls.get("/api/contacts", q={field: CHOICES[1]}).ids == []
    assert calls.patch(f"/api/contacts/{record_id}", {field: []}).body[field] is None


def test_a_record_can_go_back_as_it_came(calls: Api) -> None:
    made = calls.post(
        "/api/contacts",
        {
            **{"last_name": "N", "cf_numeric": Decimal("1.5"), "cf_multi_select": ["One"]},
            **{"emails": [{"address": "a@example.com"}], "phone": "555", "tag_ids": ["vip"]},
        },
    ).body

    for send in (calls.patch, calls.put):
        back = send(f"/api/contacts/{made['id']}", made)
        assert (back.status, back.body) == (200, made)
    assert calls.get(f"/api/contacts/{made['id']}/changes").body["count"] == 1
