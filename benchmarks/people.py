"""Who calls: an administrator, a seller who sees what his team has, and owners of records."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from apitokens.issuing import issue
from apitokens.models import Token
from crm import first_start
from revisions.store import bump
from users.models import Role, Team, User

OWNERS, TEAMS = 20, 4
MANY_CALLS = 1_000_000_000
GRANTS = [{"record_type": "*", "create": True, "read": "team", "edit": "own", "delete": "own"}]


def gather() -> None:
    """Make them in an empty installation, and keep their tokens beside the database."""
    first_start.furnish()
    role = Role.objects.create(name="Benchmark", grants=GRANTS)
    teams = [Team.objects.create(name=f"Team {number}") for number in range(TEAMS)]
    owners = []
    for number in range(OWNERS):
        owner = User.objects.create_user(f"owner{number}@example.com", api_access=True)
        owner.teams.set([teams[number % TEAMS]])
        owner.roles.set([role])
        owners.append(owner)
    chief = User.objects.create_superuser("chief@example.com", "a long password to sign in by")
    bump("users")
    people = {"administrator": chief, "seller": owners[0]}
    tokens = {name: issue(user, name, scopes=["write"])[1] for name, user in people.items()}
    Token.objects.update(rate_limit=MANY_CALLS)
    bump("tokens")
    path().write_text(json.dumps(tokens))


def tokens() -> dict[str, str]:
    """The tokens of the administrator and of the seller."""
    found: dict[str, str] = json.loads(path().read_text())
    return found


def owner_ids() -> list[int]:
    """The ids of those who own records."""
    found = User.objects.filter(email__startswith="owner").order_by("pk")
    return list(found.values_list("pk", flat=True))


def path() -> Path:
    """Where the tokens are kept."""
    return Path(settings.CRM_DATA) / "benchmark_tokens.json"
