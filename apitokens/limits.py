"""How often a caller may call: counted once a request, told in headers; and whose call it is."""

import math
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.core import get_usage  # type: ignore[import-untyped]
from rest_framework.request import Request

from apitokens.addresses import Address, client_key, inside, read_address
from apitokens.identity import TokenIdentity
from counters.patience import Patience
from usage.asking import asked
from usage.store import admit, fail

MINUTE = 60
MOST_HOPS = 20

TOO_MANY = "Too many calls; wait as long as Retry-After says."
USED_UP = (
    "The {:,} calls of this month are used up, which slower calling does not mend; "
    "they begin anew after as many seconds as Retry-After says."
)

patience = Patience("the counter of calls")


@dataclass(frozen=True)
class Standing:
    """Where a caller stands in his present minute, and whether the month has calls left.

    limit: calls a minute; remaining: of them; reset_seconds: until the next minute begins, 1 or
    more; exceeded: whether this call is one too many. quota_seconds: where the month's quota is
    used up, how long until the next month begins. token_id, user_id: whose call it is.
    """

    limit: int
    remaining: int
    reset_seconds: int
    exceeded: bool
    quota_seconds: int | None = None
    token_id: int | None = None
    user_id: int | None = None

    @property
    def wait(self) -> int | None:
        """After how many seconds the refused call may be made again; None: it is not refused."""
        return self.reset_seconds if self.exceeded else self.quota_seconds

    @property
    def refusal(self) -> str:
        """Why the call is refused."""
        return TOO_MANY if self.exceeded else USED_UP.format(settings.CRM_CALL_QUOTA)


def count(
    request: Request | HttpRequest, identity: TokenIdentity | None, user_id: int | None = None
) -> Standing:
    """Count this call for the token, else for the user, else for the client's address; and where
    the caller is known and his minute has room, off the month's quota.

    Where the counter does not answer the call is let in, with a line in the log: a CRM without its
    cache is better slow to refuse than closed.
    """
    limit = (identity and identity.rate_limit) or settings.CRM_RATE_LIMIT
    usage = used(request, caller_key(request, identity, user_id), limit)
    token_id = None if identity is None else identity.id
    known = identity.user.pk if identity is not None else user_id
    exceeded = bool(usage and usage["should_limit"])
    ends = None if known is None or exceeded else admit(token_id, known)
    return Standing(
        limit=limit,
        remaining=limit if usage is None else max(0, limit - usage["count"]),
        reset_seconds=MINUTE if usage is None else max(1, usage["time_left"]),
        exceeded=exceeded,
        quota_seconds=None if ends is None else max(1, math.ceil(ends - time.time())),
        token_id=token_id,
        user_id=known,
    )


def used(request: Request | HttpRequest, caller: str, limit: int) -> dict[str, Any] | None:
    """What the counter says after this call; None while it does not answer."""
    if patience.is_over:
        return None
    try:
        found: dict[str, Any] | None = get_usage(
            request, group="api", key=lambda group, of: caller, rate=f"{limit}/m", increment=True
        )
    except Exception:  # whatever a cache backend raises when its server is away
        patience.failed()
        return None
    return None if found is None or found["time_left"] < 0 else found


def conclude(request: Request | HttpRequest, standing: Standing, status: int) -> None:
    """Count a call that was answered with a refusal or a fault."""
    if status < 400:
        return
    meta = request.META
    what = asked(request.method or "", request.path, meta.get("QUERY_STRING", ""))
    name = meta.get("HTTP_X_REQUEST_ID", "")
    fail(standing.token_id, standing.user_id, status, what, name)


def headers(standing: Standing) -> dict[str, str]:
    """The headers of a reply; Retry-After (seconds) only when the call was one too many."""
    told = {
        "X-RateLimit-Limit": str(standing.limit),
        "X-RateLimit-Remaining": str(standing.remaining),
    }
    return told if standing.wait is None else told | {"Retry-After": str(standing.wait)}


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
