"""The district offices of members of Congress: phone numbers and a text per member."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from examples.cells import Cells
from examples.client import JsonObject
from examples.ledger import Ledger
from examples.table import Line

OFFICE_COLUMNS = (
    "bioguide",
    "id",
    "address",
    "building",
    "city",
    "fax",
    "hours",
    "phone",
    "state",
    "suite",
    "zip",
)

Offices = Mapping[str, Sequence[Line]]


def by_member(lines: Iterable[Line], members: Collection[str], ledger: Ledger) -> Offices:
    """The offices of each member; those of nobody that we know are refused."""
    offices: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line["bioguide"] in members:
            offices[line["bioguide"]].append(line)
        else:
            Cells(line, line["id"], ledger).refuse("no member has this id", "bioguide")
    return offices


def described(office: Line) -> str:
    """An office as one line of text, with all that the file says of it."""
    place = f"{office['city']}, {office['state']} {office['zip']}".strip()
    street = [office[column] for column in ("building", "address", "suite")]
    reach = [f"{name} {office[name]}" for name in ("phone", "fax", "hours") if office[name]]
    return "; ".join(part for part in (*street, place, *reach) if part)


def phones(number: str, offices: Sequence[Line], ledger: Ledger) -> list[JsonObject]:
    """The numbers of a member, his own first, each once; a number met again is entered."""
    entries: dict[str, JsonObject] = {}
    if number:
        entries[_digits(number)] = {"number": number, "type": "Office", "is_primary": True}
    for office in offices:
        cells = Cells(office, office["id"], ledger)
        for column, kind in (("phone", "Office"), ("fax", "Fax")):
            if not cells[column]:
                continue
            if _digits(cells[column]) in entries:
                cells.left_out(column, "the member has this number already")
                continue
            entries[_digits(cells[column])] = {"number": cells[column], "type": kind}
    return list(entries.values())


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")
