"""Rows about companies become accounts."""

import pytest

from examples.cleaning import Unusable
from examples.companies import address, draft, fields_for
from examples.ledger import Ledger
from examples.table import Line
from tests.examples.doubles import row


def company(**changes: str) -> Line:
    cells = {
        "Symbol": "ELM",
        "Security": "Elm Works",
        "GICS Sector": "Materials",
        "GICS Sub-Industry": "Forest Products",
        "Headquarters Location": "Elmsford, New York",
        "Date added": "1999-05-04",
        "CIK": "4711",
        "Founded": "1902",
    }
    return row({**cells, **changes})


def test_a_clean_row_needs_no_word() -> None:
    ledger = Ledger()
    record = draft(company(), ledger).record
    assert (record["cf_founded"], record["cf_cik"]) == (1902, 4711)
    assert (record["cf_added_on"], record["address_state"]) == ("1999-05-04", "New York")
    assert ledger.entries == []


@pytest.mark.parametrize(
    ("column", "text", "outcome"),
    [
        ("Founded", "2013 (1888)", "changed"),
        ("Founded", "unknown", "left out"),
        ("Headquarters Location", "Elmsford, Virginia[2]", "changed"),
        ("Headquarters Location", "Elmsford, Ohio; Oakham, Texas", "changed"),
        ("Headquarters Location", "none", "left out"),
        ("Date added", "May 1999", "left out"),
        ("CIK", "47a", "left out"),
    ],
)
def test_a_dirty_cell_is_told(column: str, text: str, outcome: str) -> None:
    ledger = Ledger()
    draft(company(**{column: text}), ledger)
    told = [(entry.outcome, entry.field, entry.value) for entry in ledger.entries]
    assert (outcome, column, text) in told


def test_the_published_texts_are_kept() -> None:
    record = draft(
        company(Founded="2013 (1888)", **{"Headquarters Location": "none"}), Ledger()
    ).record
    assert (record["cf_founded_text"], record["cf_headquarters"]) == ("2013 (1888)", "none")


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("Saint Elm, Minnesota", ("Saint Elm", "Minnesota", "United States")),
        ("Washington, D.C.", ("Washington", "D.C.", "United States")),
        ("Cork, Ireland", ("Cork", None, "Ireland")),
        ("Yate, Avon, United Kingdom", ("Yate", "Avon", "United Kingdom")),
        ("Elmsford, Ohio; Oakham, Texas", ("Elmsford", "Ohio", "United States")),
    ],
)
def test_a_place_is_taken_apart(place: str, parts: tuple[str, str | None, str]) -> None:
    found = address(place)
    assert (found["address_city"], found.get("address_state"), found["address_country"]) == parts


@pytest.mark.parametrize("place", ["", "none", "Elmsford,", ", Ohio"])
def test_a_place_without_city_and_region_is_unusable(place: str) -> None:
    with pytest.raises(Unusable):
        address(place)


def test_the_sectors_of_the_data_are_the_options() -> None:
    lines = [company(), company(**{"GICS Sector": "Energy"}), company(**{"GICS Sector": ""})]
    [sector] = [field for field in fields_for(lines) if field.key == "cf_sector"]
    assert sector.options == ("Energy", "Materials")
