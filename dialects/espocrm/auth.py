"""How EspoCRM clients sign in: by a key, a signature, or a name with a password or a token."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from apitokens import failures, programs
from apitokens.authentication import REFUSED, refuse_question
from apitokens.checking import judge
from apitokens.format import parse
from apitokens.identity import TokenIdentity
from apitokens.limits import client_address
from apitokens.passwords import SignInRefused, sign_in
from users.models import User

DIALECT = "espocrm"
CHALLENGE = 'Basic realm=""'
KEY_LENGTH = programs.LENGTH
ROOT = "/api/v1/"
ESPO, BASIC, KEY, COOKIE = "Espo-Authorization", "Authorization", "X-Api-Key", "auth-token"
SIGNED = "X-Hmac-Authorization"
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
        if SIGNED in request.headers:
            return self.by_signature(request, request.headers[SIGNED])
        if KEY in request.headers:
            return self.by_key(request, request.headers[KEY].strip())
        scheme, _, rest = request.headers.get(BASIC, "").strip().partition(" ")
        if scheme.lower() == "basic":
            return self.by_pair(request, rest, is_espo=False)
        if scheme.lower() == "bearer":
            return self.by_token(request, rest.strip())
        return self.by_token(request, request.COOKIES.get(COOKIE, ""))

    def by_key(self, request: Request, text: str) -> Found:
        """Whose key it is, or whose token in the place of one."""
        if not programs.KEY.fullmatch(text):
            return self.by_token(request, text)
        return found_or_refused(programs.by_key(text))

    def by_signature(self, request: Request, text: str) -> Found:
        """Whose key stands before the signature of this method and path."""
        told = decoded(text) or b""
        key, mark, signature = told[:KEY_LENGTH], told[KEY_LENGTH:][:1], told[KEY_LENGTH + 1 :]
        if mark != b":":
            raise AuthenticationFailed(REFUSED)
        known = key.decode("ascii", "replace")
        return found_or_refused(programs.by_signature(known, signature, signed_texts(request)))

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
        has_key = KEY in request.headers or SIGNED in request.headers
        if only_token and (has_key or not pair.is_token):
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


def has_credential(request: Request) -> bool:
    """Whether anything was sent that can be one."""
    return (
        any(one in request.headers for one in (ESPO, SIGNED, KEY, BASIC))
        or COOKIE in request.COOKIES
    )


def check_failures(request: Request) -> None:
    """Turn away an address from which too much failed in this minute. Raises PermissionDenied."""
    most = settings.ESPO_MAX_FAILED_AUTH
    found = failures.failures_at(request) if most else None
    if found is not None and found.number > most:
        raise PermissionDenied("Max failed login attempts exceeded for IP address")


def read_pair(text: str) -> Pair | None:
    """The name and secret in base 64; None where it holds none."""
    try:
        told = (decoded(text) or b"").decode()
    except UnicodeDecodeError:
        return None
    name, mark, secret = told.partition(":")
    return Pair(name, secret) if mark and name and "\0" not in told else None


def decoded(text: str) -> bytes | None:
    """The bytes of base 64, whose = may stand anywhere: clients glue parts together."""
    bare = text.strip().replace("=", "")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None


def signed_texts(request: Request) -> list[str]:
    """What a signature may have been made of: the method and the path, as it may have been sent."""
    whole = str(request.path_info)
    path = whole[whole.index(ROOT) + len(ROOT) - 1 :] if ROOT in whole else whole
    return [f"{request.method} {one}" for one in dict.fromkeys((path, quote(path)))]


def found_or_refused(user: User | None) -> Found:
    """A program that was found. Raises AuthenticationFailed."""
    if user is None:
        raise AuthenticationFailed(REFUSED)
    return user, None


def is_true(text: str | None) -> bool:
    """Whether a header says so."""
    return text is not None and text.strip().lower() in ("true", "1")


AUTHENTICATION = (EspoAuthentication,)
