"""Bring members of Congress in as contacts: `python3 -m examples.people CURRENT HISTORICAL`."""

import argparse
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from examples.client import Client
from examples.commandline import import_parser, run_import
from examples.fields import Wanted, ensure_fields
from examples.ledger import Ledger
from examples.members import CHOICES, COLUMNS, DATES, LABELS, NUMBERS, OPTIONAL, URLS, draft
from examples.offices import OFFICE_COLUMNS, by_member
from examples.sending import Sender, settle
from examples.table import Line, keyed, read_lines


def fields_for(lines: Sequence[Line]) -> list[Wanted]:
    """The custom fields of a member; the options of the selects are the values of the data."""
    return [
        Wanted("cf_current_member", "Current member", "boolean"),
        *(
            Wanted(key, label, _type(column), options=_options(column, lines))
            for column, (key, label) in LABELS.items()
        ),
        Wanted("cf_district_offices", "District offices", "textarea"),
    ]


def _type(column: str) -> str:
    kinds = {"select": CHOICES, "date": DATES, "number": NUMBERS, "url": URLS}
    return next((kind for kind, columns in kinds.items() if column in columns), "text")


def _options(column: str, lines: Sequence[Line]) -> tuple[str, ...]:
    if column not in CHOICES:
        return ()
    words = CHOICES[column]
    return tuple(sorted({words.get(line[column], line[column]) for line in lines if line[column]}))


def work(client: Client, options: argparse.Namespace, ledger: Ledger) -> None:
    """Make the fields, then send the members, each with the offices that the third file gives."""
    current = list(read_lines(options.current, COLUMNS, ledger))
    historical = read_lines(options.historical, COLUMNS, ledger)
    lines = list(keyed(chain(current, historical), "bioguide_id", ledger))
    offices = None
    if options.offices:
        members = {line["bioguide_id"] for line in lines}
        offices = by_member(read_lines(options.offices, OFFICE_COLUMNS, ledger), members, ledger)
    ensure_fields(client, "contacts", "Congress", fields_for(lines))
    drafts = [draft(line, line.file == options.current.name, offices, ledger) for line in lines]
    sender = Sender(client, ledger, options.batch)
    settle(sender.upsert("contacts", drafts, "external_id", OPTIONAL), ledger)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 if every row is stored or reported."""
    parser = import_parser(__doc__ or "", "people-report.csv")
    parser.add_argument("current", type=Path, help="the CSV file of the members in office")
    parser.add_argument("historical", type=Path, help="the CSV file of the former members")
    parser.add_argument("offices", type=Path, nargs="?", help="the CSV file of district offices")
    return run_import(parser.parse_args(arguments), work)


if __name__ == "__main__":
    sys.exit(main())
