"""What calls were used, as one caller may know it: the counts joined with tokens and people.

Here, because the counting below knows tokens and users by number alone (docs/adr/0014).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from apitokens.models import Token
from records.access import Caller
from usage.ledger import Count
from usage.periods import first_after, present, read_month
from usage.store import counts


@dataclass(frozen=True)
class Used:
    """Calls let in, and calls that were refused or went wrong."""

    used: int = 0
    failed: int = 0

    def plus(self, used: int, failed: int) -> Used:
        """With some more."""
        return Used(self.used + used, self.failed + failed)


@dataclass(frozen=True)
class TokenUse:
    """The calls of one token; id 0 stands for callers without a token."""

    id: int
    name: str
    owner: str
    calls: Used
    days: Mapping[date, Used]


@dataclass(frozen=True)
class Consumption:
    """The calls of a month that a caller may know of; quota: that of the installation.

    days: each day of the month so far. tokens: those that called, the busiest first.
    """

    month: str
    quota: int | None
    calls: Used
    days: Mapping[date, Used]
    tokens: tuple[TokenUse, ...]


def consumption(caller: Caller, month: str) -> Consumption:
    """The calls of a month (YYYY-MM): all for administrators, for others their own.

    Raises ValueError if there is no such month.
    """
    days = dict.fromkeys(days_of(month), Used())
    by_token: dict[int, dict[date, Used]] = defaultdict(dict)
    for one in counts(month):
        if not may_know(caller, one):
            continue
        day = date.fromisoformat(one.day)
        days[day] = days.get(day, Used()).plus(one.used, one.failed)
        before = by_token[one.token].get(day, Used())
        by_token[one.token][day] = before.plus(one.used, one.failed)
    return Consumption(
        month=month,
        quota=settings.CRM_CALL_QUOTA,
        calls=added(days),
        days=dict(sorted(days.items())),
        tokens=token_uses(by_token),
    )


def may_know(caller: Caller, one: Count) -> bool:
    """Whether some calls are the caller's business."""
    return caller.is_administrator or one.user == caller.rights.user_id


def days_of(month: str) -> list[date]:
    """The days of a month that have begun."""
    first, today = read_month(month), date.fromisoformat(present().day)
    end = min(first_after(first), today + timedelta(days=1))
    return [first + timedelta(days=number) for number in range((end - first).days)]


def added(days: Mapping[date, Used]) -> Used:
    """All days together."""
    return Used(sum(one.used for one in days.values()), sum(one.failed for one in days.values()))


def token_uses(by_token: Mapping[int, Mapping[date, Used]]) -> tuple[TokenUse, ...]:
    """The tokens that called, the busiest first; a revoked one still has its name."""
    known = {one.pk: one for one in Token.objects.filter(pk__in=by_token).select_related("user")}
    found = []
    for token_id, days in by_token.items():
        token = known.get(token_id)
        name = token.name if token else "" if not token_id else f"token no. {token_id}, deleted"
        owner = str(token.user) if token else ""
        found.append(TokenUse(token_id, str(name), owner, added(days), days))
    return tuple(sorted(found, key=lambda one: (-one.calls.used, -one.calls.failed, one.id)))
