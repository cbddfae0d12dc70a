"""How Spotler clients sign in: a bearer token; without one that is good they are told 403."""

from __future__ import annotations

from rest_framework.request import Request

from apitokens.authentication import ApiKeyAuthentication, BearerAuthentication


class SpotlerToken(BearerAuthentication):
    """A personal access token that is good for this dialect."""

    dialect = "spotler"

    def authenticate_header(self, request: Request) -> str:
        """Their replies carry no challenge."""
        return ""


class SpotlerKey(ApiKeyAuthentication):
    """The same token, bare, in X-Api-Key, as on every surface."""

    dialect = "spotler"


AUTHENTICATION = (SpotlerToken, SpotlerKey)
