"""The answers to the questions of the check as the CSV files themselves give them.

Nothing here is shared with the imports, so that a mistake of theirs cannot hide.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

Row = tuple[str, ...]
Cells = dict[str, str]


def rows_of(path: Path) -> Iterator[Cells]:
    """The rows of a CSV file as they stand."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def companies_founded(rows: Iterable[Cells], first: int, last: int) -> list[Row]:
    """Sector, company and year of those whose published year begins within the two."""
    found = []
    for row in rows:
        year = re.match(r"\d{4}", row["Founded"])
        if year and first <= int(year[0]) <= last:
            found.append((row["GICS Sector"], row["Security"], year[0]))
    return sorted(found)


def early_members(rows: Iterable[Cells], before: int, parts: Iterable[str]) -> list[Row]:
    """Id, name and birthday of members born before a year whose name holds one of the parts."""
    wanted = [part.casefold() for part in parts]
    found = []
    for row in rows:
        names = (row["first_name"], row["middle_name"], row["last_name"])
        name = " ".join(part for part in names if part)
        if not row["birthday"] or int(row["birthday"][:4]) >= before:
            continue
        if any(part in name.casefold() for part in wanted):
            found.append((row["bioguide_id"], name, row["birthday"]))
    return sorted(found)


def won_by_quarter(rows: Iterable[Cells]) -> list[Row]:
    """Agent, quarter, number and value of the deals won, by the day they were closed."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row["deal_stage"] == "Won":
            month, _, year = row["close_date"].split("/")
            place = (row["sales_agent"], quarter(date(int(year), int(month), 1)))
            sums[place] += Decimal(row["close_value"])
            counts[place] += 1
    return sorted((*place, str(counts[place]), str(value)) for place, value in sums.items())


def quarter(day: date) -> str:
    """The quarter of a day, like `2017-Q1`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters(rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """First and last day of each quarter that occurs in the second cell of the rows."""
    spans = {}
    for name in sorted({row[1] for row in rows}):
        year, number = int(name[:4]), int(name[-1])
        last = ("03-31", "06-30", "09-30", "12-31")[number - 1]
        spans[name] = (f"{year}-{number * 3 - 2:02}-01", f"{year}-{last}")
    return spans


def open_deals_of_subsidiaries(deals: Iterable[Cells], accounts: Iterable[Cells]) -> list[Row]:
    """Parent, account and id of the deals that are open with an account that has a parent."""
    parents = {row["account"]: row["subsidiary_of"] for row in accounts if row["subsidiary_of"]}
    return sorted(
        (parents[row["account"]], row["account"], row["opportunity_id"])
        for row in deals
        if row["deal_stage"] in ("Prospecting", "Engaging") and row["account"] in parents
    )


def all_companies(rows: Iterable[Cells]) -> list[Row]:
    """Every company: symbol, name, founding text."""
    return sorted((row["Symbol"], row["Security"], row["Founded"]) for row in rows)


def all_members(rows: Iterable[Cells]) -> list[Row]:
    """Every member: id, last name, birthday."""
    return sorted((row["bioguide_id"], row["last_name"], row["birthday"]) for row in rows)


def all_deals(rows: Iterable[Cells]) -> list[Row]:
    """Every deal: id, account, stage, closing day, and its value once it is closed."""
    return sorted(
        (
            row["opportunity_id"],
            row["account"],
            row["deal_stage"],
            _iso(row["close_date"]),
            row["close_value"],
        )
        for row in rows
    )


def _iso(text: str) -> str:
    if not text:
        return ""
    month, day, year = map(int, text.split("/"))
    return date(year, month, day).isoformat()
