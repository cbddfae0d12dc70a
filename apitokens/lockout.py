"""Who has failed to sign in too often: counted by name and address, kept and judged by axes.

Only that name from that address is locked: other accounts stay open there, and so does the same
account from elsewhere.
"""

import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from apitokens.addresses import CLIENT_BITS, read_address
from apitokens.limits import client_address
from values.text import fold, is_clean

LONGEST_NAME = 255  # what axes keeps of a name
NOWHERE = "0.0.0.0"  # the address of a client that has none, such as a local socket


class Attempts(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures as axes does, but keeps nothing of what came with them: who mistakes the
    place may have sent a secret."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """Count, then wipe the parameters."""
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is not None:
            attempts_of(request).update(get_data="", post_data="")


def attempts_of(request: HttpRequest) -> QuerySet[AccessAttempt]:
    """What failed under the name and from the address of a request."""
    found: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(
        username=account_named(request, None), ip_address=client_place(request)
    )
    return found


def client_place(request: HttpRequest) -> str:
    """The address under which failures count: of IPv6 the first of its /64, which is one client."""
    address = read_address(client_address(request))
    if isinstance(address, IPv6Address):
        return str(ip_network((address, CLIENT_BITS), strict=False).network_address)
    return NOWHERE if address is None else str(address)


def account_named(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which failures count: the one that was typed, ignoring case.

    It stays that of the attempt when axes asks again after a success, so that signing in by
    username forgets what failed under the username.
    """
    held: str | None = getattr(request, "crm_account_named", None)
    if held is None:
        given = credentials or {}
        name = given.get("username") or given.get("email") or ""
        held = fold(name.strip())[:LONGEST_NAME] if is_clean(name) else ""
        request.crm_account_named = held  # type: ignore[attr-defined]
    return held


def is_locked_out(request: HttpRequest) -> bool:
    """Whether the attempt to sign in with this request was one too many."""
    return bool(getattr(request, "axes_locked_out", False))


def seconds_left(request: HttpRequest) -> int:
    """How long the account of a locked attempt stays locked, in seconds, at least 1."""
    now = timezone.now()
    last = (
        attempts_of(request)
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    return max(1, math.ceil(((last or now) + pause() - now).total_seconds()))


def pause() -> timedelta:
    """How long failures count."""
    found: timedelta = settings.AXES_COOLOFF_TIME
    return found


def forget_old() -> None:
    """Drop the failures that count no more."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - pause()).delete()
