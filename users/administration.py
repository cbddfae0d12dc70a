"""The dashboard page of a table that is administrators' business alone."""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from theme.pages import Page
from users.models import Stamped, User
from users.rights import announce

Row = TypeVar("Row", bound=Stamped)


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


class StampedPage(AdministratorPage):
    """The page of users, teams or roles: each write is stamped and made known to all processes."""

    def save_model(
        self, request: HttpRequest, obj: Any, form: "ModelForm[Any]", change: bool
    ) -> None:
        stamp(obj, request.user, change)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: "ModelForm[Any]", formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        announce()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        announce()


def stamp(row: Row, by: User | AnonymousUser, change: bool) -> Row:
    """Note on a row, not yet saved, who makes or changes it and when."""
    who = by if isinstance(by, User) else None
    row.modified_at, row.modified_by = timezone.now(), who
    if change:
        row.version += 1
    else:
        row.created_at, row.created_by = row.modified_at, who
    return row
