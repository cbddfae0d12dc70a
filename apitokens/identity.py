"""Who calls by token, and what the token lets him do."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network

from users.models import User


@dataclass(frozen=True)
class TokenIdentity:
    """A token that was found valid, with its owner; the owner's rights still apply.

    scopes: see apitokens.scopes; dialects: None means all; rate_limit: calls a minute, None means
    that of the installation; networks: where it may be used from, none means everywhere.
    """

    id: int
    name: str
    user: User
    scopes: tuple[str, ...]
    dialects: tuple[str, ...] | None
    rate_limit: int | None
    expires_at: datetime
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
