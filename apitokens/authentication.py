"""Finds the one credential of a request in its headers, or the session, and says who calls."""

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apitokens import signins
from apitokens.checking import judge
from apitokens.identity import TokenIdentity
from apitokens.jwts import is_jwt
from apitokens.limits import client_address
from users.models import User
from values.refusals import Unanswerable

# One sentence for whatever is wrong, so that a guesser learns nothing.
REFUSED = "A valid token is required."
CREDENTIAL_HEADERS = ("Authorization", "X-Api-Key")
SCHEMES = ("bearer", "basic", "digest", "apikey")


class BearerAuthentication(authentication.BaseAuthentication):
    """A personal access token in a header. A dialect says in which, and after which word."""

    header: ClassVar[str] = "Authorization"
    scheme: ClassVar[str] = "Bearer"  # "": the header holds the bare token
    dialect: ClassVar[str | None] = "native"  # that the token must be good for; None: any
    challenge: ClassVar[str] = "Bearer"
    one_credential: ClassVar[bool] = True  # False where the dialect ranks several itself
    takes_jwt: ClassVar[bool] = False  # whether people signed in by an app may call as well

    def authenticate(self, request: Request) -> tuple[User, TokenIdentity | None] | None:
        """The token's owner and identity, without one for a JWT; None where the credential is not
        for this class.

        Raises AuthenticationFailed (401), or Unanswerable (400) for two credentials at once.
        """
        if self.one_credential and count_credentials(request) > 1:
            refuse_question(request, "Send one credential: two were found in the headers.")
        token = self.find(request)
        if token is None:
            return None
        if self.takes_jwt and is_jwt(token):
            return self.signed_in(token), None
        identity = judge(token, client_address(request), self.dialect)
        if identity is None:
            raise AuthenticationFailed(REFUSED)
        return identity.user, identity

    def signed_in(self, token: str) -> User:
        """Whose JWT it is. Raises AuthenticationFailed."""
        user = signins.judge(token)
        if user is None:
            raise AuthenticationFailed(REFUSED)
        return user

    def find(self, request: Request) -> str | None:
        """The text of the token; None if the header is absent or has another scheme."""
        value = request.META.get(f"HTTP_{self.header.upper().replace('-', '_')}")
        if value is None or not self.scheme:
            return value if value is None else value.strip()
        scheme, _, rest = value.strip().partition(" ")
        return rest.strip() if scheme.lower() == self.scheme.lower() else None

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says in WWW-Authenticate."""
        return self.challenge


class ApiKeyAuthentication(BearerAuthentication):
    """The same token, bare, in X-Api-Key."""

    header = "X-Api-Key"
    scheme = ""


class SessionAuthentication(authentication.SessionAuthentication):
    """The dashboard's session with its CSRF check; not looked at beside a credential header."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        """The signed-in user without a token; None without session. PermissionDenied (403)."""
        if has_credential(request):
            return None
        return super().authenticate(request)

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says in WWW-Authenticate."""
        return "Bearer"


def has_credential(request: Request | HttpRequest) -> bool:
    """Whether any header that can carry a credential was sent."""
    return any(name in request.headers for name in CREDENTIAL_HEADERS)


def count_credentials(request: Request | HttpRequest) -> int:
    """How many credentials the headers carry; a header sent twice arrives joined by commas."""
    sent = request.META
    starts = sent.get("HTTP_AUTHORIZATION", "").lower().split(",")
    schemes = sum(start.strip().partition(" ")[0] in SCHEMES for start in starts)
    keys = sent["HTTP_X_API_KEY"].split(",") if "HTTP_X_API_KEY" in sent else []
    authorization = max(1, schemes) if "HTTP_AUTHORIZATION" in sent else 0
    return authorization + len(keys)


def refuse_question(request: Request, message: str) -> NoReturn:
    """Raise Unanswerable, leaving a request that nobody else tries to authenticate again."""
    request.user = AnonymousUser()
    request.auth = None
    raise Unanswerable(message)
