"""Who asks for a page, and in which time zone he reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from records.access import Caller, caller_of
from users.models import User
from values.refusals import Forbidden, Missing
from values.web import zones

View = Callable[..., HttpResponse]


def caller_from(request: HttpRequest) -> Caller:
    """The caller behind a request of somebody who is signed in; worked out once a request."""
    held: Caller | None = getattr(request, "crm_caller", None)
    if held is None:
        user = request.user
        assert isinstance(user, User)
        held = caller_of(user, None, "dashboard", request.META.get("HTTP_X_REQUEST_ID", ""))
        request.crm_caller = held  # type: ignore[attr-defined]
    return held


def zone_of(user: Any) -> ZoneInfo | None:
    """The time zone that a user chose; None for the installation's."""
    name = getattr(user, "timezone", None)
    return ZoneInfo(name) if name in zones() else None


def at_the_gate(view: View) -> View:
    """A view in the user's time; what does not exist for him is 404, what he may not do 403."""

    @wraps(view)
    def guarded(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        zone = zone_of(request.user)
        try:
            with timezone.override(zone or timezone.get_default_timezone()):
                return view(self, request, *args, **kwargs)
        except Missing:
            raise Http404 from None
        except Forbidden as refused:
            raise PermissionDenied(str(refused)) from None

    return guarded
