"""The dashboard page where administrators make and revoke tokens."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from apitokens.forms import TokenForm
from apitokens.issuing import issue, revoke
from apitokens.models import Token
from users.administration import AdministratorPage


@admin.register(Token)
class TokenPage(AdministratorPage):
    """All tokens: made for any user with API access, shown once, revoked, never edited."""

    form = TokenForm
    autocomplete_fields = ("user",)
    list_display = (
        "name",
        "user",
        "public_id",
        "created_at",
        "last_used_at",
        "expires_at",
        "is_valid",
    )
    list_filter = ("revoked_at", "expires_at")
    list_select_related = ("user",)
    search_fields = ("name_key", "public_id", "user__email_key", "user__username_key")
    actions = ("revoke_selected",)

    @admin.display(boolean=True, description="valid")
    def is_valid(self, token: Token) -> bool:
        """A tick for tokens that open the door."""
        return token.is_valid

    @admin.action(description="Revoke selected tokens")
    def revoke_selected(self, request: HttpRequest, tokens: QuerySet[Token]) -> None:
        """End them, in every process from its next request on."""
        found = list(tokens)
        for token in found:
            revoke(token)
        messages.success(request, f"Revoked: {', '.join(map(str, found))}.")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, bound to who makes the token: how long it may live depends on him."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Issue what the form asks for."""
        token, obj.plaintext = issue(obj.user, obj.name, **form.terms())
        obj.pk = token.pk

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the token in the reply itself: a message kept for the next page would be stored."""
        context = {
            **self.admin_site.each_context(request),
            "title": "A new personal access token",
            "opts": self.opts,
            "token": obj,
            "plaintext": obj.plaintext,
        }
        return TemplateResponse(request, "apitokens/issued.html", context)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
