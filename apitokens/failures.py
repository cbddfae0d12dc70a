"""Failed credentials, counted by the client's address, so that guessing is limited before it costs.

Only failures count: however many valid tokens call from one address, none is slowed by the
others, and a valid token passes also where somebody else at its address fails. A password is not
even looked at once an address has failed as often in a minute as it may call at all.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django_ratelimit.core import get_usage  # type: ignore[import-untyped]
from rest_framework.exceptions import APIException, Throttled
from rest_framework.request import Request

from apitokens.addresses import client_key
from apitokens.limits import client_address, patience

CLOSED = "Nobody can sign in for the moment; try again shortly."
MANY = "Too many failed attempts from this address; wait as long as Retry-After says."
MOST = 10**9  # get_usage wants a limit; ours is compared by whoever asks


class SignInClosed(APIException):
    """The counters do not answer, so guesses could not be counted. 503 at the edge."""

    status_code = 503
    default_detail = CLOSED


class ManyFailures(Throttled):
    """Too many failures from an address. 429 at the edge; wait: seconds."""

    def __init__(self, wait: int):
        super().__init__(wait)
        self.detail = MANY  # type: ignore[assignment]


@dataclass(frozen=True)
class Failures:
    """How many failed in the present minute, which ends in so many seconds."""

    number: int
    seconds: int


def note(request: Request | HttpRequest) -> None:
    """Count a failed credential at its address."""
    failures_at(request, increment=True)


def failures_at(request: Request | HttpRequest, increment: bool = False) -> Failures | None:
    """What failed from the client's address in this minute; None while the counters are away."""
    if patience.is_over:
        return None
    place = f"failures {client_key(client_address(request))} "
    try:
        usage = get_usage(
            request,
            group="failures",
            key=lambda group, of: place,
            rate=f"{MOST}/m",
            increment=increment,
        )
    except Exception:  # whatever a cache backend raises when its server is away
        patience.failed()
        return None
    if usage["time_left"] < 0:
        return None
    return Failures(usage["count"], max(1, usage["time_left"]))


def gate(request: Request | HttpRequest) -> None:
    """To be passed before a password is looked at.

    Raises ManyFailures; SignInClosed while the counters are away: the API stays open then, for
    tokens cannot be guessed, but passwords can.
    """
    found = failures_at(request)
    if found is None:
        raise SignInClosed
    if found.number >= settings.CRM_RATE_LIMIT:
        raise ManyFailures(found.seconds)
