"""Rows about members of Congress become contacts."""

import pytest

from examples.ledger import Ledger
from examples.members import COLUMNS, address, draft
from examples.offices import OFFICE_COLUMNS
from examples.people import fields_for
from examples.sending import Draft
from examples.table import Line
from tests.examples.doubles import row


def member(**changes: str) -> Line:
    cells = {
        **dict.fromkeys(COLUMNS, ""),
        "last_name": "Ó Súilleabháin",
        "first_name": "Zoë",
        "birthday": "1745-04-02",
        "gender": "F",
        "type": "sen",
        "state": "OH",
        "party": "Whig",
        "bioguide_id": "Z000001",
    }
    return row({**cells, **changes})


def office(number: int, **changes: str) -> Line:
    cells = {**dict.fromkeys(OFFICE_COLUMNS, ""), "bioguide": "Z000001", "city": "Elmsford"}
    return row({**cells, **changes}, number, file="offices.csv")


def drafted(row: Line, *offices: Line) -> tuple[Draft, Ledger]:
    ledger = Ledger()
    return draft(row, True, {"Z000001": offices}, ledger), ledger


def test_names_and_early_birthdays_go_as_they_are() -> None:
    made, ledger = drafted(member())
    assert (made.record["first_name"], made.record["last_name"]) == ("Zoë", "Ó Súilleabháin")
    assert (made.record["cf_birthday"], made.record["cf_gender"]) == ("1745-04-02", "Female")
    assert ledger.entries == []


def test_a_generation_moves_from_the_name_to_the_suffix() -> None:
    made, ledger = drafted(member(middle_name="John, Jr.,"))
    assert (made.record["middle_name"], made.record["cf_suffix"]) == ("John", "Jr.")
    assert [(e.outcome, e.field) for e in ledger.entries] == [("changed", "middle_name")]


def test_a_trailing_comma_goes() -> None:
    made, ledger = drafted(member(first_name="Richard,"))
    assert made.record["first_name"] == "Richard"
    assert [(e.outcome, e.value) for e in ledger.entries] == [("changed", "Richard,")]


@pytest.mark.parametrize(
    ("column", "text", "key", "value"),
    [
        ("district", "-1", "cf_district", None),
        ("birthday", "1745-02-30", "cf_birthday", None),
        ("district", "0", "cf_district", 0),
        ("rss_url", "http://a.example/?x=1&amp;y=2", "cf_rss", "http://a.example/?x=1&y=2"),
        ("thomas_id", "00172", "cf_thomas_id", "00172"),
        ("gender", "X", "cf_gender", "X"),
    ],
)
def test_what_a_cell_becomes(column: str, text: str, key: str, value: object) -> None:
    made, ledger = drafted(member(**{column: text}))
    assert made.record[key] == value
    assert all(entry.value == text for entry in ledger.entries)
    assert bool(ledger.entries) == (str(value) != text)


def test_every_number_of_a_person_is_there_once() -> None:
    offices = [
        office(2, phone="555-010-0002", fax="555-010-0003"),
        office(3, phone="(555) 010 0002"),
        office(4),
    ]
    made, ledger = drafted(member(phone="555-010-0001"), *offices)
    assert made.record["phones"] == [
        {"number": "555-010-0001", "type": "Office", "is_primary": True},
        {"number": "555-010-0002", "type": "Office"},
        {"number": "555-010-0003", "type": "Fax"},
    ]
    assert [(e.file, e.line, e.outcome) for e in ledger.entries] == [("offices.csv", 3, "left out")]
    assert len(made.also) == 3


def test_an_office_without_a_number_is_still_described() -> None:
    made, _ = drafted(member(), office(2, suite="Suite 9", state="OH", hours="by appointment"))
    assert made.record["cf_district_offices"] == "Suite 9; Elmsford, OH; hours by appointment"


def test_without_a_file_of_offices_the_other_numbers_stay() -> None:
    made = draft(member(phone="555-010-0001"), True, None, Ledger())
    assert made.record["phone"] == "555-010-0001"
    assert "phones" not in made.record


@pytest.mark.parametrize(
    ("text", "street", "code"),
    [
        ("9 Elm Office Building Washington DC 20510", "9 Elm Office Building", "20510"),
        ("9 ELM BUILDING; WASHINGTON DC 20515-0001", "9 ELM BUILDING", "20515-0001"),
        ("9 Elm Building;  20515-0518", "9 Elm Building;  20515-0518", None),
    ],
)
def test_an_address_is_taken_apart_or_kept_whole(text: str, street: str, code: str | None) -> None:
    found = address(text)
    assert (found["address_street"], found.get("address_postal_code")) == (street, code)


def test_the_options_are_the_words_of_the_data() -> None:
    fields = {field.key: field for field in fields_for([member(), member(party="", gender="M")])}
    assert fields["cf_party"].options == ("Whig",)
    assert fields["cf_gender"].options == ("Female", "Male")
    assert (fields["cf_birthday"].type, fields["cf_rss"].type) == ("date", "url")
