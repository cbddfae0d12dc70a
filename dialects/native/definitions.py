"""GET, POST, PATCH and DELETE /customfields: the definitions that administrators make."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.utils.module_loading import import_string
from rest_framework.request import Request
from rest_framework.response import Response

from customfields import definitions
from customfields.judging import LEAST_ORDER, MOST_ORDER
from customfields.kinds import TYPES
from customfields.store import Definition
from dialects import parameters
from dialects.native import query
from dialects.native.lookup import require_administrator
from dialects.native.operations import WRITE, Operation, path_parameter, query_parameter
from dialects.native.pieces import (
    COLOR,
    FLAG,
    GONE,
    ID,
    TEXT,
    Schema,
    closed,
    listed,
    nullable,
    ref,
)
from dialects.native.told import PAGES
from records.answers import Page
from records.dictionary import types_for
from records.query import Query
from records.replacing import teller
from records.types import registry
from records.views import DialectView
from values.refusals import Missing, Unanswerable
from values.text import nearest

LABEL: Schema = {"type": "string", "minLength": 1, "maxLength": 255}
ORDER: Schema = {"type": "integer", "minimum": LEAST_ORDER, "maximum": MOST_ORDER}
OPTION = closed(
    {
        "id": ID,
        "label": LABEL,
        "color": COLOR,
        "order": ORDER,
        "active": FLAG,
        "replaced_by": {"type": ["integer", "string"]},
    },
    required=(),
)
ATTRIBUTES: dict[str, Schema] = {
    "record_type": ref("CustomizableTypeName"),
    "key": {"type": "string", "pattern": "^cf_[a-z0-9_]{1,60}$"},
    "label": LABEL,
    "type": {"type": "string", "enum": list(TYPES)},
    "required": FLAG,
    "unique": FLAG,
    "default": {},
    "help_text": {"type": "string", "maxLength": 10_000},
    "group": {"type": "string", "maxLength": 255},
    "order": ORDER,
    "dialects": nullable(listed(TEXT)),
    "wire_names": {"type": "object", "additionalProperties": TEXT},
    "options": listed(OPTION),
}
DEFINITION = closed({"id": ID, **ATTRIBUTES})
FIRST_NEEDS = ("record_type", "label", "type")
CREATING = closed(ATTRIBUTES, FIRST_NEEDS) | {
    "examples": [{"record_type": "accounts", "label": "Founded", "type": "number"}]
}
CHANGING = closed({"id": ID, **ATTRIBUTES}, required=()) | {
    "examples": [{"help_text": "The year in the register."}]
}
FIELD_ID = path_parameter("id", ID)
RECORD_TYPE = query_parameter("record_type", ref("RecordTypeName"), "Only those of this type.")
AREA, TAG = "customfields", "custom fields"


def visible(view: DialectView, record_type: str | None = None) -> list[Definition]:
    """The definitions that the caller may know of, in whichever dialects their fields show."""
    readable = {one.name for one in types_for(view.caller)}
    hidden = view.caller.rights.hidden
    return [
        one
        for one in definitions.listing(record_type)
        if one.record_type in readable and one.key not in hidden(one.record_type)
    ]


def spoken() -> set[str]:
    """The names of the dialects that this installation speaks."""
    return {import_string(dotted).name for dotted in settings.DIALECTS}


class DefinitionList(DialectView):
    """All definitions, and the making of a new one."""

    operations: ClassVar = {
        "get": Operation(
            "list_customfields",
            "A page of the definitions of custom fields",
            TAG,
            ref("CustomFieldPage"),
            parameters=(RECORD_TYPE, *PAGES.values()),
        ),
        "post": Operation(
            "create_customfields",
            "Make a custom field",
            TAG,
            ref("CustomField"),
            status=201,
            body=CREATING,
            refusals=WRITE,
            headers=("Location",),
        ),
    }

    def get(self, request: Request) -> Response:
        """A page, by type and order."""
        query.refuse_body(request)
        given = parameters.read_parameters(request, (*query.PAGING, "record_type"))
        wanted = given.get("record_type")
        known = [one.name for one in types_for(self.caller)]
        if wanted is not None and wanted not in known:
            raise Unanswerable(f"unknown record type '{wanted}'{nearest(wanted, known)}")
        page, size = parameters.number(given, "page", 1, query.LAST_PAGE), query.page_size(given)
        found = visible(self, wanted)
        start = (page - 1) * size
        items = [definitions.say(one) for one in found[start : start + size]]
        asked = Query(page=page, per_page=size)
        return self.answer(Page(items, asked, len(found), has_more=start + size < len(found)))

    def post(self, request: Request) -> Response:
        """A new field, live at once."""
        parameters.read_parameters(request, ())
        require_administrator(self.caller, AREA)
        open_types = [one.name for one in registry.values() if one.custom]
        user_id = self.caller.rights.user_id
        made = definitions.create(self.dialect.read_body(request), user_id, open_types, spoken())
        place = request.build_absolute_uri(f"{request.path.rstrip('/')}/{made.id}")
        return Response(definitions.say(made), 201, headers={"Location": place})


class DefinitionPage(DialectView):
    """One definition."""

    operations: ClassVar = {
        "get": Operation(
            "read_customfields",
            "The definition of a custom field",
            TAG,
            ref("CustomField"),
            parameters=(FIELD_ID,),
            refusals=(404,),
        ),
        "patch": Operation(
            "change_customfields",
            "Change a custom field",
            TAG,
            ref("CustomField"),
            parameters=(FIELD_ID,),
            body=CHANGING,
            refusals=(*WRITE, 404),
        ),
        "delete": Operation(
            "delete_customfields",
            "Delete a custom field with its values",
            TAG,
            GONE,
            parameters=(FIELD_ID,),
            refusals=(404, 409),
        ),
    }

    def get(self, request: Request, id: str) -> Response:
        """The definition."""
        query.refuse_body(request)
        parameters.read_parameters(request, ())
        return Response(definitions.say(self.found(id)))

    def patch(self, request: Request, id: str) -> Response:
        """Change what is given; values that move with it are told of in the records' history."""
        parameters.read_parameters(request, ())
        number = self.found(id).id
        require_administrator(self.caller, AREA)
        body = self.dialect.read_body(request)
        user_id, tell = self.caller.rights.user_id, teller(self.caller)
        return Response(definitions.say(definitions.change(number, body, user_id, spoken(), tell)))

    def delete(self, request: Request, id: str) -> Response:
        """The field is unknown everywhere at once."""
        query.refuse_body(request)
        parameters.read_parameters(request, ())
        number = self.found(id).id
        require_administrator(self.caller, AREA)
        definitions.delete(number, self.caller.rights.user_id)
        return Response({})

    def found(self, text: str) -> Definition:
        """The definition that the path names. Raises Missing."""
        for one in visible(self):
            if str(one.id) == text:
                return one
        raise Missing("There is no such custom field.")
