"""What goes out is exact; what a caller accepts is found out from his header."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dialects.edges import accepts, dumps


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1250.330", b"1250.33"),
        ("1300.000", b"1300"),
        ("0.001", b"0.001"),
        ("-0.000", b"0"),
        ("1E+3", b"1000"),
        ("1E-7", b"0.0000001"),
        ("123456789012345.678", b"123456789012345.678"),
        ("-999999999999999.999", b"-999999999999999.999"),
        ("99999999999999999999", b"99999999999999999999"),
    ],
)
def test_decimals_are_written_out_exactly(number: str, text: bytes) -> None:
    assert dumps(Decimal(number)) == text


def test_keys_keep_their_order_and_texts_their_characters() -> None:
    assert dumps({"b": "é", "a": ["😀"]}) == '{"b":"é","a":["😀"]}'.encode()


def test_moments_are_said_in_utc() -> None:
    at = datetime(2020, 1, 2, 3, 4, 5, 600000, UTC)

    assert json.loads(dumps([at, date(1, 2, 3)])) == ["2020-01-02T03:04:05.6Z", "0001-02-03"]


def test_what_has_no_form_in_json_is_a_fault() -> None:
    with pytest.raises(TypeError):
        dumps({"a": object()})


@pytest.mark.parametrize(
    ("header", "allowed"),
    [
        ("application/json", True),
        ("APPLICATION/JSON", True),
        ("application/json;q=0.5", True),
        ("application/*", True),
        ("*/*", True),
        ("", True),
        ("text/html, application/xhtml+xml, */*;q=0.8", True),
        ("application/json; charset=utf-8", True),
        ("text/html", False),
        ("application/xml, text/*", False),
        ("application/json;q=0", False),
        ("application/json;q=0.000, */*", False),
        ("*/*;q=0, application/json", True),
        ("nonsense", False),
    ],
)
def test_accept_allows_json_or_not(header: str, allowed: bool) -> None:
    assert accepts(header, "application/json") is allowed
