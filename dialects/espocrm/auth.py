"""How EspoCRM clients sign in: by a key, or by a name with a password or a token."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from apitokens import failures
from apitokens.authentication import REFUSED, refuse_question
from apitokens.checking import judge
from apitokens.format import parse
from apitokens.identity import TokenIdentity
from apitokens.limits import client_address
from apitokens.passwords import SignInRefused, sign_in
from users.models import User

DIALECT = "espocrm"
ESPO, BASIC, KEY, COOKIE = "Espo-Authorization", "Authorization", "X-Api-Key", "auth-token"
BY_TOKEN = "Espo-Authorization-By-Token"
BAD = "Auth: Bad authorization string provided."
PROGRAMS = ("api", "system")
Found = tuple[User, TokenIdentity | None]


@dataclass(frozen=True)
class Pair:
    """A name, and a password or token; never shown, so that no log holds it."""

    name: str
    secret: str

    def __repr__(self) -> str:
        return f"Pair({self.name})"

    @property
    def is_token(self) -> bool:
        """Whether the secret has the form of a token."""
        return parse(self.secret) is not None


class EspoAuthentication(BaseAuthentication):
    """Ranks the credentials of a request: Espo-Authorization, a key, Basic, the cookie."""

    def authenticate(self, request: Request) -> Found | None:
        """Who calls; None without a credential. Raises AuthenticationFailed, NotAuthenticated,
        PermissionDenied (403) after too many failures, Unanswerable."""
        if not has_credential(request):
            return None
        check_failures(request)
        if ESPO in request.headers:
            return self.by_pair(request, request.headers[ESPO], is_espo=True)
        if KEY in request.headers:
            return self.by_token(request, request.headers[KEY].strip())
        scheme, _, rest = request.headers.get(BASIC, "").strip().partition(" ")
        if scheme.lower() == "basic":
            return self.by_pair(request, rest, is_espo=False)
        if scheme.lower() == "bearer":
            return self.by_token(request, rest.strip())
        return self.by_token(request, request.COOKIES.get(COOKIE, ""))

    def by_token(self, request: Request, text: str) -> Found:
        """Whose token it is."""
        identity = judge(text, client_address(request), DIALECT)
        if identity is None:
            raise AuthenticationFailed(REFUSED)
        return identity.user, identity

    def by_pair(self, request: Request, text: str, is_espo: bool) -> Found:
        """Whose name, and password or token, it is."""
        pair = read_pair(text)
        if pair is None:
            refuse_question(request, BAD)
        only_token = is_espo and is_true(request.headers.get(BY_TOKEN))
        if only_token and (KEY in request.headers or not pair.is_token):
            raise AuthenticationFailed(REFUSED)
        found = self.named(request, pair) if pair.is_token else self.signed_in(request, pair)
        if is_espo and found[0].kind in PROGRAMS:
            raise AuthenticationFailed(REFUSED)
        return found

    def named(self, request: Request, pair: Pair) -> Found:
        """Whose token it is, if that is his name."""
        user, identity = self.by_token(request, pair.secret)
        known = User.objects.named(pair.name)
        if known is None or known.pk != user.pk:
            raise AuthenticationFailed(REFUSED)
        return user, identity

    def signed_in(self, request: Request, pair: Pair) -> Found:
        """Whose password it is; a failure has been counted then."""
        try:
            return sign_in(request._request, pair.name, pair.secret), None
        except SignInRefused:
            raise NotAuthenticated(REFUSED) from None

    def authenticate_header(self, request: Request) -> str:
        """A challenge for those who sent nothing, and are no page of their own."""
        of_page = "X-Requested-With" in request.headers or "Referer" in request.headers
        return "" if of_page or request.method == "POST" or has_credential(request) else CHALLENGE


CHALLENGE = 'Basic realm=""'


def has_credential(request: Request) -> bool:
    """Whether anything was sent that can be one."""
    return any(one in request.headers for one in (ESPO, KEY, BASIC)) or COOKIE in request.COOKIES


def check_failures(request: Request) -> None:
    """Turn away an address from which too much failed in this minute. Raises PermissionDenied."""
    most = settings.ESPO_MAX_FAILED_AUTH
    found = failures.failures_at(request) if most else None
    if found is not None and found.number > most:
        raise PermissionDenied("Max failed login attempts exceeded for IP address")


def read_pair(text: str) -> Pair | None:
    """The name and secret in base 64; None where it holds none."""
    bare = text.strip().replace("=", "")
    try:
        decoded = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    name, mark, secret = decoded.partition(":")
    return Pair(name, secret) if mark and name and "\0" not in decoded else None


def is_true(text: str | None) -> bool:
    """Whether a header says so."""
    return text is not None and text.strip().lower() in ("true", "1")


AUTHENTICATION = (EspoAuthentication,)
