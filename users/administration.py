"""The dashboard page of a table that is administrators' business alone."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from theme.pages import Page
from users.models import User


def is_administrator(user: User | AnonymousUser) -> bool:
    """Whether somebody signed in may administer."""
    return isinstance(user, User) and user.is_active and user.is_administrator


class AdministratorPage(Page[Any]):
    """A page that only administrators see."""

    actions: Any = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)
