"""GET, PATCH and DELETE /lookup: the values that lookup fields and custom options allow."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.scopes import allows
from dialects.base import has_body
from dialects.native.operations import WRITE, Operation, path_parameter, query_parameter
from dialects.native.pieces import (
    COLOR,
    FLAG,
    GONE,
    ID,
    MAYBE_TEXT,
    TEXT,
    Schema,
    closed,
    listed,
    ref,
)
from dialects.parameters import read_parameters
from records.access import Caller
from records.valuelists import list_named, list_of
from records.views import DialectView
from values.refusals import Forbidden, Missing, Unanswerable
from values.text import nearest

SHORT: Schema = {"type": "string", "maxLength": 255}
ITEM = closed(
    {
        "value": TEXT,
        "id": ID,
        "order": {"type": "integer"},
        "active": FLAG,
        "color": MAYBE_TEXT,
    }
)
ITEMS = closed({"items": listed(ITEM)})
ADDED = closed({"message": TEXT, "items": listed(closed({"value": TEXT, "id": ID}))})
APPENDING = closed({"items": listed(SHORT)}) | {"examples": [{"items": ["Item 1"]}]}
CHANGES: dict[str, Schema] = {
    "value": SHORT,
    "order": {"type": "integer"},
    "active": FLAG,
    "color": COLOR,
    "is_default": FLAG,
    "is_done": FLAG,
    "is_closed": FLAG,
    "base_type": MAYBE_TEXT,
    "code": MAYBE_TEXT,
    "calling_code": MAYBE_TEXT,
}
CHANGING = closed(CHANGES, required=()) | {"examples": [{"color": "#336699"}]}
REPLACING = closed({"replaced_by": ID}, required=())
LIST_NAME = path_parameter("list_name", ref("ListName"), "A list's own name, or `{type}.{field}`.")
FIRST = path_parameter(
    "list_name",
    {"anyOf": [ref("ListName"), ref("RecordTypeName")]},
    "Reading: a record type. Writing: the list's name, or `{type}.{field}`.",
)
SECOND = path_parameter("entry", TEXT, "Reading: a field of the type. Writing: the value's id.")
REPLACED_BY = query_parameter("replaced_by", ID, "The value that records get instead.")
NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


def require_administrator(caller: Caller, area: str) -> None:
    """Let only administrators pass, with a token that may write. Raises Forbidden."""
    if not caller.is_administrator or not allows(caller.identity, area, "write"):
        raise Forbidden("Only administrators may change this.")


class WholeList(DialectView):
    """A list by its name."""

    operations: ClassVar = {
        "get": Operation(
            "read_list", "A list", "lookup", ITEMS, parameters=(LIST_NAME,), refusals=(404,)
        ),
        "patch": Operation(
            "append_to_list",
            "Add values to the end of a list",
            "lookup",
            ADDED,
            parameters=(LIST_NAME,),
            body=APPENDING,
            refusals=(*WRITE, 404),
        ),
    }

    def get(self, request: Request, list_name: str) -> Response:
        """The values, in order."""
        read_parameters(request, ())
        return Response({"items": list_named(list_name, self.caller).items()})

    def patch(self, request: Request, list_name: str) -> Response:
        """Add what is not there yet; all that were sent come back with their ids."""
        read_parameters(request, ())
        require_administrator(self.caller, "lookup")
        texts = only(self.dialect.read_body(request), ("items",)).get("items")
        added = list_named(list_name, self.caller).append(texts, self.caller)
        items = [{"value": one["value"], "id": one["id"]} for one in added]
        return Response({"message": "Lookup values added", "items": items})


class ListEntry(DialectView):
    """The list behind a type's field, to be read; or one value of a list, to be changed."""

    operations: ClassVar = {
        "get": Operation(
            "read_lookup",
            "The values that a field allows",
            "lookup",
            ITEMS,
            parameters=(FIRST, SECOND),
            refusals=(404,),
        ),
        "patch": Operation(
            "change_list_value",
            "Rename, move or mark a value",
            "lookup",
            ITEM,
            parameters=(FIRST, SECOND),
            body=CHANGING,
            refusals=(*WRITE, 404),
        ),
        "delete": Operation(
            "delete_list_value",
            "Take a value off its list",
            "lookup",
            GONE,
            parameters=(FIRST, SECOND, REPLACED_BY),
            body=REPLACING,
            body_required=False,
            refusals=(*WRITE, 404),
        ),
    }

    def get(self, request: Request, list_name: str, entry: str) -> Response:
        """The values that a field of a record type allows."""
        read_parameters(request, ())
        return Response({"items": list_of(list_name, entry, self.caller).items()})

    def patch(self, request: Request, list_name: str, entry: str) -> Response:
        """Change a value; renaming it renames it in every record."""
        read_parameters(request, ())
        require_administrator(self.caller, "lookup")
        values = list_named(list_name, self.caller)
        return Response(
            values.change(number_of(entry), self.dialect.read_body(request), self.caller)
        )

    def delete(self, request: Request, list_name: str, entry: str) -> Response:
        """Remove a value; records that use it need another one first."""
        given = read_parameters(request, ("replaced_by",))
        require_administrator(self.caller, "lookup")
        values = list_named(list_name, self.caller)
        body = self.dialect.read_body(request) if has_body(request) else {}
        heir = only(body, ("replaced_by",)).get("replaced_by")
        if "replaced_by" in given:
            if heir is not None:
                raise Unanswerable("send 'replaced_by' once")
            heir = number_of(given["replaced_by"])
        values.remove(number_of(entry), heir, self.caller)
        return Response({})


def number_of(text: str) -> int:
    """The id in a path or parameter. Raises Missing if it can be none."""
    if not NUMBER.fullmatch(text):
        raise Missing("There is no such value.")
    return int(text)


def only(body: dict[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    """The same body. Raises Unanswerable for a key that means nothing here."""
    for name in body:
        if name not in known:
            raise Unanswerable(f"unknown field '{name}'{nearest(name, known)}")
    return body
