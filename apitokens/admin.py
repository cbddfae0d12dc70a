"""The dashboard page of tokens: administrators make anybody's, others their own."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from apitokens.forms import TokenForm
from apitokens.issuing import issue, revoke
from apitokens.models import Token
from users.administration import AdministratorPage, is_administrator
from users.models import User


@admin.register(Token)
class TokenPage(AdministratorPage):
    """Tokens: made for users with API access, shown once, revoked, never edited.

    An administrator sees everybody's; whom the API is open to, his own.
    """

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        """Everybody's for administrators, else one's own."""
        tokens = super().get_queryset(request)
        return tokens if is_administrator(request.user) else tokens.filter(user_id=request.user.pk)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whose it is, and how many calls it may make, is for administrators to say."""
        fields = [str(one) for one in super().get_fields(request, obj)]
        if is_administrator(request.user):
            return fields
        return [one for one in fields if one not in ("user", "rate_limit")]

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Filters that say nothing of others."""
        return ("revoked_at",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A token is seen by administrators and by its owner."""
        if is_administrator(request.user):
            return True
        is_own = obj is None or obj.user_id == request.user.pk
        return is_own and self.has_add_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whom the API is open to makes his own tokens."""
        user = request.user
        has_access = isinstance(user, User) and user.is_active and user.api_access
        return has_access or is_administrator(user)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, bound to who makes the token: how long it may live depends on him."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        form.owner = None if is_administrator(request.user) else request.user
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Issue what the form asks for."""
        owner = form.whose()
        token, obj.plaintext = issue(owner, obj.name, **form.terms())
        obj.user = owner
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
