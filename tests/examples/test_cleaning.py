"""Cells become values, or say why not."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from examples import cleaning


@pytest.mark.parametrize(
    ("reading", "text", "value"),
    [
        (cleaning.iso_date, "1721-04-19", "1721-04-19"),
        (cleaning.iso_date, "", None),
        (cleaning.us_date, "3/1/2017", "2017-03-01"),
        (cleaning.us_date, "12/31/2017", "2017-12-31"),
        (cleaning.us_date, "", None),
        (cleaning.whole, "-1", -1),
        (cleaning.whole, "", None),
        (cleaning.decimal, "1100.04", Decimal("1100.04")),
        (cleaning.decimal, "", None),
        (cleaning.first_year, "1902", 1902),
        (cleaning.first_year, "2013 (1888)", 2013),
        (cleaning.first_year, "1904/1946/1959", 1904),
        (cleaning.first_year, "", None),
    ],
)
def test_a_usable_cell_gives_its_value(
    reading: Callable[[str], object], text: str, value: object
) -> None:
    assert reading(text) == value


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        (cleaning.iso_date, "1900-02-29"),
        (cleaning.iso_date, "19000228"),
        (cleaning.us_date, "13/1/2017"),
        (cleaning.us_date, "2017-03-01"),
        (cleaning.us_date, "2/30/2017"),
        (cleaning.whole, "1.5"),
        (cleaning.whole, "١٢"),
        (cleaning.decimal, "NaN"),
        (cleaning.decimal, "about 5"),
        (cleaning.first_year, "circa 1902"),
        (cleaning.first_year, "19022"),
    ],
)
def test_an_unusable_cell_says_why(reading: Callable[[str], object], text: str) -> None:
    with pytest.raises(cleaning.Unusable, match=r"\w"):
        reading(text)


def test_footnote_marks_go() -> None:
    assert cleaning.without_footnotes("Elmsford, Virginia[2]") == "Elmsford, Virginia"


def test_spellings_of_one_name_meet() -> None:
    assert cleaning.same_word("GTXPro") == cleaning.same_word("gtx pro")
    assert cleaning.same_word("GTX Pro") != cleaning.same_word("GTX Plus Pro")
