"""OAuth 2.0 for tools that ask people: authorization codes and refresh tokens, by Authlib.

What it gives out is an access token as all others are, of one dialect and good for an hour: the
same gate judges it. A refresh token is good once; the token before ends with it.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Any

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from django.db import transaction
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone

from apitokens.applications import INSIDE, digest, digests
from apitokens.issuing import issue
from apitokens.models import Application, Consent
from revisions.store import bump
from users.models import User

CODE_LIFE = timedelta(minutes=5)
TOKEN_LIFE = timedelta(hours=1)
REFRESH_LIFE = timedelta(days=90)
SCOPES = ("read", "write")


class Client(ClientMixin):  # type: ignore[misc]
    """An application as Authlib asks about it."""

    def __init__(self, application: Application):
        self.application = application

    def get_client_id(self) -> str:
        return str(self.application.client_id)

    def get_default_redirect_uri(self) -> str:
        return str(self.application.redirect_uris[0])

    def get_allowed_scope(self, scope: str) -> str:
        wanted = [one for one in (scope or "write").split() if one in SCOPES]
        return " ".join(wanted)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.application.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        stored = self.application.digest
        return any([hmac.compare_digest(stored, one) for one in digests(client_secret)])

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in ("client_secret_basic", "client_secret_post")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in ("authorization_code", "refresh_token")


class Held:
    """A consent as Authlib asks about it."""

    def __init__(self, consent: Consent):
        self.consent = consent
        self.code_challenge = consent.code_challenge
        self.code_challenge_method = consent.code_challenge_method or None

    def get_redirect_uri(self) -> str:
        return self.consent.redirect_uri

    def get_scope(self) -> str:
        return self.consent.scope

    def check_client(self, client: Client) -> bool:
        return self.consent.application_id == client.application.pk


def take(secret: str, application: Application | None, has_token: bool) -> Held | None:
    """The consent of a code (without a token yet) or of a refresh token, locked; None for none."""
    known = Consent.objects.select_for_update().filter(
        digest__in=digests(secret), token__isnull=not has_token, expires_at__gt=timezone.now()
    )
    if application is not None:
        known = known.filter(application=application)
    found = known.select_related(None).first()
    if found is None or (has_token and not (found.token and found.token.revoked_at is None)):
        return None
    return Held(found)


def holder(consent: Consent) -> User | None:
    """Whose consent it is, while the API is open to him."""
    user = consent.user
    return user if user.is_active and user.api_access else None


class CodeGrant(grants.AuthorizationCodeGrant):  # type: ignore[misc]
    """A code for who consented, and tokens for the code."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def save_authorization_code(self, code: str, request: Any) -> None:
        data = request.payload.data
        Consent.objects.create(
            application=request.client.application,
            user=request.user,
            dialect=self.server.dialect,
            scope=request.client.get_allowed_scope(request.payload.scope),
            redirect_uri=request.payload.redirect_uri or "",
            code_challenge=data.get("code_challenge", ""),
            code_challenge_method=data.get("code_challenge_method", ""),
            digest=digest(code),
            expires_at=timezone.now() + CODE_LIFE,
        )

    def query_authorization_code(self, code: str, client: Client) -> Held | None:
        return take(code, client.application, has_token=False)

    def delete_authorization_code(self, authorization_code: Held) -> None:
        """It is gone: the consent holds the refresh token now."""

    def authenticate_user(self, authorization_code: Held) -> User | None:
        self.request.consent = authorization_code.consent
        return holder(authorization_code.consent)


class RefreshGrant(grants.RefreshTokenGrant):  # type: ignore[misc]
    """New tokens for a refresh token."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Held | None:
        return take(refresh_token, None, has_token=True)

    def authenticate_user(self, credential: Held) -> User | None:
        self.request.consent = credential.consent
        return holder(credential.consent)

    def revoke_old_credential(self, credential: Held) -> None:
        """The consent holds the new refresh token in the place of the old."""


class Server(AuthorizationServer):  # type: ignore[misc]
    """The authorization server of one dialect."""

    def __init__(self, dialect: str):
        super().__init__(Application, Consent)
        self.dialect = dialect
        self.register_grant(CodeGrant, [CodeChallenge(required=False)])
        self.register_grant(RefreshGrant)
        self.register_token_generator(
            "default",
            BearerTokenGenerator(
                access_token_generator=lambda **given: "",
                refresh_token_generator=lambda **given: secrets.token_urlsafe(36),
                expires_generator=lambda client, grant_type: int(TOKEN_LIFE.total_seconds()),
            ),
        )

    def create_oauth2_request(self, request: Any) -> Any:
        """The request as Authlib reads it: it wants https, which nobody has on his own machine."""
        found = super().create_oauth2_request(request)
        if isinstance(request, HttpRequest):
            host = split_domain_port(request.get_host())[0].strip("[]")
            if host in INSIDE:
                found.uri = found.uri.replace("http://", "https://", 1)
        return found

    def query_client(self, client_id: str) -> Client | None:
        """The application of this id."""
        found = Application.objects.filter(client_id=client_id or "").first()
        return Client(found) if found else None

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """Make the access token, and keep what the refresh token is known by."""
        consent: Consent = request.consent
        if consent.token is not None:
            consent.token.delete()
        made, text = issue(
            request.user,
            f"{request.client.application.name} (OAuth)",
            scopes=token.get("scope", "").split() or ["read"],
            dialects=[self.dialect],
            expires_at=timezone.now() + TOKEN_LIFE,
        )
        token["access_token"] = text
        consent.token = made
        consent.digest = digest(token["refresh_token"])
        consent.expires_at = timezone.now() + REFRESH_LIFE
        consent.save()
        bump("tokens")

    def answer(self, request: Any) -> Any:
        """The reply to a request for tokens; one that is refused leaves no trace."""
        with transaction.atomic():
            response = self.create_token_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            return response


def forget_old() -> None:
    """Drop the consents whose code or refresh token is over."""
    Consent.objects.filter(expires_at__lt=timezone.now()).delete()
