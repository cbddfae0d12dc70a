"""The dashboard page of used calls: how many, how many failed, what is left, by token and day."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from apitokens.models import Token
from crm.charts import falling, stacked
from records.access import Caller
from records.consumption import Consumption, TokenUse, Used, consumption
from records.pages.asking import caller_from
from usage.ledger import Failure
from usage.periods import first_after, present, read_month
from usage.store import failures
from usage.telling import Kind, summed

MOST_SERIES = 5  # tokens with a colour of their own; the others are one
MOST_FAILURES = 20
HOURS = 24
OTHERS = "all others"
TOKENLESS = "without a token"


def api_usage(request: HttpRequest) -> HttpResponse:
    """A month's calls; ?token= shows those of one token alone (0: of callers without one)."""
    caller = caller_from(request)
    if not (caller.is_administrator or caller.user.api_access):
        raise PermissionDenied
    month = request.GET.get("month") or present().month
    try:
        found = consumption(caller, month)
    except (ValueError, OverflowError):
        raise Http404 from None
    chosen = chosen_token(found, request.GET.get("token", ""))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "API usage",
        "all_of_it": caller.is_administrator,
        "found": found,
        "chosen": chosen,
        **months(month),
        **sums(found, caller),
        **charts(found, chosen),
        "tokens": [token_row(one, found.calls) for one in found.tokens],
        "days": days_of(found, chosen),
        "failures": recent(caller),
    }
    return TemplateResponse(request, "crm/api_usage.html", context)


def chosen_token(found: Consumption, text: str) -> TokenUse | None:
    """The token that the page is narrowed to, if any."""
    return next((one for one in found.tokens if str(one.id) == text), None)


def months(month: str) -> dict[str, Any]:
    """The month shown, the one before, and the one after unless it has not begun."""
    first = read_month(month)
    following = f"{first_after(first):%Y-%m}"
    return {
        "first": first,
        "previous": f"{first - timedelta(days=1):%Y-%m}" if first > date.min else None,
        "next": following if following <= present().month else None,
    }


def sums(found: Consumption, caller: Caller) -> dict[str, Any]:
    """The numbers at the top; what is left of the quota is administrators' to know."""
    quota = found.quota if caller.is_administrator else None
    share = None if quota is None else min(100, found.calls.used * 100 // quota)
    left = None if quota is None else f"{max(0, quota - found.calls.used):,}"
    return {
        "quota": None if quota is None else f"{quota:,}",
        "left": left,
        "share": share,
        "used": f"{found.calls.used:,}",
        "failed": f"{found.calls.failed:,}",
    }


def charts(found: Consumption, chosen: TokenUse | None) -> dict[str, Any]:
    """Calls a day by token, failed calls a day, and what was left of the quota."""
    days = list(found.days)
    shown = (chosen,) if chosen else found.tokens
    names = Counter(one.name for one in shown)
    series = {name_of(one, names): used(one.days) for one in shown[:MOST_SERIES]}
    if len(shown) > MOST_SERIES:
        series[OTHERS] = together(shown[MOST_SERIES:])
    wrong = chosen.days if chosen else found.days
    spent = [found.days[day].used for day in days]
    left = None if found.quota is None or chosen else falling(days, spent, found.quota)
    return {
        "calls_chart": stacked(days, series),
        "legend": list(enumerate(series)),
        "failed_chart": stacked(days, {"failed": {day: one.failed for day, one in wrong.items()}}),
        "left_chart": left,
    }


def name_of(one: TokenUse, names: Mapping[str, int]) -> str:
    """What a token is called; several of one name are told apart by owner and number."""
    if names[one.name] > 1:
        return f"{one.name} ({one.owner}, no. {one.id})"
    return one.name or TOKENLESS


def used(days: Mapping[date, Used]) -> dict[date, int]:
    """The calls that were let in."""
    return {day: one.used for day, one in days.items()}


def together(tokens: tuple[TokenUse, ...]) -> dict[date, int]:
    """The calls of several tokens."""
    found: dict[date, int] = {}
    for one in tokens:
        for day, number in used(one.days).items():
            found[day] = found.get(day, 0) + number
    return found


def token_row(one: TokenUse, whole: Used) -> dict[str, Any]:
    """A row of the table by token."""
    return {
        "id": one.id,
        "name": one.name or TOKENLESS,
        "owner": one.owner,
        "used": f"{one.calls.used:,}",
        "failed": f"{one.calls.failed:,}",
        "share": one.calls.used * 100 // whole.used if whole.used else 0,
    }


def days_of(found: Consumption, chosen: TokenUse | None) -> list[dict[str, Any]]:
    """The rows of the table by day, the newest first."""
    counted = chosen.days if chosen else found.days
    rows = ((day, counted.get(day, Used())) for day in reversed(list(found.days)))
    return [{"day": day, "used": f"{one.used:,}", "failed": f"{one.failed:,}"} for day, one in rows]


def recent(caller: Caller) -> list[dict[str, Any]]:
    """What failed in the last hours, the most frequent first."""
    now = int(time.time()) // 60
    known = [one for one in failures(now - HOURS * 60, now) if concerns(caller, one)]
    kinds = summed(known)[:MOST_FAILURES]
    names = dict(
        Token.objects.filter(pk__in={one.token for one in kinds}).values_list("pk", "name")
    )
    return [failure_row(one, names) for one in kinds]


def concerns(caller: Caller, one: Failure) -> bool:
    """Whether a failed call is the caller's business."""
    return caller.is_administrator or one.user == caller.rights.user_id


def failure_row(one: Kind, names: Mapping[int, str]) -> dict[str, Any]:
    """A row of the table of failed calls."""
    nameless = TOKENLESS if one.user else "nobody known"
    who = names.get(one.token, f"token no. {one.token}") if one.token else nameless
    return {"kind": one, "who": who, "times": f"{one.times:,}"}
