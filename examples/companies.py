"""Bring the companies of the S&P 500 in as accounts: `python3 -m examples.companies FILE`."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from examples import cleaning
from examples.cells import Cells
from examples.client import Client, JsonObject
from examples.commandline import import_parser, run_import
from examples.fields import Wanted, ensure_fields
from examples.ledger import Ledger
from examples.sending import Draft, Sender, settle
from examples.table import Line, keyed, read_lines

SOURCE = "sp500"
COLUMNS = (
    "Symbol",
    "Security",
    "GICS Sector",
    "GICS Sub-Industry",
    "Headquarters Location",
    "Date added",
    "CIK",
    "Founded",
)
STATES_TEXT = """
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, D.C., Delaware,
Florida, Georgia, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine,
Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska,
Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio,
Oklahoma, Oregon, Pennsylvania, Puerto Rico, Rhode Island, South Carolina, South Dakota,
Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming
"""
STATES = frozenset(name.strip() for name in STATES_TEXT.split(","))
OPTIONAL = frozenset(
    {"address_city", "address_state", "address_country", "cf_sector", "cf_sub_industry"}
    | {"cf_headquarters", "cf_added_on", "cf_cik", "cf_founded", "cf_founded_text"}
)


def fields_for(lines: Iterable[Line]) -> list[Wanted]:
    """The custom fields of a company; the options of the sector are those of the data."""
    sectors = sorted({line["GICS Sector"] for line in lines if line["GICS Sector"]})
    return [
        Wanted("cf_symbol", "Symbol", unique=True),
        Wanted("cf_sector", "Sector", "select", options=tuple(sectors)),
        Wanted("cf_sub_industry", "Sub-industry"),
        Wanted("cf_headquarters", "Headquarters as published"),
        Wanted("cf_added_on", "Added to the index", "date"),
        Wanted("cf_cik", "CIK", "number"),
        Wanted("cf_founded", "Founded", "number", help_text="The first year of the published text"),
        Wanted("cf_founded_text", "Founded as published"),
    ]


def address(place: str) -> JsonObject:
    """City, state and country of a headquarters such as `Saint Paul, Minnesota`.

    Of several places the first counts. Unusable when there is no city and region in it.
    """
    first = cleaning.without_footnotes(place.split(";")[0])
    parts = [part.strip() for part in first.split(",")]
    if len(parts) < 2 or not all(parts):
        raise cleaning.Unusable("is not a city with its state or country")
    city, region = ", ".join(parts[:-1]), parts[-1]
    if region in STATES:
        return {"address_city": city, "address_state": region, "address_country": "United States"}
    if len(parts) == 3:
        city, state = parts[0], parts[1]
        return {"address_city": city, "address_state": state, "address_country": region}
    return {"address_city": city, "address_country": region}


def draft(line: Line, ledger: Ledger) -> Draft:
    """The account that a line describes; what of it cannot be used is entered in the ledger."""
    cells = Cells(line, line["Symbol"], ledger)
    record: JsonObject = {
        "name": line["Security"],
        "external_id": line["Symbol"],
        "external_source": SOURCE,
        **(cells.take("Headquarters Location", address) or {}),
        "cf_symbol": line["Symbol"],
        "cf_sector": line["GICS Sector"] or None,
        "cf_sub_industry": line["GICS Sub-Industry"],
        "cf_headquarters": line["Headquarters Location"],
        "cf_added_on": cells.take("Date added", cleaning.iso_date),
        "cf_cik": cells.take("CIK", cleaning.whole),
        "cf_founded": cells.take("Founded", cleaning.first_year),
        "cf_founded_text": line["Founded"],
    }
    _tell_changes(cells)
    return Draft(line, line["Symbol"], record)


def _tell_changes(cells: Cells) -> None:
    place, founded = cells["Headquarters Location"], cells["Founded"]
    if cleaning.without_footnotes(place) != place:
        cells.changed("Headquarters Location", "a footnote mark is not part of the address")
    if ";" in place:
        cells.changed("Headquarters Location", "two places: the first is the address")
    if len(founded) > len("1902"):
        cells.changed("Founded", "more than a year: the first one counts, the text is kept too")


def work(client: Client, options: argparse.Namespace, ledger: Ledger) -> None:
    """Make the fields, then send the companies."""
    lines = list(keyed(read_lines(options.companies, COLUMNS, ledger), "Symbol", ledger))
    wanted = fields_for(lines)
    ensure_fields(client, "accounts", "S&P 500", wanted)
    drafts = [draft(line, ledger) for line in lines]
    sender = Sender(client, ledger, options.batch)
    settle(sender.upsert("accounts", drafts, "cf_symbol", OPTIONAL), ledger)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 if every row is stored or reported."""
    parser = import_parser(__doc__ or "", "companies-report.csv")
    parser.add_argument("companies", type=Path, help="the CSV file of the companies")
    return run_import(parser.parse_args(arguments), work)


if __name__ == "__main__":
    sys.exit(main())
