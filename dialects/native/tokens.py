"""GET and POST /tokens, and single tokens: each makes and revokes his own over the API."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.issuing import HIGHEST_LIMIT, Terms, issue, revoke
from apitokens.minting import inherited
from apitokens.models import Token
from apitokens.scopes import Act, allows
from dialects import parameters
from dialects.native import query
from dialects.native.operations import WRITE, Operation, path_parameter, query_parameter
from dialects.native.pieces import (
    FLAG,
    GONE,
    ID,
    MAYBE_NUMBER,
    TEXT,
    Schema,
    closed,
    listed,
    nullable,
    ref,
)
from dialects.native.told import PAGES
from records.access import Caller
from records.answers import Page
from records.query import Query
from records.views import DialectView
from users.models import User
from values.numbers import Integer
from values.refusals import Forbidden, Missing, Refusal, Refused, Unanswerable
from values.times import DateTime

AREA = "tokens"
MOMENT: Schema = {"type": "string", "format": "date-time"}
SCOPES: Schema = {**listed({"type": "string", "pattern": "^([a-z][a-z0-9_]*:)?(read|write)$"})}
LIMIT: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": HIGHEST_LIMIT}
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 100}
TOLD: dict[str, Schema] = {
    "id": ID,
    "name": NAME,
    "user_id": ID,
    "key_id": {"type": "string", "description": "How the token begins."},
    "scopes": SCOPES,
    "dialects": nullable(listed(TEXT)),
    "allowed_ips": listed(TEXT),
    "rate_limit": LIMIT,
    "expires_at": MOMENT,
    "last_used_at": nullable(MOMENT),
    "created_at": MOMENT,
    "created_by_id": MAYBE_NUMBER,
}
TOKEN = closed(TOLD)
NEW_TOKEN = closed({**TOLD, "token": {**TEXT, "description": "Shown this once."}})
ASKED: dict[str, Schema] = {
    **{name: TOLD[name] for name in ("name", "user_id", "scopes", "dialects", "allowed_ips")},
    **{"rate_limit": LIMIT, "expires_at": nullable(MOMENT)},
}
ASKING = closed(ASKED, ["name"]) | {"examples": [{"name": "Import", "scopes": ["contacts:read"]}]}
TOKEN_ID = path_parameter("id", ID)
OF_USER = query_parameter("user_id", ID, "Those of this user; others' are for administrators.")
OF_ALL = query_parameter("all", FLAG, "Everybody's; administrators.")


def said(token: Token) -> dict[str, Any]:
    """A token as it is shown, without its secret."""
    return {
        "id": token.pk,
        "name": token.name,
        "user_id": token.user_id,
        "key_id": f"crm_{token.public_id}",
        "scopes": token.scopes,
        "dialects": token.dialects or None,
        "allowed_ips": token.allowed_ips,
        "rate_limit": token.rate_limit,
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
        "created_at": token.created_at,
        "created_by_id": token.created_by_id,
    }


def require(caller: Caller, act: Act) -> None:
    """Refuse a caller whose own token is not for this. Raises Forbidden."""
    if not allows(caller.identity, AREA, act):
        raise Forbidden(f"Your token may not {act} tokens.")


def reachable(caller: Caller) -> QuerySet[Token]:
    """The tokens that exist for the caller: his own, for administrators everybody's."""
    tokens = Token.objects.filter(revoked_at__isnull=True)
    return tokens if caller.is_administrator else tokens.filter(user_id=caller.rights.user_id)


