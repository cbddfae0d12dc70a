"""Bring in a sales pipeline, its people and products: `python3 -m examples.pipeline FOLDER`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from examples import customers, deals, sellers
from examples.client import Client
from examples.commandline import import_parser, run_import
from examples.fields import Wanted, ensure_fields, ensure_lookups
from examples.ledger import Ledger
from examples.sending import Draft, Sender, enter_refusals, settle
from examples.stages import ensure_pipeline
from examples.table import Line, keyed, read_lines


class Pipeline:
    """One run over the four files of a folder, whose steps need the ids of the earlier ones."""

    def __init__(self, client: Client, options: argparse.Namespace, ledger: Ledger) -> None:
        self._client = client
        self._folder: Path = options.folder
        self._ledger = ledger
        self._sender = Sender(client, ledger, options.batch)

    def store_sellers(self) -> dict[str, int]:
        """Store teams, managers and agents; gives the ids of the agents by name."""
        lines = self._lines("sales_teams.csv", sellers.AGENT_COLUMNS)
        names = [{"name": name} for name in sellers.team_names(lines)]
        teams = self._sender.ensure("teams", names, "name")
        self._sender.ensure("users", sellers.manager_records(lines, teams), "username")
        drafts = [sellers.agent_draft(line, teams) for line in lines]
        return settle(self._sender.upsert("users", drafts, "username"), self._ledger)

    def store_customers(self) -> dict[str, int]:
        """Store accounts, then put subsidiaries under their parents; gives the ids by name."""
        lines = self._lines("accounts.csv", customers.ACCOUNT_COLUMNS)
        self._fields("accounts", customers.ACCOUNT_FIELDS)
        industries = [customers.industry(line) for line in lines if line["sector"]]
        ensure_lookups(self._client, "industry", industries)
        drafts = [customers.account_draft(line, self._ledger) for line in lines]
        sent = self._sender.upsert("accounts", drafts, "external_id", customers.OPTIONAL)
        ids = settle(sent, self._ledger)
        parents = list(customers.parent_drafts(lines, ids, self._ledger))
        linked = self._sender.update("accounts", parents)
        enter_refusals(linked, "subsidiary_of", self._ledger)
        return ids

    def store_known(self) -> deals.Known:
        """Store all that deals refer to."""
        agents, accounts = self.store_sellers(), self.store_customers()
        lines = self._lines("products.csv", deals.PRODUCT_COLUMNS)
        ensure_lookups(
            self._client, "product_category", [x["series"] for x in lines if x["series"]]
        )
        drafts = [deals.product_draft(line, self._ledger) for line in lines]
        sent = self._sender.upsert("products", drafts, "sku", deals.OPTIONAL)
        products = settle(sent, self._ledger)
        prices = {draft.key: draft.record.get("unit_price") for draft in drafts}
        return deals.Known(
            agents=agents,
            stages=ensure_pipeline(self._client),
            accounts=deals.Names(accounts),
            products=deals.Names(products),
            prices={name: price for name, price in prices.items() if price is not None},
        )

    def store_deals(self, known: deals.Known) -> None:
        """Store the opportunities, their lines, and the amounts that differ from their lines."""
        lines = self._lines("sales_pipeline.csv", deals.DEAL_COLUMNS)
        self._fields("opportunities", deals.DEAL_FIELDS)
        self._fields("opportunity_lines", deals.LINE_FIELDS)
        made = [deals.deal_draft(line, known, self._ledger) for line in lines]
        pairs = [pair for pair in made if pair]
        drafts = [draft for draft, _ in pairs]
        sent = self._sender.upsert("opportunities", drafts, "external_id", deals.OPTIONAL)
        ids = settle(sent, self._ledger)
        self._lines_of([pair for pair in pairs if pair[0].key in ids and pair[1]], ids, known)

    def _lines_of(
        self, pairs: Sequence[tuple[Draft, str]], ids: dict[str, int], known: deals.Known
    ) -> None:
        sold = [deals.line_draft(deal, ids[deal.key], name, known) for deal, name in pairs]
        sent = self._sender.upsert("opportunity_lines", sold, "cf_deal")
        enter_refusals(sent, "product", self._ledger)
        amounts = [
            deals.amount_draft(deal, ids[deal.key], line)
            for (deal, _), line in zip(pairs, sold, strict=True)
        ]
        settled = self._sender.update("opportunities", [draft for draft in amounts if draft])
        enter_refusals(settled, "close_value", self._ledger)

    def _lines(self, file: str, columns: Sequence[str]) -> list[Line]:
        found = read_lines(self._folder / file, columns, self._ledger)
        return list(keyed(found, columns[0], self._ledger))

    def _fields(self, record_type: str, wanted: Sequence[Wanted]) -> None:
        ensure_fields(self._client, record_type, "Sales pipeline", wanted)


def work(client: Client, options: argparse.Namespace, ledger: Ledger) -> None:
    """Store what the deals refer to, then the deals."""
    pipeline = Pipeline(client, options, ledger)
    pipeline.store_deals(pipeline.store_known())


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 if every row is stored or reported."""
    parser = import_parser(__doc__ or "", "pipeline-report.csv")
    parser.add_argument("folder", type=Path, help="the folder with the four CSV files")
    return run_import(parser.parse_args(arguments), work)


if __name__ == "__main__":
    sys.exit(main())
