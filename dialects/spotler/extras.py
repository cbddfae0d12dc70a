"""What Spotler serves besides its objects: the data dictionary, and the lookups."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, re_path
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.scopes import allows
from dialects import authorizing
from dialects.edges import policies
from dialects.parameters import read_parameters
from dialects.spotler import lists, replies
from dialects.spotler.dictionary import entry
from dialects.worded import Worded
from records import access
from records.access import fields_for
from records.types import RecordType
from records.valuelists import Lookups, Options
from records.views import DialectView
from values.refusals import Forbidden, Refusal, Refused, Unanswerable
from values.text import nearest

ADDED = "Lookup values added"


class SpotlerPage(DialectView):
    """What the pages of this room have in common."""

    dialect: Worded

    def type_at(self, word: str) -> RecordType | None:
        """The record type that a word stands for, if it does and the caller may read it.

        Raises Forbidden.
        """
        found = dict((known, one) for one, known in lists.types_of(self.dialect)).get(word)
        if found is not None:
            replies.refuse_disabled(word)
            access.require(self.caller, found, "read")
        return found


class DataDictionary(SpotlerPage):
    """The fields of an object."""

    def get(self, request: Request, word: str) -> Response:
        """Every field that the caller sees, as it stands in records."""
        read_parameters(request, ())
        record_type = self.type_at(word)
        if record_type is None:
            return self.refusal(replies.invalid_type(word))
        fields = fields_for(record_type, self.caller)
        needed = {*record_type.required, *self.dialect.required.get(word, ())}
        targets = self.dialect.pointing(record_type, word)
        seeded = self.dialect.seeded_keys(record_type)
        said = [
            entry(wire, word, fields, frozenset(needed), targets, seeded)
            for wire in self.dialect.vocabulary(record_type, word).seen(fields)
        ]
        metadata = {
            "url": f"/datadictionary/{word}",
            "object_type": "datadictionary",
            "record_type": replies.singular(record_type, word),
        }
        return Response({"metadata": metadata, "fields": said})


class FieldLookup(SpotlerPage):
    """The list behind a field."""

    def get(self, request: Request, word: str, field: str) -> Response:
        """Its active values, in order."""
        read_parameters(request, ())
        if self.type_at(word) is None:
            return self.refusal(replies.invalid_type(word))
        return Response({"items": lists.items_of(self.wire(word, field))})

    def patch(self, request: Request, word: str, field: str) -> Response:
        """Add values to it."""
        require_administrator(self)
        if self.type_at(word) is None:
            return self.refusal(replies.invalid_type(word))
        return added(self, lists.single(lists.behind(self.wire(word, field))))

    def wire(self, word: str, field: str) -> Any:
        """The field. Raises Missing."""
        return lists.wire_at(self.dialect, self.caller, word, field)


class NamedLookup(SpotlerPage):
    """A list by its name."""

    def patch(self, request: Request, name: str) -> Response:
        """Add values to it."""
        require_administrator(self)
        return added(self, lists.list_at(self.dialect, self.caller, name))


def require_administrator(view: SpotlerPage) -> None:
    """Let only administrators pass, with a token that may write. Raises Forbidden."""
    caller = view.caller
    if not caller.is_administrator or not allows(caller.identity, "lookup", "write"):
        raise Forbidden("Only administrators may change lists.")


def added(view: SpotlerPage, values: Lookups | Options) -> Response:
    """The reply to values that were added; all that were sent are told."""
    read_parameters(view.request, ())
    body = view.dialect.read_body(view.request)
    for name in body:
        if name != "items":
            raise Unanswerable(f"unknown key '{name}'{nearest(name, ('items',))}")
    if not body.get("items"):
        raise Refused({"items": [Refusal("Required")]})
    found = values.append(body["items"], view.caller)
    items = [{"value": one["value"], "id": one["value"]} for one in found]
    return Response({"message": ADDED, "items": items})


WORD = "[^/]+"
ADDRESSES: dict[str, type[DialectView]] = {
    f"datadictionary/(?P<word>{WORD})": DataDictionary,
    f"lookup/(?P<word>{WORD})/(?P<field>.+?)": FieldLookup,
    f"lookup/(?P<name>{WORD})": NamedLookup,
}


def endpoints(dialect: Worded) -> list[URLPattern]:
    """The addresses, with and without a slash at the end."""
    given = policies(dialect)
    own = [re_path(rf"^{word}/?\Z", view.as_view(**given)) for word, view in ADDRESSES.items()]
    return [*own, *authorizing.addresses(dialect)]
