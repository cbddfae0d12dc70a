"""The JSON Web Tokens of people who sign in by an app: made, signed and read; nothing else."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

START = "eyJ"  # '{"' in base 64: no personal access token begins so
LONGEST = 4096
SALT = "apitokens.jwts"


class Keyring(TokenBackend):
    """Signs with the first key, and reads what an older one signed."""

    def __init__(self, keys: tuple[str, ...]):
        issuer, audience = api_settings.ISSUER, api_settings.AUDIENCE
        super().__init__(api_settings.ALGORITHM, keys[0], audience=audience, issuer=issuer)
        self.older = Keyring(keys[1:]) if keys[1:] else None

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        """The claims of a token. Raises TokenBackendError."""
        try:
            return dict(super().decode(token, verify))
        except TokenBackendError:
            if self.older is None:
                raise
            return self.older.decode(token, verify)


@lru_cache(maxsize=8)
def keyring(secrets: tuple[str, ...]) -> Keyring:
    """The keys that are derived from the installation's secrets."""
    return Keyring(
        tuple(salted_hmac(SALT, "", one, algorithm="sha256").hexdigest() for one in secrets)
    )


def secrets() -> tuple[str, ...]:
    """The installation's secrets, the present one first."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


class Access(AccessToken):
    """What an app sends with each call."""

    def get_token_backend(self) -> Keyring:
        return keyring(secrets())


class Refresh(RefreshToken):
    """What an app exchanges, once, for a new pair."""

    access_token_class = Access

    def get_token_backend(self) -> Keyring:
        return keyring(secrets())


def is_jwt(text: str) -> bool:
    """Whether a credential is to be read as a JWT."""
    return text.startswith(START)


def read_jwt(kind: type[Token], text: str) -> Token | None:
    """The token in a text, if it is one of ours, of this kind, and not over; else None."""
    if len(text) > LONGEST or not text.isascii():
        return None
    try:
        return kind(text)  # type: ignore[arg-type]
    except (TokenError, RecursionError, ValueError, TypeError, OverflowError):
        return None
