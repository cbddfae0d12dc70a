"""The dashboard pages of users, teams and roles."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from theme.pages import PasswordForm
from users.administration import StampedPage
from users.forms import NewUserForm, RoleForm, UserForm
from users.models import Role, Team, User
from values.refusals import Clash

admin.site.unregister(Group)  # Django's own groups have no meaning here: roles do their work


@admin.register(User)
class UserPage(StampedPage, DjangoUserAdmin[User]):
    """Users: made here, deactivated rather than deleted."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = PasswordForm
    list_display = ("name", "email", "username", "kind", "is_active", "api_access", "last_login")
    list_filter = ("is_active", "api_access", "kind", "roles", "teams")
    search_fields = ("email_key", "username_key", "first_name_key", "last_name_key")
    ordering = ("id",)
    filter_horizontal = ("teams", "roles")
    readonly_fields = ("last_login", "created_at", "modified_at")
    fieldsets = (
        (None, {"fields": ("email", "username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "job_title", "timezone", "locale")}),
        ("Access", {"fields": ("kind", "is_active", "api_access", "is_superuser")}),
        ("Teams and roles", {"fields": ("default_team", "teams", "roles")}),
        ("Dates", {"fields": ("last_login", "created_at", "modified_at")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "email",
                    "username",
                    "kind",
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only a superuser makes superusers."""
        is_super = getattr(request.user, "is_superuser", False)
        return self.readonly_fields if is_super else (*self.readonly_fields, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account, with its password, is open to superusers alone."""
        if obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", 0):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Team)
class TeamPage(StampedPage):
    """Teams; who is in them is set at the user."""

    list_display = ("name", "modified_at")
    search_fields = ("name_key",)


@admin.register(Role)
class RolePage(StampedPage):
    """Roles; who holds them is set at the user."""

    form = RoleForm
    list_display = ("name", "is_administrator", "modified_at")
    search_fields = ("name_key",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The last administrator role stays."""
        try:
            if obj is not None:
                obj.refuse_removal()
        except Clash:
            return False
        return super().has_delete_permission(request, obj)
