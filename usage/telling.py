"""The texts of the mails about used and failed calls, in plain words and without any secret."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import timezone

from usage.ledger import Failure
from usage.models import Alert
from usage.periods import first_after, read_month

PAGE = "/admin/api-usage/"
MOST_LINES = 20
LOCAL = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Text:
    """A mail's subject and body."""

    subject: str
    body: str


def usage_text(alert: Alert, month: str, used: int, quota: int) -> Text:
    """So many calls of the month's quota are used."""
    first = read_month(month)
    share = used * 100 // quota
    left = (
        f"Further calls are refused until {written(first_after(first))}, 00:00 "
        f"({settings.TIME_ZONE})."
        if used >= quota
        else f"When all are used, further calls are refused until "
        f"{written(first_after(first))}, 00:00 ({settings.TIME_ZONE})."
    )
    return Text(
        f"API usage: {share} % of the calls of {first:%B %Y} are used",
        f"Hello {greeted(alert)},\n\n"
        f"{used:,} of the {quota:,} API calls of {first:%B %Y} are used: {share} %.\n"
        f"{left}\n\n"
        f"Day by day, and token by token: {link(PAGE)}\n\n"
        f"You get this mail because an administrator set a usage alert for you at "
        f"{alert.percent} %.\n",
    )


def failures_text(alert: Alert, failures: Sequence[Failure]) -> Text:
    """Calls failed: how many, how, and the last of them."""
    number = sum(one.times for one in failures)
    began, ended = clock(failures[0].minute), clock(failures[-1].minute)
    calls = "1 API call" if number == 1 else f"{number:,} API calls"
    lines = [
        f"{one.times:>7,} × {one.status}  {one.asked}  "
        f"({caller_of(one)}, last at {one.at}, request {one.request_id})"
        for one in summed(failures)
    ]
    more = len(lines) - MOST_LINES
    shown = lines[:MOST_LINES] + ([f"        … and {more} more kinds of call"] if more > 0 else [])
    listed = "\n".join(shown)
    return Text(
        f"{calls} failed",
        f"Hello {greeted(alert)},\n\n"
        f"{calls} failed between {began} and {ended} ({settings.TIME_ZONE}):\n\n"
        f"{listed}\n\n"
        f"What the calls asked for, and what they sent, is left out here.\n"
        f"More: {link(PAGE)}\n\n"
        f"You get this mail, at most one in 15 minutes, because an administrator set an alert "
        f"on failed calls for you.\n",
    )


@dataclass(frozen=True)
class Kind:
    """Equal calls of several minutes: how often, and when and under which id the last one came."""

    status: int
    asked: str
    token: int
    user: int
    times: int
    at: str
    request_id: str


def summed(failures: Sequence[Failure]) -> list[Kind]:
    """Equal calls of all minutes together, the most frequent first."""
    times: Counter[tuple[int, str, int, int]] = Counter()
    last: dict[tuple[int, str, int, int], Failure] = {}
    for one in failures:
        kind = (one.status, one.asked, one.token, one.user)
        times[kind] += one.times
        last[kind] = one
    return [
        Kind(*kind, number, clock(last[kind].minute), last[kind].request_id)
        for kind, number in times.most_common()
    ]


def caller_of(one: Kind) -> str:
    """Whose call it was, by number: a name may be anything, and mails travel."""
    if one.token:
        return f"token no. {one.token}"
    return f"user no. {one.user}" if one.user else "caller not known"


def greeted(alert: Alert) -> str:
    """The recipient's name, else his address."""
    if alert.user is not None:
        return alert.user.name
    return alert.name or alert.email


def clock(minute: int) -> str:
    """A minute since the epoch in the installation's time."""
    zone = timezone.get_default_timezone()
    return f"{datetime.fromtimestamp(minute * 60, UTC).astimezone(zone):%Y-%m-%d %H:%M}"


def written(day: date) -> str:
    """A day as it is read."""
    return f"{day.day} {day:%B %Y}"


def link(path: str) -> str:
    """An address of the dashboard, under the first host name of the installation."""
    host = (settings.CRM_HOSTS or [f"{LOCAL[0]}:8000"])[0].lstrip(".")
    is_local = host.partition(":")[0] in LOCAL
    return f"{'http' if is_local and not settings.CRM_HTTPS else 'https'}://{host}{path}"
