"""GET /me and GET /explain-access: who calls and what he may do, and why somebody else may."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.scopes import allows
from dialects import parameters
from dialects.native import query
from dialects.native.operations import Operation, query_parameter
from dialects.native.pieces import (
    FLAG,
    ID,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    TEXT,
    closed,
    listed,
    nullable,
)
from dialects.native.tokens import LIMIT, MOMENT
from records.access import Caller, caller_of, level, may_create
from records.types import registry
from records.verdicts import Verdict, is_binned, roles_of, verdicts
from records.views import DialectView
from users.grants import ACTIONS, LEVELS
from users.models import Role, User
from values.refusals import Forbidden, Missing, Unanswerable
from values.text import nearest

LEVEL = {"type": "string", "enum": list(LEVELS)}
GRANTED = closed({"create": FLAG, **dict.fromkeys(ACTIONS, LEVEL)})
ROLE = closed({"id": ID, "name": TEXT})
TOKEN = closed(
    {
        "id": ID,
        "name": TEXT,
        "scopes": listed(TEXT),
        "dialects": nullable(listed(TEXT)),
        "allowed_ips": listed(TEXT),
        "rate_limit": LIMIT,
        "expires_at": MOMENT,
    }
)
ME = closed(
    {
        "id": ID,
        "username": TEXT,
        "email": MAYBE_TEXT,
        "name": TEXT,
        "kind": TEXT,
        "timezone": MAYBE_TEXT,
        "locale": MAYBE_TEXT,
        "is_administrator": FLAG,
        "is_superuser": FLAG,
        "api_access": FLAG,
        "team_ids": listed(ID),
        "roles": listed(ROLE),
        "rights": {"type": "object", "additionalProperties": GRANTED},
        "token": nullable(TOKEN),
    }
)
VERDICT = {
    "type": "object",
    "properties": {"allowed": FLAG, "rule": TEXT, "level": LEVEL, "why": TEXT, "parent": {}},
    "required": ["allowed", "rule", "level", "why"],
}
SUBJECT = closed(
    {
        "id": ID,
        "name": TEXT,
        "is_active": FLAG,
        "api_access": FLAG,
        "is_administrator": FLAG,
        "team_ids": listed(ID),
    }
)
OBJECT = closed(
    {
        "type": TEXT,
        "id": ID,
        "owner_id": MAYBE_NUMBER,
        "team_ids": listed(ID),
        "is_private": FLAG,
        "in_bin": FLAG,
    }
)
EXPLAINED = closed(
    {
        "user": SUBJECT,
        "record": OBJECT,
        **dict.fromkeys(ACTIONS, VERDICT),
        "roles": listed(
            closed({**ROLE["properties"], "is_administrator": FLAG} | GRANTED["properties"])
        ),
    }
)
RECORD = re.compile(r"([a-z][a-z0-9_]{0,99})/([1-9][0-9]{0,18})", re.ASCII)


class MePage(DialectView):
    """The caller."""

    operations: ClassVar = {
        "get": Operation("read_me", "Who calls, and what he may do", "sign in", ME)
    }

    def get(self, request: Request) -> Response:
        """The caller, his roles, his rights by record type as far as his token goes, the token."""
        self.dialect.read_nothing(self.asked)
        return Response(self.me(self.caller))

    def me(self, caller: Caller) -> dict[str, Any]:
        """What is said of the caller."""
        user = caller.user
        roles = Role.objects.filter(users=user.pk).order_by("pk").values("id", "name")
        plain = ("username", "email", "name", "kind", "timezone", "locale")
        return {
            "id": user.pk,
            **{name: getattr(user, name) for name in plain},
            "is_administrator": caller.is_administrator,
            "is_superuser": user.is_superuser,
            "api_access": user.api_access,
            "team_ids": sorted(caller.rights.team_ids),
            "roles": list(roles),
            "rights": {name: self.granted(caller, name) for name in registry},
            "token": self.token(caller),
        }

    def granted(self, caller: Caller, name: str) -> dict[str, Any]:
        """What the caller may do with records of a type."""
        levels: dict[str, Any] = {one: level(caller, registry[name], one) for one in ACTIONS}
        return {"create": may_create(caller, registry[name]), **levels}

    def token(self, caller: Caller) -> dict[str, Any] | None:
        """The token by which he calls; None where he is signed in."""
        identity = caller.identity
        if identity is None:
            return None
        plain = ("id", "name", "scopes", "dialects", "rate_limit", "expires_at")
        told = {name: getattr(identity, name) for name in plain}
        return told | {"allowed_ips": [str(one) for one in identity.networks]}


class ExplainAccess(DialectView):
    """Which rule decides."""

    operations: ClassVar = {
        "get": Operation(
            "explain_access",
            "Which rule decides what a user may do with a record; administrators",
            "sign in",
            EXPLAINED,
            parameters=(
                {**query_parameter("user", ID, "The user's id."), "required": True},
                {
                    **query_parameter("record", TEXT, "Type and id, such as `accounts/5`."),
                    "required": True,
                },
            ),
            refusals=(404,),
        )
    }

    def get(self, request: Request) -> Response:
        """The verdicts on reading, editing and deleting, each with its reason."""
        query.refuse_body(request)
        given = parameters.read_parameters(request, ("user", "record"))
        caller = self.caller
        if not (caller.is_administrator and allows(caller.identity, "explain-access", "read")):
            raise Forbidden("Only administrators may ask this.")
        for name in ("user", "record"):
            if name not in given:
                raise Unanswerable(f"the parameter '{name}' is missing")
        subject = self.subject(parameters.number(given, "user", 0, 2**63 - 1))
        found = RECORD.fullmatch(given["record"])
        if found is None:
            raise Unanswerable("the parameter 'record' is a type and an id, like accounts/5")
        return Response(self.explained(subject, found[1], int(found[2])))

    def subject(self, user_id: int) -> Caller:
        """The user as a caller of his own, without a token. Raises Missing."""
        user = User.objects.filter(pk=user_id).first()
        if user is None:
            raise Missing("There is no such user.")
        return caller_of(user, None, self.dialect.name, self.request_id)

    def explained(self, subject: Caller, name: str, record_id: int) -> dict[str, Any]:
        """What is said of a user and a record. Raises Missing, Unanswerable."""
        record_type = registry.get(name)
        if record_type is None:
            raise Unanswerable(f"unknown record type '{name}'{nearest(name, registry)}")
        rows: Any = record_type.model._default_manager
        row = rows.filter(pk=min(record_id, 2**63 - 1)).first()
        if row is None:
            raise Missing("There is no such record.")
        user, teams = subject.user, subject.rights.team_ids
        has_owner = record_type.has_owner
        return {
            "user": {
                **{name: getattr(user, name) for name in ("id", "name", "is_active", "api_access")},
                "is_administrator": subject.is_administrator,
                "team_ids": sorted(teams),
            },
            "record": {
                "type": name,
                "id": row.pk,
                "owner_id": row.owner_id if has_owner else None,
                "team_ids": sorted(row.teams.values_list("pk", flat=True)) if has_owner else [],
                "is_private": has_owner and row.is_private,
                "in_bin": is_binned(row),
            },
            **{act: told(one) for act, one in verdicts(record_type, subject, row).items()},
            "roles": roles_of(record_type, user),
        }


def told(verdict: Verdict) -> dict[str, Any]:
    """A verdict as it is said."""
    plain = {name: getattr(verdict, name) for name in ("allowed", "rule", "level", "why")}
    return plain | ({"parent": told(verdict.of)} if verdict.of else {})