class TokenList(DialectView):
    """The caller's tokens, and the making of a new one."""

    shows_secrets = True
    operations: ClassVar = {
        "get": Operation(
            "list_tokens",
            "A page of access tokens, one's own unless told otherwise",
            AREA,
            ref("TokenPage"),
            parameters=(OF_USER, OF_ALL, *PAGES.values()),
        ),
        "post": Operation(
            "create_token",
            "Make an access token, which is shown this once",
            AREA,
            NEW_TOKEN,
            status=201,
            body=ASKING,
            refusals=WRITE,
            headers=("Location",),
        ),
    }

    def get(self, request: Request) -> Response:
        """A page, the newest first; revoked ones are gone."""
        query.refuse_body(request)
        given = parameters.read_parameters(request, (*query.PAGING, "user_id", "all"))
        require(self.caller, "read")
        tokens = self.asked_for(given)
        page, size = parameters.number(given, "page", 1, query.LAST_PAGE), query.page_size(given)
        start, count = (page - 1) * size, tokens.count()
        items = [said(one) for one in tokens[start : start + size]] if start < count else []
        asked = Query(page=page, per_page=size)
        return self.answer(Page(items, asked, count, has_more=start + size < count))

    def asked_for(self, given: parameters.Parameters) -> QuerySet[Token]:
        """Whose tokens are asked for. Raises Unanswerable, Forbidden."""
        every = parameters.flag(given, "all")
        if every and "user_id" in given:
            raise Unanswerable("send either 'all' or 'user_id'")
        own = self.caller.rights.user_id
        wanted = parameters.number(given, "user_id", own, 2**63 - 1)
        if (every or wanted != own) and not self.caller.is_administrator:
            raise Forbidden("Only administrators see the tokens of others.")
        tokens = reachable(self.caller).order_by("-pk")
        return tokens if every else tokens.filter(user_id=wanted)

    def post(self, request: Request) -> Response:
        """A new token."""
        body = self.dialect.read_object(self.asked, tuple(ASKED))
        require(self.caller, "write")
        token, plaintext = issue(self.owner(body), body.get("name", ""), **self.terms(body))
        place = request.build_absolute_uri(f"{request.path.rstrip('/')}/{token.pk}")
        return Response({**said(token), "token": plaintext}, 201, headers={"Location": place})

    def owner(self, body: dict[str, Any]) -> User:
        """For whom it shall be. Raises Refused."""
        try:
            wanted = Integer(low=1).take(body.get("user_id"))
        except Refusal as refusal:
            raise Refused({"user_id": [refusal]}) from None
        own = self.caller.rights.user_id
        if wanted is not None and wanted != own and not self.caller.is_administrator:
            raise Refused({"user_id": [Refusal("Exists", "only your own")]})
        user = User.objects.filter(pk=own if wanted is None else wanted).first()
        if user is None:
            raise Refused({"user_id": [Refusal("Exists", f"there are no users {wanted}", wanted)]})
        return user

    def terms(self, body: dict[str, Any]) -> Terms:
        """What is asked of it; the rest is as the caller's own token has it. Raises Refused."""
        through, by = self.caller.identity, self.caller.user
        terms: dict[str, Any] = {}
        terms |= {} if through is None else inherited(through)
        given = ("scopes", "dialects", "allowed_ips", "rate_limit")
        terms |= {name: body[name] for name in given if name in body}
        try:
            expiry = DateTime().take(body.get("expires_at"))
        except Refusal as refusal:
            raise Refused({"expires_at": [refusal]}) from None
        if "rate_limit" in body and not self.caller.is_administrator:
            words = "administrators say how many calls a token may make"
            raise Refused({"rate_limit": [Refusal("ReadOnly", words)]})
        return cast(Terms, terms | {"by": by, "through": through, "expires_at": expiry})


class TokenPage(DialectView):
    """One token."""

    operations: ClassVar = {
        "get": Operation(
            "read_token",
            "An access token, without its secret",
            AREA,
            ref("Token"),
            parameters=(TOKEN_ID,),
            refusals=(404,),
        ),
        "delete": Operation(
            "revoke_token",
            "Revoke an access token, at once and for good",
            AREA,
            GONE,
            parameters=(TOKEN_ID,),
            refusals=(404,),
        ),
    }

    def get(self, request: Request, id: str) -> Response:
        """The token."""
        return Response(said(self.found(id, "read")))

    def delete(self, request: Request, id: str) -> Response:
        """Revoke it, in every process from its next request on."""
        revoke(self.found(id, "write"))
        return Response({})

    def found(self, text: str, act: Act) -> Token:
        """The token that the path names. Raises Missing, Forbidden."""
        self.dialect.read_nothing(self.asked)
        require(self.caller, act)
        token = reachable(self.caller).filter(pk=self.dialect.read_id(text, self.asked)).first()
        if token is None:
            raise Missing
        return token
