"""From the rows about products and deals to products, opportunities and their lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from examples import cleaning
from examples.cells import Cells
from examples.client import JsonObject
from examples.fields import Wanted
from examples.ledger import Ledger
from examples.sending import Draft
from examples.table import Line

SOURCE = "sales_pipeline"
PRODUCT_COLUMNS = ("product", "series", "sales_price")
DEAL_COLUMNS = (
    "opportunity_id",
    "sales_agent",
    "product",
    "account",
    "deal_stage",
    "engage_date",
    "close_date",
    "close_value",
)
DEAL_FIELDS = (Wanted("cf_engaged_on", "Engaged on", "date"),)
# Lines have no external_id, so the deal's own id stands in a unique field of theirs.
LINE_FIELDS = (Wanted("cf_deal", "Deal in the file", unique=True),)
OPTIONAL = frozenset({"close_date", "amount", "cf_engaged_on", "category", "unit_price"})


class Names:
    """The names of stored records, found by their exact spelling or by their letters and digits."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        self.ids = ids
        self._words = {cleaning.same_word(name): name for name in ids}

    def find(self, cells: Cells, column: str) -> str:
        """The stored name that a cell means, "" for none; enters what is not spelt the same."""
        text = cells[column]
        if not text or text in self.ids:
            return text
        name = self._words.get(cleaning.same_word(text), "")
        if name:
            cells.changed(column, f"taken for {name}")
        else:
            cells.left_out(column, "there is none of this name")
        return name


@dataclass(frozen=True)
class Known:
    """What the deals refer to: ids of agents and stages by name, accounts, products, prices."""

    agents: Mapping[str, int]
    stages: Mapping[str, int]
    accounts: Names
    products: Names
    prices: Mapping[str, Decimal]


def product_draft(line: Line, ledger: Ledger) -> Draft:
    """The product that a line of the price list describes."""
    cells = Cells(line, line["product"], ledger)
    record = {
        "name": line["product"],
        "sku": line["product"].upper().replace(" ", "-"),
        "category": line["series"] or None,
        "unit_price": cells.take("sales_price", cleaning.decimal),
        "external_id": f"{SOURCE}:{line['product']}",
        "external_source": SOURCE,
    }
    return Draft(line, line["product"], _without_none(record))


def deal_draft(line: Line, known: Known, ledger: Ledger) -> tuple[Draft, str] | None:
    """The opportunity that a line describes, and the name of its product ("" if unknown).

    None, and a refusal, when nobody would own it or its stage is unknown.
    """
    cells = Cells(line, line["opportunity_id"], ledger)
    for column, ids in (("sales_agent", known.agents), ("deal_stage", known.stages)):
        if line[column] not in ids:
            cells.refuse("there is none of this name", column)
            return None
    product, account = known.products.find(cells, "product"), known.accounts.find(cells, "account")
    if not line["account"]:
        cells.left_out("account", "none given, the deal is stored without")
    record = {
        "name": f"{product or line['product']} for {account or 'a customer not yet known'}",
        "external_id": line["opportunity_id"],
        "external_source": SOURCE,
        "account_id": known.accounts.ids.get(account),
        "owner_id": known.agents[line["sales_agent"]],
        "stage_id": known.stages[line["deal_stage"]],
        "close_date": cells.take("close_date", cleaning.us_date),
        "amount": cells.take("close_value", cleaning.decimal),
        "cf_engaged_on": cells.take("engage_date", cleaning.us_date),
    }
    return Draft(line, line["opportunity_id"], _without_none(record)), product


def line_draft(deal: Draft, opportunity_id: int, product: str, known: Known) -> Draft:
    """The one line of a deal: a won one at the price it was sold for, else at the list price."""
    price = known.prices.get(product)
    if deal.line["deal_stage"] == "Won":
        price = deal.record.get("amount", price)
    record = {
        "cf_deal": deal.key,
        "opportunity_id": opportunity_id,
        "product_id": known.products.ids[product],
        "quantity": 1,
        "unit_price": price,
    }
    return Draft(deal.line, deal.key, _without_none(record))


def amount_draft(deal: Draft, opportunity_id: int, line: Draft) -> Draft | None:
    """The deal's own amount, where its line says another: writing a line sets the sum of lines."""
    amount = deal.record.get("amount")
    if amount is None or amount == line.record.get("unit_price"):
        return None
    return Draft(deal.line, deal.key, {"id": opportunity_id, "amount": amount})


def _without_none(record: JsonObject) -> JsonObject:
    # What the file does not say is not sent, so that a second run clears nothing.
    return {name: value for name, value in record.items() if value is not None}
