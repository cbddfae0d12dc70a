"""POST /auth/token and what lies below: people sign in by an app, and are given JWTs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens import signins
from apitokens.passwords import sign_in
from apitokens.signins import Pair
from dialects.native import query
from dialects.native.operations import Operation
from dialects.native.pieces import GONE, Schema, closed
from records.views import DialectView
from values.refusals import Refusal, Refused, Unanswerable
from values.text import is_clean

LONGEST = 4096
NAMES = ("email", "username")
JWT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
PAIR = closed({"access": JWT, "refresh": JWT})
REFRESH = closed({"refresh": JWT})
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
PASSWORD: Schema = {**NAME, "format": "password"}
SIGNING_IN: Schema = {
    "type": "object",
    "properties": {"email": NAME, "username": NAME, "password": PASSWORD},
    "required": ["password"],
    "oneOf": [{"required": [name]} for name in NAMES],
    "additionalProperties": False,
    "examples": [{"email": "ann@example.com", "password": "correct horse"}],
}


class SignInView(DialectView):
    """An address for those who have no identity yet.

    Nothing here is done under an Idempotency-Key: what is given out is kept nowhere, and what
    failed has to be counted, so it cannot be taken back with a refused request.
    """

    needs_identity = False
    shows_secrets = True

    def answer_once(
        self, handler: Callable[..., Any], request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer each request anew."""
        found: HttpResponseBase = handler(request, *args, **kwargs)
        return found

    def texts(self, known: tuple[str, ...]) -> dict[str, str]:
        """The body: an object of these keys, with texts. Raises Unanswerable, Refused."""
        body = self.dialect.read_body(self.request)
        query.read_body_of(self.request, body, known)
        refused = {name: [one] for name, value in body.items() if (one := refusal(value))}
        if refused:
            raise Refused(refused)
        return body

    def refresh_token(self) -> str:
        """The refresh token in a body that holds nothing else. Raises Unanswerable, Refused."""
        return needed(self.texts(("refresh",)), "refresh")


class SignInPage(SignInView):
    """Takes a name and a password."""

    operations: ClassVar = {
        "post": Operation(
            "sign_in",
            "Sign in by e-mail address (or username) and password",
            "sign in",
            PAIR,
            body=SIGNING_IN,
            is_open=True,
        )
    }

    def post(self, request: Request) -> Response:
        """A new sign-in."""
        body = self.texts((*NAMES, "password"))
        if body.keys() >= set(NAMES):
            raise Unanswerable("send either 'email' or 'username'")
        name = needed(body, "username" if "username" in body else "email")
        user = sign_in(request._request, name, needed(body, "password"))
        return Response(told(signins.begin(user)))


class RefreshPage(SignInView):
    """Exchanges a refresh token."""

    operations: ClassVar = {
        "post": Operation(
            "refresh_sign_in",
            "A new pair for a refresh token, which is good for this once",
            "sign in",
            PAIR,
            body=REFRESH,
            is_open=True,
        )
    }

    def post(self, request: Request) -> Response:
        """A new pair."""
        pair = signins.renew(self.refresh_token())
        if pair is None:
            raise AuthenticationFailed
        return Response(told(pair))


class SignOutPage(SignInView):
    """Ends a sign-in."""

    operations: ClassVar = {
        "post": Operation(
            "sign_out",
            "End a sign-in, its access tokens included",
            "sign in",
            GONE,
            body=REFRESH,
            is_open=True,
        )
    }

    def post(self, request: Request) -> Response:
        """End it, in every process from its next request on."""
        if not signins.end(self.refresh_token()):
            raise AuthenticationFailed
        return Response({})


def told(pair: Pair) -> Mapping[str, str]:
    """A pair as it is given out."""
    return {"access": pair.access, "refresh": pair.refresh}


def refusal(value: Any) -> Refusal | None:
    """What speaks against a value as a name, a password or a token."""
    if not isinstance(value, str):
        return Refusal("Type", "must be a text")
    if not is_clean(value):
        return Refusal("Text", "holds a character that no name or password has")
    if len(value) > LONGEST:
        return Refusal("Max", f"at most {LONGEST} characters", LONGEST)
    return None


def needed(body: Mapping[str, str], name: str) -> str:
    """A text that has to be there. Raises Refused."""
    if not body.get(name):
        raise Refused({name: [Refusal("Required")]})
    return body[name]
