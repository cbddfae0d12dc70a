"""From the rows about sales agents to teams and users."""

import unicodedata
from collections.abc import Iterable, Mapping

from examples.client import JsonObject
from examples.sending import Draft
from examples.table import Line

AGENT_COLUMNS = ("sales_agent", "manager", "regional_office")


def username(name: str) -> str:
    """A user name in plain letters: `Zoë Lévy` is `zoe.levy`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return ".".join("".join(c if c.isalnum() or c == "-" else " " for c in plain).split())


def managers_team(manager: str) -> str:
    """The name of the team that a manager leads."""
    return f"Team {manager}"


def team_names(lines: Iterable[Line]) -> list[str]:
    """One team per regional office and one per manager."""
    names: set[str] = set()
    for line in lines:
        names |= set(_teams(line))
    return sorted(names)


def agent_draft(line: Line, teams: Mapping[str, int]) -> Draft:
    """The user that a line describes, in the teams of his office and of his manager."""
    name = line["sales_agent"]
    return Draft(line, name, _user(name, "Sales agent", [teams[team] for team in _teams(line)]))


def manager_records(lines: Iterable[Line], teams: Mapping[str, int]) -> list[JsonObject]:
    """The managers, who stand in no row of their own, as users in the teams of their agents."""
    places: dict[str, dict[int, None]] = {}
    for line in lines:
        if line["manager"]:
            ids = places.setdefault(line["manager"], {})
            ids.update({teams[team]: None for team in _teams(line)})
    return [_user(name, "Sales manager", list(ids)) for name, ids in sorted(places.items())]


def _teams(line: Line) -> list[str]:
    team = managers_team(line["manager"]) if line["manager"] else ""
    return [name for name in (team, line["regional_office"]) if name]


def _user(name: str, title: str, teams: list[int]) -> JsonObject:
    first, _, last = name.rpartition(" ")
    record: JsonObject = {
        "username": username(name),
        "first_name": first,
        "last_name": last,
        "job_title": title,
        "team_ids": teams,
    }
    return {**record, "default_team_id": teams[0]} if teams else record
