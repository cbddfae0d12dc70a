"""What EspoCRM serves about itself: who is signed in, with which rights, and its version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import URLPattern, re_path
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.checking import judge
from apitokens.format import parse
from apitokens.issuing import revoke
from apitokens.limits import client_address
from apitokens.models import Token
from apitokens.renewing import begin
from dialects.edges import policies
from dialects.espocrm import replies
from dialects.espocrm.auth import DIALECT, ESPO, read_pair
from dialects.espocrm.ids import encode
from dialects.espocrm.people import named
from dialects.router import served
from dialects.worded import Worded
from lookups.currencies import active_codes
from records import access
from records.access import Caller
from records.types import RecordType
from records.views import DialectView
from users.models import Team, User

SIGNED_IN = "EspoCRM sign-in"
TOKEN_DAYS = 2
TITLE = "EspoCRM REST API"


class EspoPage(DialectView):
    """What the pages of this room have in common."""

    dialect: Worded

    def told(self, data: Any) -> Response:
        """A reply with the headers of all."""
        return Response(data, headers=replies.around())


class Root(EspoPage):
    """GET /: what this is."""

    def get(self, request: Request) -> Response:
        """Its name."""
        return self.told(TITLE)


class About(EspoPage):
    """GET /App/about: the version."""

    def get(self, request: Request) -> Response:
        """Text and version."""
        return self.told({"text": TITLE, "version": settings.ESPO_VERSION})


class Myself(EspoPage):
    """GET /App/user: who calls, what he may do, and his token where he signed in for one."""

    def get(self, request: Request) -> Response:
        """The caller."""
        return self.told(
            {
                "user": profile(self.caller.user),
                "acl": {"table": rights(self.dialect, self.caller)},
                "preferences": {},
                "token": self.token(request),
                "settings": common_settings(),
                "language": "en_US",
                "appParams": {},
            }
        )

    def token(self, request: Request) -> str | None:
        """The token that stands for a sign-in; a new one for a password. None for other keys."""
        pair = read_pair(request.headers.get(ESPO, ""))
        if pair is None:
            return None
        if pair.is_token:
            return pair.secret
        return begin(self.caller.user, SIGNED_IN, DIALECT, TOKEN_DAYS)


class SignOut(EspoPage):
    """POST /App/destroyAuthToken {token}: end a sign-in."""

    def post(self, request: Request) -> Response:
        """Whether there was one of the caller's."""
        text = self.dialect.read_body(request).get("token")
        presented = parse(text) if isinstance(text, str) else None
        identity = presented and judge(str(text), client_address(request), DIALECT)
        if not presented or not identity or identity.user.pk != self.caller.user.pk:
            return self.told(False)
        revoke(Token.objects.get(public_id=presented.public_id))
        return self.told(True)


def profile(user: User) -> dict[str, Any]:
    """Who is signed in."""
    teams = dict(Team.objects.filter(users=user).order_by("pk").values_list("pk", "name"))
    team = user.default_team_id
    return {
        "id": encode("users", user.pk),
        "userName": user.username,
        "name": named(user.first_name, user.last_name, user.username),
        "firstName": user.first_name,
        "lastName": user.last_name,
        "type": "admin" if user.is_superuser else user.kind,
        "emailAddress": user.email,
        "isActive": user.is_active,
        "teamsIds": [encode("teams", one) for one in teams],
        "teamsNames": {encode("teams", one): name for one, name in teams.items()},
        "defaultTeamId": None if team is None else encode("teams", team),
    }


def rights(dialect: Worded, caller: Caller) -> dict[str, Any]:
    """What the caller may do with each entity: false, or how far each act goes."""
    return {word: right(record_type, caller) for record_type, word in served(dialect)}


def right(record_type: RecordType, caller: Caller) -> bool | dict[str, str]:
    """The same for one."""
    far = {act: said(access.level(caller, record_type, act)) for act in ("read", "edit", "delete")}
    if far["read"] == "no":
        return False
    may_create = access.may_create(caller, record_type)
    return {"create": "yes" if may_create else "no", **far, "stream": far["read"]}


def said(level: str) -> str:
    """Their word for how far a right goes."""
    return "no" if level == "none" else level


def common_settings() -> dict[str, Any]:
    """What clients are told of the installation."""
    return {
        "applicationName": "Polyglot CRM",
        "version": settings.ESPO_VERSION,
        "timeZone": settings.TIME_ZONE,
        "defaultCurrency": settings.CRM_CURRENCY,
        "baseCurrency": settings.CRM_CURRENCY,
        "currencyList": list(active_codes()),
        "dateFormat": "YYYY-MM-DD",
        "timeFormat": "HH:mm",
        "weekStart": 1,
        "language": "en_US",
    }


class PublicSettings(EspoPage):
    """GET /Settings: what clients may know before anybody signs in."""

    needs_identity = False

    def get(self, request: Request) -> Response:
        """The settings."""
        return self.told(common_settings())


def endpoints(dialect: Worded) -> list[URLPattern]:
    """The addresses, with and without a slash at the end."""
    given = policies(dialect)
    found: dict[str, type[DialectView]] = {
        "": Root,
        "App/user": Myself,
        "App/about": About,
        "App/destroyAuthToken": SignOut,
        "App/action/destroyAuthToken": SignOut,
        "Settings": PublicSettings,
    }
    return [re_path(rf"^{path}/?\Z", view.as_view(**given)) for path, view in found.items()]
