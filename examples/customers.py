"""From the rows about customers to accounts, and to which of them belongs to which."""

from collections.abc import Iterable, Iterator, Mapping

from examples import cleaning
from examples.cells import Cells
from examples.fields import Wanted
from examples.ledger import Ledger
from examples.sending import Draft
from examples.table import Line

SOURCE = "sales_pipeline"
ACCOUNT_COLUMNS = (
    "account",
    "sector",
    "year_established",
    "revenue",
    "employees",
    "office_location",
    "subsidiary_of",
)
ACCOUNT_FIELDS = (
    Wanted("cf_year_established", "Year established", "number"),
    Wanted("cf_revenue_millions", "Revenue in millions", "numeric"),
    Wanted("cf_employees", "Employees", "number"),
)
OPTIONAL = frozenset(
    {"industry", "address_country", "cf_year_established", "cf_revenue_millions", "cf_employees"}
)
# Words that the file is known to misspell.
SPELLINGS = {"technolgy": "technology", "Philipines": "Philippines"}


def industry(line: Line) -> str:
    """The sector of a customer as it stands in our list of industries; "" if there is none."""
    word = SPELLINGS.get(line["sector"], line["sector"])
    return word[:1].upper() + word[1:]


def external_id(name: str) -> str:
    """What an account of this file is found again by, apart from accounts of other files."""
    return f"{SOURCE}:{name}"


def account_draft(line: Line, ledger: Ledger) -> Draft:
    """The account that a line describes, without its parent, which may stand further down."""
    cells = Cells(line, line["account"], ledger)
    for column in ("sector", "office_location"):
        if line[column] in SPELLINGS:
            cells.changed(column, f"misspelt, stored as {SPELLINGS[line[column]]}")
    country = line["office_location"]
    record = {
        "name": line["account"],
        "external_id": external_id(line["account"]),
        "external_source": SOURCE,
        "industry": industry(line) or None,
        "address_country": SPELLINGS.get(country, country),
        "cf_year_established": cells.take("year_established", cleaning.whole),
        "cf_revenue_millions": cells.take("revenue", cleaning.decimal),
        "cf_employees": cells.take("employees", cleaning.whole),
    }
    return Draft(line, line["account"], record)


def parent_drafts(lines: Iterable[Line], ids: Mapping[str, int], ledger: Ledger) -> Iterator[Draft]:
    """The changes that put each subsidiary under its parent; an unknown parent is entered."""
    for line in lines:
        name, parent = line["account"], line["subsidiary_of"]
        if not parent or name not in ids:
            continue
        if parent in ids:
            yield Draft(line, name, {"id": ids[name], "parent_id": ids[parent]})
        else:
            Cells(line, name, ledger).left_out("subsidiary_of", "no such account is stored")
