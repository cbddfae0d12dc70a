"""What all pages of a record type share: whose they are, who may come in, what stands around."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import register_converter
from django.urls.converters import IntConverter

from records import access
from records.pages.asking import caller_from
from records.pages.links import list_url, singular
from records.types import RecordType, registry
from theme.pages import Page


class RecordId(IntConverter):
    """A record's id in an address; inputs of the theme make addresses with a word in its place."""

    regex = "[0-9]+|__fk__"


register_converter(RecordId, "record")


class Frame(Page):  # type: ignore[type-arg]
    """A page of a record type. Who may come in, `access` says."""

    @property
    def record_type(self) -> RecordType:
        """The type whose pages these are."""
        return next(one for one in registry.values() if one.model is self.model)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.level(caller_from(request), self.record_type, "read") != "none"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_create(caller_from(request), self.record_type)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.level(caller_from(request), self.record_type, "edit") != "none"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.level(caller_from(request), self.record_type, "delete") != "none"

    def page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        """A page in the dashboard's frame."""
        whole = {
            **self.admin_site.each_context(request),
            "type": self.record_type,
            "singular": singular(self.record_type),
            "title": title,
            "list_url": list_url(self.record_type),
            "undo": request.session.pop("undo", None) if "undo" in request.session else None,
            **context,
        }
        return HttpResponse(render_to_string(f"records/{template}.html", whole, request))
