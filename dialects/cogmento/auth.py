"""How Cogmento clients sign in: by a token after the word Token or Bearer, or in an address."""

from __future__ import annotations

from typing import ClassVar

from rest_framework.request import Request

from apitokens.authentication import BearerAuthentication
from dialects.parameters import pairs

SCHEMES = ("token", "bearer")
IN_ADDRESS = "_token"


class CogmentoToken(BearerAuthentication):
    """A token that is good for this dialect."""

    dialect: ClassVar[str | None] = "cogmento"
    challenge = "Token"

    def find(self, request: Request) -> str | None:
        """The text of the token; None if the header is absent or has another scheme."""
        scheme, _, rest = request.headers.get("Authorization", "").strip().partition(" ")
        return rest.strip() if scheme.lower() in SCHEMES else None


class DownloadToken(CogmentoToken):
    """The same, in the address where no header holds one."""

    def find(self, request: Request) -> str | None:
        """The text of the token."""
        in_header = super().find(request)
        if in_header is not None:
            return in_header
        return dict(pairs(request)).get(IN_ADDRESS)
