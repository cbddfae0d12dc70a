"""The dashboard pages of record types, registered for every entry of the registry."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import site
from django.contrib.auth import update_session_auth_hash
from django.db.models import Model
from django.http import HttpRequest

from records.access import Caller
from records.pages.cells import moment
from records.pages.standard import RecordPage
from records.types import registry
from users.models import User


class UserPage(RecordPage):
    """Users, who are also searched for by other pages' inputs of the theme."""

    search_fields = ("email_key", "username_key", "first_name_key", "last_name_key")

    def around(self, caller: Caller, record_id: int) -> dict[str, Any]:
        """For administrators also when the user last came in."""
        if not caller.is_administrator:
            return super().around(caller, record_id)
        last = User.objects.values_list("last_login", flat=True).get(pk=record_id)
        facts = [("Last sign-in", moment(last) if last else "never")]
        return super().around(caller, record_id) | {"facts": facts}

    def follow(self, request: HttpRequest, record_id: int) -> None:
        """Who gives himself another password stays signed in."""
        user = request.user
        if record_id == user.pk:
            user.refresh_from_db()
            update_session_auth_hash(request, user)


OWN_PAGES: dict[type[Model], type[RecordPage]] = {User: UserPage}


def register_pages() -> None:
    """Give every record type its standard page, but those that have a page of their own."""
    for record_type in registry.values():
        if not site.is_registered(record_type.model):
            site.register(record_type.model, OWN_PAGES.get(record_type.model, RecordPage))
