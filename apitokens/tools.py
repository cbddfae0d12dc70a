"""The dashboard pages of applications, which administrators register and take away."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from apitokens.applications import register, remove
from apitokens.models import Application
from theme.pages import Page
from users.administration import is_administrator
from users.models import User
from values.refusals import Refused

LIST = "admin:apitokens_application_changelist"


@admin.register(Application)
class ApplicationPage(Page[Application]):
    """Applications: registered with the addresses that people are led back to, never edited."""

    def get_urls(self) -> list[URLPattern]:
        """The list, the form, and the end of an application."""
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "": ("changelist", self.list_view),
            "add/": ("add", self.new_view),
            "<int:number>/delete/": ("delete", self.end_view),
        }
        return [
            path(route, self.admin_site.admin_view(view), name=f"apitokens_application_{name}")
            for route, (name, view) in pages.items()
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """All of them, with the people who let them in."""
        let_in(request)
        found = Application.objects.prefetch_related("consents__user")
        rows = [(one, sorted({str(each.user) for each in one.consents.all()})) for one in found]
        return self.page(request, "applications", "Applications", rows=rows)

    def new_view(self, request: HttpRequest) -> HttpResponse:
        """The form; the secret that comes of it is shown in the reply itself."""
        user = let_in(request)
        given = {name: request.POST.get(name, "").strip() for name in ("name", "redirect_uris")}
        errors: dict[str, list[str]] = {}
        if request.method == "POST":
            try:
                made, secret = register(given["name"], given["redirect_uris"].split(), user)
            except Refused as refused:
                errors = {name: list(map(told, ones)) for name, ones in refused.fields.items()}
            else:
                return self.page(request, "registered", made.name, made=made, secret=secret)
        title = "A new application"
        return self.page(request, "application", title, given=given, errors=errors)

    def end_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Take it away, with all that people allowed it."""
        let_in(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        found = get_object_or_404(Application, pk=number)
        remove(found)
        messages.success(request, f"“{found}” is let in no more.")
        return HttpResponseRedirect(reverse(LIST))

    def page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        """A page in the dashboard's frame."""
        whole = {**self.admin_site.each_context(request), "title": title, **context}
        return TemplateResponse(request, f"apitokens/{template}.html", whole)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)


def told(refusal: Any) -> str:
    """A refusal as a sentence."""
    return "This is needed." if refusal.rule == "Required" else f"{refusal}."


def let_in(request: HttpRequest) -> User:
    """Which administrator is at the door. Raises PermissionDenied."""
    user = request.user
    if not isinstance(user, User) or not is_administrator(user):
        raise PermissionDenied
    return user
