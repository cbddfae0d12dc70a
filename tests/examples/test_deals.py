"""Rows about deals become opportunities with one line each."""

from decimal import Decimal

import pytest

from examples.deals import Known, Names, amount_draft, deal_draft, line_draft
from examples.ledger import Ledger
from examples.sending import Draft
from examples.table import Line
from tests.examples.doubles import row

KNOWN = Known(
    agents={"Ann Elm": 1},
    stages={"Won": 11, "Lost": 12, "Engaging": 13},
    accounts=Names({"Oak Inc": 21}),
    products=Names({"GTX Pro": 31, "GTX Plus Pro": 32}),
    prices={"GTX Pro": Decimal(4821), "GTX Plus Pro": Decimal(5482)},
)


def deal(**changes: str) -> Line:
    cells = {
        "opportunity_id": "1C1I7A6R",
        "sales_agent": "Ann Elm",
        "product": "GTX Pro",
        "account": "Oak Inc",
        "deal_stage": "Won",
        "engage_date": "10/20/2016",
        "close_date": "3/1/2017",
        "close_value": "4514",
    }
    return row({**cells, **changes})


def drafted(**changes: str) -> tuple[Draft, str, Ledger]:
    ledger = Ledger()
    pair = deal_draft(deal(**changes), KNOWN, ledger)
    assert pair
    return (*pair, ledger)


def test_a_won_deal_keeps_its_days_and_value() -> None:
    draft, product, ledger = drafted()
    assert product == "GTX Pro"
    assert ledger.entries == []
    assert draft.record == {
        "name": "GTX Pro for Oak Inc",
        "external_id": "1C1I7A6R",
        "external_source": "sales_pipeline",
        "account_id": 21,
        "owner_id": 1,
        "stage_id": 11,
        "close_date": "2017-03-01",
        "amount": Decimal(4514),
        "cf_engaged_on": "2016-10-20",
    }


def test_what_an_open_deal_has_not_is_not_sent() -> None:
    draft, _, ledger = drafted(account="", deal_stage="Engaging", close_date="", close_value="")
    assert not {"account_id", "close_date", "amount"} & set(draft.record)
    assert [(e.outcome, e.field) for e in ledger.entries] == [("left out", "account")]


def test_another_spelling_of_a_product_is_mapped_and_told() -> None:
    _, product, ledger = drafted(product="GTXPro")
    assert product == "GTX Pro"
    assert [(e.outcome, e.value) for e in ledger.entries] == [("changed", "GTXPro")]


@pytest.mark.parametrize(
    ("column", "text", "gone"),
    [
        ("account", "Unheard Of", "account_id"),
        ("close_date", "2/30/2017", "close_date"),
        ("close_value", "much", "amount"),
    ],
)
def test_a_useless_cell_costs_only_itself(column: str, text: str, gone: str) -> None:
    draft, _, ledger = drafted(**{column: text})
    assert gone not in draft.record
    assert [(e.outcome, e.field, e.value) for e in ledger.entries] == [("left out", column, text)]


@pytest.mark.parametrize("column", ["sales_agent", "deal_stage"])
def test_a_deal_of_nobody_or_nowhere_is_refused(column: str) -> None:
    ledger = Ledger()
    assert deal_draft(deal(**{column: "Nobody"}), KNOWN, ledger) is None
    assert [(e.outcome, e.field, e.value) for e in ledger.entries] == [
        ("refused", column, "Nobody")
    ]


def test_a_won_line_bears_the_price_of_the_sale() -> None:
    draft, product, _ = drafted()
    sold = line_draft(draft, 7, product, KNOWN)
    assert sold.record == {
        "cf_deal": "1C1I7A6R",
        "opportunity_id": 7,
        "product_id": 31,
        "quantity": 1,
        "unit_price": Decimal(4514),
    }
    assert amount_draft(draft, 7, sold) is None


def test_a_lost_deal_gets_its_amount_back_after_its_line() -> None:
    draft, product, _ = drafted(deal_stage="Lost", close_value="0")
    sold = line_draft(draft, 7, product, KNOWN)
    assert sold.record["unit_price"] == Decimal(4821)
    settled = amount_draft(draft, 7, sold)
    assert settled
    assert settled.record == {"id": 7, "amount": Decimal(0)}


def test_an_open_deal_is_worth_its_line() -> None:
    draft, product, _ = drafted(deal_stage="Engaging", close_value="")
    assert amount_draft(draft, 7, line_draft(draft, 7, product, KNOWN)) is None
