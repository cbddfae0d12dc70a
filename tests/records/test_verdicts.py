"""The reasons of access agree with the gate, for every kind of record and of right."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Account
from campaigns.models import Campaign, CampaignStage, TargetList
from lookups.models import Tag
from records.access import Caller, caller_of, visible
from records.locking import within_sight
from records.types import registry
from records.verdicts import ALLOWING, REASONS, verdicts
from tests.calls import Api
from tests.people import People, Person, person
from users.models import Role, Team, User

LEVELS = ("none", "own", "team", "all")
RIGHTS = [
    *((one, one, one) for one in LEVELS),
    *(
        ("own", "all", "team"),
        ("team", "own", "all"),
        ("all", "team", "own"),
        ("none", "all", "all"),
    ),
]


def records_of(model: type[Any], people: People, **more: Any) -> list[Any]:
    """A record of everybody, alone and shared, private, and in the bin."""
    owners: list[User | None] = [people.owner.user, people.colleague.user, people.stranger.user]
    found = []
    for owner, team, private, binned in product(
        [*owners, None], [None, people.team], [False, True], [False, True]
    ):
        deleted_at = timezone.now() if binned else None
        row = model.objects.create(
            name="n", owner=owner, is_private=private, deleted_at=deleted_at, **more
        )
        row.teams.set([team] if team else [])
        found.append(row)
    return found


@pytest.fixture(scope="module")
def rows(shared_people: People) -> dict[str, list[Any]]:
    """Rows of the types that the gate treats differently."""
    campaigns = records_of(Campaign, shared_people)
    return {
        "accounts": records_of(Account, shared_people),
        "campaigns": campaigns,
        "campaign_stages": [
            CampaignStage.objects.create(campaign=one, name="s", position=1) for one in campaigns
        ],
        "target_lists": [TargetList.objects.create(name="t")],
        "tags": [Tag.objects.create(name="t")],
        "users": [shared_people.owner.user],
        "roles": list(Role.objects.all()),
    }


@pytest.fixture(scope="module")
def callers(shared_people: People) -> list[Caller]:
    """Somebody of the team with each mixture of rights, one with two roles, and administrators."""
    found = []
    for number, (read, edit, delete) in enumerate(RIGHTS):
        grant = {"record_type": "*", "read": read, "edit": edit, "delete": delete}
        role = Role.objects.create(name=f"r{number}", grants=[grant])
        found.append(person(f"p{number}", [shared_people.team], [role]).user)
    found.append(
        person("both", [shared_people.team], Role.objects.filter(name__in=["r1", "r6"])).user
    )
    boss = Role.objects.create(name="Boss", is_administrator=True)
    found += [person("boss", roles=[boss]).user, person("nobody").user]
    people = (shared_people.owner, shared_people.stranger, shared_people.administrator)
    return [caller_of(one, None, "native", "") for one in (*found, *(one.user for one in people))]


def test_the_verdict_is_that_of_the_gate(rows: dict[str, list[Any]], callers: list[Caller]) -> None:
    rules = set()
    for name, found in rows.items():
        record_type = registry[name]
        for caller, row in product(callers, found):
            trashed = getattr(row, "deleted_at", None) is not None
            told = verdicts(record_type, caller, row)
            gate = {
                "read": visible(record_type, caller, trashed),
                "edit": within_sight(record_type, caller, "edit", trashed),
                "delete": within_sight(record_type, caller, "delete", trashed),
            }
            for action, reach in gate.items():
                expected = reach.filter(pk=row.pk).exists() and not (trashed and action == "edit")
                said = told[action]
                assert said.allowed == expected, (name, caller.user, row.pk, action, said)
                assert said.allowed == (said.rule in ALLOWING or bool(said.of and said.of.allowed))
                rules.add(said.rule)
    assert rules == set(REASONS) - {"inactive"}
    page = (Path(settings.BASE_DIR) / "docs" / "roles.md").read_text()
    assert all(f"`{rule}`" in page for rule in REASONS)


@pytest.fixture
def boss(administrator: Person) -> Api:
    """An administrator's calls."""
    return Api(administrator.token)


def test_administrators_are_told_why(
    boss: Api, owner: Person, colleague: Person, stranger: Person
) -> None:
    account = Api(owner.token).post("/api/accounts", {"name": "Acme"}).body["id"]
    record = f"accounts/{account}"

    told = boss.get("/api/explain-access", user=str(colleague.id), record=record).body
    assert told["read"] | {"why": ""} == {
        **{"allowed": True, "rule": "owner's team", "level": "team", "why": ""},
    }
    assert (told["edit"]["allowed"], told["edit"]["rule"]) == (False, "not owner")
    assert told["record"] == {
        **{"type": "accounts", "id": account, "owner_id": owner.id, "team_ids": []},
        **{"is_private": False, "in_bin": False},
    }
    [role] = told["roles"]
    assert (role["name"], role["read"], role["create"]) == ("Seller", "team", True)
    assert told["user"]["team_ids"] == [Team.objects.get(name="Sales").pk]

    sale = Api(owner.token).post("/api/opportunities", {"name": "s", "account_id": account}).body
    line = {"opportunity_id": sale["id"], "name": "l"}
    number = Api(owner.token).post("/api/opportunity_lines", line).body["id"]
    part = f"opportunity_lines/{number}"
    told = boss.get("/api/explain-access", user=str(stranger.id), record=part).body
    assert (told["read"]["rule"], told["read"]["parent"]["rule"]) == ("parent", "no team")
    boss.patch(f"/api/users/{stranger.id}", {"is_active": False})
    told = boss.get("/api/explain-access", user=str(stranger.id), record=record).body
    assert {told[act]["rule"] for act in ("read", "edit", "delete")} == {"inactive"}


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"user": "1"}, 400),
        ({"user": "x", "record": "accounts/1"}, 400),
        ({"user": "USER", "record": "accounts"}, 400),
        ({"user": "USER", "record": "acounts/1"}, 400),
        ({"user": "USER", "record": "accounts/0"}, 400),
        ({"user": "USER", "record": "accounts/1", "verbose": "1"}, 400),
        ({"user": "USER", "record": "accounts/987654321"}, 404),
        ({"user": "USER", "record": "accounts/9999999999999999999"}, 404),
        ({"user": "987654321", "record": "accounts/1"}, 404),
    ],
)
def test_the_question_is_read_strictly(
    boss: Api, owner: Person, parameters: dict[str, str], status: int
) -> None:
    sent = {name: one.replace("USER", str(owner.id)) for name, one in parameters.items()}
    assert boss.get("/api/explain-access", **sent).status == status
    assert Api(owner.token).get("/api/explain-access", **sent).status in (400, 403)
