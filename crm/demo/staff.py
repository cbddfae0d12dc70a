"""Who works at Brightwater: teams, roles and users; and the words that the house has for things."""

from dataclasses import dataclass
from itertools import cycle
from typing import Any

from crm.demo.names import slug
from crm.demo.tables import read
from crm.demo.writer import Writer
from lookups import editing
from users.models import Role

DOMAIN = "brightwater.example"


@dataclass(frozen=True)
class Staff:
    """The users' ids: sellers by territory, support in turn, and who does the marketing."""

    sellers: dict[str, list[int]]
    support: list[int]
    marketing: int
    everybody: list[int]


def furnish(house: dict[str, Any], writer: Writer) -> None:
    """Fill the lists that are empty at first, and make the custom fields and the tags."""
    for name, items in house["lists"].items():
        editing.append(name, items)
    for place, field in enumerate(read("fields")["field"]):
        writer.define({**field, "order": place})
    colors = cycle(["#2f6f9f", "#3f8f5b", "#b4582c", "#7a5ba6", "#a08a2e", "#9f2f4d"])
    writer.make("tags", [{"name": name, "color": next(colors)} for name in house["tags"]])


def hire(house: dict[str, Any], writer: Writer) -> Staff:
    """Make the teams, a role and the users. Nobody can sign in as them: they have no password."""
    teams = dict(zip(house["teams"], make_teams(house, writer), strict=True))
    writer.make("roles", [house["role"]])
    roles = dict(Role.objects.values_list("name", "pk"))
    people = house["user"]
    ids = writer.make("users", [user(one, teams, roles) for one in people])
    sellers: dict[str, list[int]] = {}
    support, marketing = [], ids[0]
    for one, number in zip(people, ids, strict=True):
        if "territory" in one:
            sellers.setdefault(one["territory"], []).append(number)
        elif one["role"] == "Support":
            support.append(number)
        elif one["role"] == "Marketing":
            marketing = number
    return Staff(sellers, support, marketing, ids)


def make_teams(house: dict[str, Any], writer: Writer) -> list[int]:
    """The teams' ids, in order."""
    return writer.make("teams", [{"name": name} for name in house["teams"]])


def user(one: dict[str, Any], teams: dict[str, int], roles: dict[str, int]) -> dict[str, Any]:
    """A user as the API takes one."""
    first, last = one["name"]
    mine = [teams[name] for name in one["teams"]]
    return {
        "email": f"{slug(first)}@{DOMAIN}",
        "first_name": first,
        "last_name": last,
        "job_title": one["job_title"],
        "timezone": one["timezone"],
        "team_ids": mine,
        "default_team_id": mine[0],
        "role_ids": [roles[one["role"]]] if one["role"] in roles else [],
    }
