"""The endpoints of Concord that stand at no record type's address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, re_path
from rest_framework.request import Request
from rest_framework.response import Response

from dialects.base import Dialect
from dialects.concord.acts import ConcordViewSet
from dialects.concord.lookups import Countries, TimeZones, ValueEntry, ValueList
from dialects.concord.replies import whole
from dialects.concord.tables import LISTS, joined
from dialects.concord.told import comment
from dialects.edges import policies
from dialects.router import served
from dialects.worded import Worded
from records import commenting
from records.access import fields_for, level
from records.answers import One
from records.fields import Custom
from records.types import RecordType, registry
from records.views import DialectView
from values.refusals import Missing, Refusal, Refused

KEY = "(?P<key>[^/]+)"
ATTACHING = {"post": "associate_all", "put": "associate_all", "delete": "associate_all"}
NAMES = {
    "boolean": "Boolean",
    "color_swatch": "ColorSwatch",
    "checkbox": "Checkbox",
    "date": "Date",
    "datetime": "DateTime",
    "email": "Email",
    "multi_select": "MultiSelect",
    "number": "Number",
    "numeric": "Numeric",
    "radio": "Radio",
    "select": "Select",
    "text": "Text",
    "textarea": "Textarea",
    "timezone": "Timezone",
    "url": "URL",
}


class CommentPage(DialectView):
    """One comment, wherever it stands."""

    dialect: Worded

    def put(self, request: Request, key: str) -> Response:
        """Say it otherwise."""
        body = self.dialect.read_object(self.asked, ("body",))
        record_type, place = self.place(key)
        made: One = commenting.revise(record_type, self.caller, place, body, None)
        return Response(comment(made.item))

    patch = put

    def delete(self, request: Request, key: str) -> Response:
        """Take it back."""
        record_type, place = self.place(key)
        return self.answer(commenting.withdraw(record_type, self.caller, place, None))

    def place(self, key: str) -> tuple[RecordType, tuple[int, int]]:
        """Where a comment stands. Raises Missing, also for records that are not served here."""
        comment_id = self.dialect.read_id(key, self.asked)
        record_type, record_id = commenting.place_of(comment_id)
        if not self.dialect.words(record_type):
            raise Missing
        return record_type, (record_id, comment_id)


class CustomFields(DialectView):
    """The custom fields of the resources."""

    dialect: Worded

    def get(self, request: Request) -> Response:
        """Those of one resource, or of all."""
        words = {word: one for one, word in served(self.dialect)}
        wanted = request.query_params.get("resource")
        if wanted is not None and wanted not in words:
            told = f"must be one of {', '.join(words)}"
            raise Refused({"resource": [Refusal("In", told)]})
        found = [
            self.told(word, field)
            for word, record_type in words.items()
            if wanted in (None, word) and level(self.caller, record_type, "read") != "none"
            for field in fields_for(record_type, self.caller).values()
            if isinstance(field, Custom)
        ]
        return Response(whole(found, self.asked))

    def told(self, word: str, field: Custom) -> dict[str, Any]:
        """What is said of a field."""
        definition = field.definition
        return {
            "field_id": definition.wire_names.get(self.dialect.name, field.name),
            "label": definition.label,
            "field_type": NAMES[definition.type],
            "resource_name": word,
            "is_required": definition.required,
            "options": [
                {"id": one.id, "name": one.label} for one in definition.options if one.active
            ],
        }


def endpoints(dialect: Dialect) -> list[URLPattern]:
    """The addresses, with and without a slash at the end."""
    given = policies(dialect)
    pages: dict[str, Any] = {
        "countries": Countries.as_view(**given),
        "timezones": TimeZones.as_view(**given),
        "custom-fields": CustomFields.as_view(**given),
        f"comments/{KEY}": CommentPage.as_view(**given),
        "me": ConcordViewSet.as_view(
            {"get": "me"}, record_type=registry["users"], word="users", **given
        ),
        **dict(lists(given)),
        **dict(beside(dialect, given)),
    }
    return [re_path(rf"^{word}/?\Z", view) for word, view in pages.items()]


def lists(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The addresses of lists of values."""
    for word, name in LISTS.items():
        yield word, ValueList.as_view(list_name=name, **given)
        yield f"{word}/{KEY}", ValueEntry.as_view(list_name=name, **given)


def beside(dialect: Dialect, given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The second form of the addresses of associations and of the recycle bin."""
    for record_type, word in served(dialect):
        own = {"record_type": record_type, "word": word, **given}
        if joined(word):
            yield f"associations/{word}/{KEY}", ConcordViewSet.as_view(dict(ATTACHING), **own)
        if record_type.has_bin:
            yield f"trashed/{word}", ConcordViewSet.as_view({"get": "trashed"}, **own)
