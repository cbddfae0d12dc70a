"""The dashboard page on which administrators open the API to users, and close it to them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.forms import Widget
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from records import writing
from records.pages.asking import caller_from
from records.pages.links import with_query
from records.pages.widgets import Pick
from records.problems import sentence
from records.types import registry
from users.models import User
from values.refusals import Forbidden, Missing, Refused
from values.text import fold, is_clean

PAGE_SIZE = 50
OPEN = {"open": True, "closed": False}


def api_access(request: HttpRequest) -> HttpResponse:
    """Who has API access, with the number of his tokens; a POST gives it or takes it away."""
    caller = caller_from(request)
    if not caller.is_administrator:
        raise PermissionDenied
    words = request.GET.get("search", "")[:200].strip()
    if request.method == "POST":
        change(request)
        return HttpResponseRedirect(with_query(reverse("admin:api_access"), {"search": words}))
    pages = Paginator(users_named(words), PAGE_SIZE)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "API access",
        "words": words,
        "found": pages.get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "crm/api_access.html", context)


def users_named(words: str) -> QuerySet[User]:
    """People and programs, those with access first; those whose name or address holds the words."""
    is_live = Q(tokens__revoked_at__isnull=True)
    found = User.objects.exclude(kind=User.Kind.SYSTEM).annotate(
        keys=Count("tokens", filter=is_live)
    )
    if not is_clean(words):
        return found.none()
    if words:
        columns = ("email_key", "username_key", "first_name_key", "last_name_key")
        wanted = Q()
        for column in columns:
            wanted |= Q(**{f"{column}__contains": fold(words)})
        found = found.filter(wanted)
    return found.order_by("-api_access", "-is_active", "email_key", "pk")


def change(request: HttpRequest) -> None:
    """Write what a button says through the hall, so that it is judged and told in the history."""
    asked, user_id = request.POST.get("access"), request.POST.get("user", "")
    if asked not in OPEN or not user_id.isdecimal() or len(user_id) > 18:
        return
    body = {"api_access": OPEN[asked]}
    try:
        writing.update(registry["users"], caller_from(request), int(user_id), body)
    except (Refused, Forbidden, Missing) as refused:
        messages.error(request, sentence(str(refused)))
        return
    user = User.objects.get(pk=user_id)
    messages.success(request, f"The API is {asked} for {user}.")


def user_picker() -> Widget:
    """The input in which a token's owner is found."""
    return Pick(reverse("admin:suggest", args=["users"]), name_of)


def name_of(user_id: str) -> str:
    """What a user is called, by what an input holds."""
    found = User.objects.filter(pk=user_id).first() if user_id.isdecimal() else None
    return str(found or "")
