"""What changed is kept exactly."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from changes.columns import read_json, write_json


@pytest.mark.parametrize(
    "value",
    [
        Decimal("0.1"),
        Decimal("12345678901234567890.123"),
        Decimal("0.000001"),
        2**63 - 1,
        "Zoë \u2028 \U0001f600",
        None,
        [True, {"a": [Decimal("1.5")]}],
    ],
)
def test_values_come_back_as_they_went(value: Any) -> None:
    back = read_json(write_json([{"field": "x", "new": value}]))
    assert back == [{"field": "x", "new": value}] and type(back[0]["new"]) is type(value)


def test_decimals_are_written_in_full() -> None:
    assert write_json([Decimal("1E+3"), Decimal("1E-7")]) == "[1000,0.0000001]"


def test_times_are_written_as_text() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert read_json(write_json([date(1900, 1, 2), moment])) == [
        *("1900-01-02", "2026-01-02T03:04:05+00:00")
    ]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), object()])
def test_what_has_no_json_form_is_not_written(value: Any) -> None:
    with pytest.raises(TypeError):
        write_json([value])
