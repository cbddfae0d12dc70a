"""Rows about customers become accounts, subsidiaries under their parents."""

from decimal import Decimal

from examples.customers import account_draft, industry, parent_drafts
from examples.ledger import Ledger
from examples.table import Line
from tests.examples.doubles import row


def customer(number: int = 2, **changes: str) -> Line:
    cells = {
        "account": "Elm & Co",
        "sector": "retail",
        "year_established": "1996",
        "revenue": "1100.04",
        "employees": "2822",
        "office_location": "Kenya",
        "subsidiary_of": "",
    }
    return row({**cells, **changes}, number)


def test_a_clean_row_keeps_its_exact_numbers() -> None:
    ledger = Ledger()
    record = account_draft(customer(), ledger).record
    assert record["cf_revenue_millions"] == Decimal("1100.04")
    assert (record["industry"], record["address_country"]) == ("Retail", "Kenya")
    assert ledger.entries == []


def test_known_misspellings_are_mended_and_told() -> None:
    ledger = Ledger()
    record = account_draft(
        customer(sector="technolgy", office_location="Philipines"), ledger
    ).record
    assert (record["industry"], record["address_country"]) == ("Technology", "Philippines")
    assert [(e.outcome, e.value) for e in ledger.entries] == [
        ("changed", "technolgy"),
        ("changed", "Philipines"),
    ]
    assert industry(customer(sector="")) == ""


def test_a_subsidiary_may_stand_before_its_parent() -> None:
    lines = [customer(2, subsidiary_of="Oak"), customer(3, account="Oak")]
    [draft] = parent_drafts(lines, {"Elm & Co": 7, "Oak": 8}, Ledger())
    assert draft.record == {"id": 7, "parent_id": 8}


def test_an_unknown_parent_is_told() -> None:
    ledger = Ledger()
    assert list(parent_drafts([customer(subsidiary_of="Nobody")], {"Elm & Co": 7}, ledger)) == []
    assert [(e.outcome, e.field, e.value) for e in ledger.entries] == [
        ("left out", "subsidiary_of", "Nobody")
    ]
