"""Numbers are exact: neither coerced, nor rounded, nor cut."""

from decimal import Decimal as Exact
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.numbers import LARGEST, SMALLEST, Decimal, Integer, plain
from values.refusals import Refusal

NUMERIC = Decimal(15, 3)
units = st.integers(-(10**15) + 1, 10**15 - 1)


def rule(kind: Integer | Decimal, value: Any) -> str:
    """The rule by which a value is refused."""
    with pytest.raises(Refusal) as caught:
        kind.take(value)
    return caught.value.rule


@pytest.mark.parametrize("value", [SMALLEST, -1, 0, LARGEST, None])
def test_whole_numbers_of_64_bits_are_taken(value: int | None) -> None:
    assert Integer().say(Integer().take(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (SMALLEST - 1, "Min"),
        (LARGEST + 1, "Max"),
        (10**400, "Max"),
        (Exact("1.0"), "Number"),
        (Exact("1.5"), "Number"),
        (1.0, "Number"),
        (True, "Number"),
        ("12", "Number"),
        ("", "Number"),
        ([1], "Number"),
    ],
)
def test_what_is_no_whole_number_is_refused(value: Any, expected: str) -> None:
    assert rule(Integer(), value) == expected


def test_limits_are_for_values_and_not_for_questions() -> None:
    percent = Integer(0, 100)
    assert (percent.take(0), percent.take(100)) == (0, 100)
    assert (rule(percent, -1), rule(percent, 101)) == ("Min", "Max")
    assert percent.ask("lt", 1000) == 1000
    assert percent.ask("between", [-5, 500]) == [-5, 500]


@given(units)
def test_every_decimal_that_fits_comes_back(number: int) -> None:
    value = Exact(number).scaleb(-3)
    assert NUMERIC.take(value) == value
    assert Exact(str(NUMERIC.say(value))) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Exact("1E+12"), "Max"),
        (-(10**12), "Max"),
        (Exact("999999999999.9999"), "Number"),
        (Exact("0.0001"), "Number"),
        (Exact("1E-50"), "Number"),
        (Exact("1E+999999"), "Number"),
        (Exact("1E-999999"), "Number"),
        (Exact("NaN"), "Number"),
        (Exact("Infinity"), "Number"),
        (Exact("1.0000000000000000000000000000000000001"), "Number"),
        (1.5, "Number"),
        (True, "Number"),
        ("1.5", "Number"),
    ],
)
def test_a_decimal_that_does_not_fit_is_refused(value: Any, expected: str) -> None:
    assert rule(NUMERIC, value) == expected
    with pytest.raises(Refusal):
        NUMERIC.ask("gt", value)


@pytest.mark.parametrize("zero", ["0", "-0", "0.000", "0E-100", "0E+100"])
def test_zero_is_zero_however_it_is_written(zero: str) -> None:
    assert str(NUMERIC.take(Exact(zero))) == "0"


@pytest.mark.parametrize(
    ("value", "said"),
    [("1250.330", "1250.33"), ("1300.000", "1300"), ("1E+3", "1000"), ("-0.5", "-0.5"), ("0", "0")],
)
def test_decimals_are_said_without_trailing_zeros(value: str, said: str) -> None:
    assert str(plain(Exact(value))) == said


def test_decimals_keep_to_their_limits() -> None:
    rate = Decimal(18, 6, low=Exact(0), high=Exact(100))
    assert (rule(rate, -1), rule(rate, 101)) == ("Min", "Max")
    assert rate.take(100) == 100
    assert rate.ask("gt", -5) == -5
    assert rule(Decimal(18, 6, above=Exact(0)), 0) == "Min"


def test_no_number_is_no_value() -> None:
    assert NUMERIC.take(None) is None
    assert NUMERIC.say(None) is None
