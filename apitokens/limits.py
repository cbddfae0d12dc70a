"""How often a caller may call: counted once a request, told in headers; and whose call it is."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.core import get_usage  # type: ignore[import-untyped]
from rest_framework.request import Request

from apitokens.addresses import Address, client_key, inside, read_address
from apitokens.identity import TokenIdentity

MINUTE = 60
MOST_HOPS = 20

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Usage:
    """Where a caller stands in his present minute.

    limit: calls a minute; remaining: of them; reset_seconds: until the next minute begins, 1 or
    more; exceeded: whether this call is one too many.
    """

    limit: int
    remaining: int
    reset_seconds: int
    exceeded: bool


def count(
    request: Request | HttpRequest, identity: TokenIdentity | None, user_id: int | None = None
) -> Usage:
    """Count this call for the token, else for the user, else for the client's address.

    Where the counter does not answer the call is let in, with a line in the log: a CRM without its
    cache is better slow to refuse than closed.
    """
    limit = (identity and identity.rate_limit) or settings.CRM_RATE_LIMIT
    caller = caller_key(request, identity, user_id)
    try:
        usage = get_usage(
            request, group="api", key=lambda group, of: caller, rate=f"{limit}/m", increment=True
        )
    except Exception:  # whatever a cache backend raises when its server is away
        logger.warning("the rate limit counter does not answer; the call is let in", exc_info=True)
        usage = None
    if usage is None or usage["time_left"] < 0:
        return Usage(limit, limit, MINUTE, False)
    return Usage(
        limit=limit,
        remaining=max(0, limit - usage["count"]),
        reset_seconds=max(1, usage["time_left"]),
        exceeded=usage["should_limit"],
    )


def headers(usage: Usage) -> dict[str, str]:
    """The headers of a reply; Retry-After (seconds) only when the call was one too many."""
    told = {
        "X-RateLimit-Limit": str(usage.limit),
        "X-RateLimit-Remaining": str(usage.remaining),
    }
    return told | {"Retry-After": str(usage.reset_seconds)} if usage.exceeded else told


def caller_key(
    request: Request | HttpRequest, identity: TokenIdentity | None, user_id: int | None
) -> str:
    """The name under which calls are counted."""
    if identity is not None:
        return f"token {identity.id} "
    if user_id is not None:
        return f"user {user_id} "
    return f"address {client_key(client_address(request))} "


def client_address(request: Request | HttpRequest) -> str:
    """The client's address: the socket's, or what CRM_TRUSTED_PROXIES say of it; "" if unknown.

    X-Forwarded-For is read from its end, where our own proxies wrote, up to the first address that
    is none of them; anything before that may be made up.
    """
    address = read_address(request.META.get("REMOTE_ADDR") or "")
    if address is None:
        return ""
    proxies = settings.CRM_TRUSTED_PROXIES
    if not proxies or not inside(address, proxies):
        return str(address)
    return str(_behind_proxies(request.META.get("HTTP_X_FORWARDED_FOR", ""), address))


def _behind_proxies(forwarded: str, address: Address) -> Address:
    for hop in reversed(forwarded.split(",")[-MOST_HOPS:]):
        found = read_address(hop)
        if found is None:
            return address
        address = found
        if not inside(address, settings.CRM_TRUSTED_PROXIES):
            return address
    return address
