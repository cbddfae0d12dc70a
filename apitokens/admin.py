"""The dashboard pages of tokens: administrators make anybody's, others their own."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from apitokens.forms import TokenForm
from apitokens.issuing import issue, revoke
from apitokens.listing import UNUSED_DAYS, Show, named, tokens_of
from apitokens.models import Token
from apitokens.tools import ApplicationPage as ApplicationPage
from theme.pages import Page
from usage.store import calls_of
from users.administration import is_administrator
from users.models import User

PAGE_SIZE = 50
LISTS: dict[str, tuple[Show, str]] = {
    "mine": ("mine", "My tokens"),
    "all": ("all", "Everybody's"),
    "orphans": ("orphans", "Orphans"),
}


@admin.register(Token)
class TokenPage(Page[Token]):
    """Tokens: made for users with API access, shown once, revoked, never edited."""

    def get_urls(self) -> list[URLPattern]:
        """The list, the form, and the end of a token."""
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "": ("changelist", self.list_view),
            "add/": ("add", self.new_view),
            "<int:token_id>/revoke/": ("revoke", require_POST(self.revoke_view)),
        }
        return [
            path(route, self.admin_site.admin_view(view), name=f"apitokens_token_{name}")
            for route, (name, view) in pages.items()
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """One's own tokens; administrators see everybody's, and those without use."""
        user = let_in(request)
        show, _ = LISTS.get(request.GET.get("show", "mine"), LISTS["mine"])
        if show != "mine" and not user.is_administrator:
            raise PermissionDenied
        words = request.GET.get("search", "")[:200].strip()
        pages = Paginator(named(tokens_of(user.pk, show), words), PAGE_SIZE)
        found = pages.get_page(request.GET.get("page"))
        calls = calls_of([token.pk for token in found])
        return self.page(
            request,
            "list",
            "Personal access tokens" if show == "mine" else "Access tokens",
            lists=LISTS.values() if user.is_administrator else (),
            show=show,
            words=words,
            found=found,
            rows=[(token, f"{calls[token.pk][0]:,}") for token in found],
            unused_days=UNUSED_DAYS,
        )

    def new_view(self, request: HttpRequest) -> HttpResponse:
        """The form; what comes of it is shown in the reply itself, for a message kept for the next
        page would be stored."""
        user = let_in(request)
        asked = request.GET.get("user", "")
        initial = {"user": asked if asked.isdecimal() else str(user.pk)}
        form = TokenForm(user, request.POST or None, initial=initial)
        if request.method != "POST" or not form.is_valid():
            return self.page(request, "form", "A new access token", form=form)
        owner = form.whose()
        token, plaintext = issue(owner, form.cleaned_data["name"], **form.terms())
        told = {"token": token, "plaintext": plaintext, "is_own": owner == user}
        return self.page(request, "issued", "A new access token", **told)

    def revoke_view(self, request: HttpRequest, token_id: int) -> HttpResponse:
        """End it, in every process from its next request on."""
        user = let_in(request)
        show: Show = "all" if user.is_administrator else "mine"
        token = tokens_of(user.pk, show).filter(pk=token_id).first()
        if token is None:
            raise Http404
        revoke(token)
        messages.success(request, f"“{token}” of {token.user} is revoked.")
        known = LISTS.get(request.POST.get("show", ""), LISTS["mine"])[0]
        return HttpResponseRedirect(f"{reverse('admin:apitokens_token_changelist')}?show={known}")

    def page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        """A page in the dashboard's frame."""
        whole = {**self.admin_site.each_context(request), "title": title, **context}
        return TemplateResponse(request, f"apitokens/{template}.html", whole)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_enter(request.user)


def may_enter(user: Any) -> bool:
    """Whom the API is open to makes his own tokens; administrators make anybody's."""
    return is_administrator(user) or bool(user.is_active and getattr(user, "api_access", False))


def let_in(request: HttpRequest) -> User:
    """Who is at the door. Raises PermissionDenied."""
    user = request.user
    if not isinstance(user, User) or not may_enter(user):
        raise PermissionDenied
    return user
