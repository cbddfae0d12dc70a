"""Ask the API what the CSV files answer too, and compare: `python3 -m examples.check --help`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from examples import answers, expectations
from examples.client import Client
from examples.commandline import EXPECTED, connect, parser

Row = tuple[str, ...]
FOUNDED = (1900, 1910)
BORN_BEFORE = 1800
# The files write most names with the typographic apostrophe, the filter takes both literally.
NAME_PARTS = ("é", "O'", "O’")


@dataclass(frozen=True)
class Question:
    """A question, the columns of its answer, and the two ways to answer it."""

    text: str
    columns: Row
    expected: list[Row]
    ask: Callable[[Client], list[Row]]
    shown: bool = True


def about_companies(path: Path) -> Iterator[Question]:
    """The questions that the file of companies answers."""
    rows = list(expectations.rows_of(path))
    yield Question(
        "Companies founded between 1900 and 1910, by sector",
        ("sector", "company", "founded"),
        expectations.companies_founded(rows, *FOUNDED),
        lambda client: answers.companies_founded(client, *FOUNDED),
    )
    yield Question(
        "Every company is found again",
        ("symbol", "company", "founded"),
        expectations.all_companies(rows),
        answers.all_companies,
        shown=False,
    )


def about_people(current: Path, historical: Path) -> Iterator[Question]:
    """The questions that the files of members answer."""
    rows = list(chain(expectations.rows_of(current), expectations.rows_of(historical)))
    yield Question(
        'Members of Congress born before 1800 whose name contains "é" or "O\'" (or "O’")',
        ("id", "name", "born"),
        expectations.early_members(rows, BORN_BEFORE, NAME_PARTS),
        lambda client: answers.early_members(client, BORN_BEFORE, NAME_PARTS),
    )
    yield Question(
        "Every member is found again",
        ("id", "last name", "born"),
        expectations.all_members(rows),
        answers.all_members,
        shown=False,
    )


def about_pipeline(folder: Path) -> Iterator[Question]:
    """The questions that the files of the sales pipeline answer."""
    rows = list(expectations.rows_of(folder / "sales_pipeline.csv"))
    won = expectations.won_by_quarter(rows)
    spans = expectations.quarters(won)
    yield Question(
        "Won value per sales agent and quarter",
        ("agent", "quarter", "deals", "value"),
        won,
        lambda client: answers.won_by_quarter(client, spans),
    )
    accounts = expectations.rows_of(folder / "accounts.csv")
    subsidiaries = expectations.open_deals_of_subsidiaries(rows, accounts)
    for text, ask in (
        ("by a condition on the account", answers.open_deals_of_subsidiaries),
        ("by the ids of the accounts", answers.open_deals_by_account_ids),
    ):
        yield Question(
            f"Open deals of accounts that are subsidiaries, {text}",
            ("parent", "account", "deal"),
            subsidiaries,
            ask,
            shown=text.startswith("by a condition"),
        )
    yield Question(
        "Every deal is found again",
        ("deal", "account", "stage", "closed", "value"),
        expectations.all_deals(rows),
        answers.all_deals,
        shown=False,
    )


def judge(question: Question, client: Client, limit: int) -> bool:
    """Ask, print the answer and PASS or FAIL with what differs; True if it passed."""
    started = time.monotonic()
    print(f"\n{question.text}")
    try:
        found = question.ask(client)
    except (answers.Miscount, KeyError) as error:
        print(f"FAIL: {type(error).__name__}: {error}")
        return False
    seconds = time.monotonic() - started
    if question.shown:
        print(table(question.columns, found, limit))
    missing, extra = differences(question.expected, found)
    for name, rows in (("only in the CSV", missing), ("only in the API", extra)):
        for row in rows[:limit]:
            print(f"  {name}: {' | '.join(row)}")
    # Nothing found and nothing expected proves nothing.
    passed = not missing and not extra and bool(found)
    print(f"{'PASS' if passed else 'FAIL'}: {len(found):,} rows, {seconds:.2f} s")
    return passed


def differences(expected: list[Row], found: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that only the first has, and those that only the second has, doubles counted."""
    wanted, had = Counter(expected), Counter(found)
    return sorted((wanted - had).elements()), sorted((had - wanted).elements())


def table(columns: Row, rows: list[Row], limit: int) -> str:
    """The first rows as a text table in columns."""
    shown = [columns, *rows[:limit]]
    widths = [max(len(row[place]) for row in shown) for place in range(len(columns))]
    lines = [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    ]
    if len(rows) > limit:
        lines.append(f"  … and {len(rows) - limit:,} more")
    return "\n".join(lines)


def questions(options: argparse.Namespace) -> Iterator[Question]:
    """The questions for the files that were named."""
    if options.companies:
        yield from about_companies(options.companies)
    if options.people:
        yield from about_people(*options.people)
    if options.pipeline:
        yield from about_pipeline(options.pipeline)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 if every question passed, else 1."""
    made = parser(__doc__ or "")
    made.add_argument("--companies", type=Path, metavar="FILE")
    made.add_argument("--people", type=Path, nargs=2, metavar=("CURRENT", "HISTORICAL"))
    made.add_argument("--pipeline", type=Path, metavar="FOLDER")
    made.add_argument("--rows", type=int, default=40, help="rows of an answer to print")
    options = made.parse_args(arguments)
    try:
        client = connect(options)
        verdicts = [judge(question, client, options.rows) for question in questions(options)]
    except (*EXPECTED, OSError) as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 1
    print(f"\n{sum(verdicts)} of {len(verdicts)} passed")
    return 0 if verdicts and all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
