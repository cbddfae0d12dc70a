"""The lists of values that clients choose from, as resources; countries and time zones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.scopes import allows
from dialects.concord.activities import BASES
from dialects.concord.replies import whole
from lookups.lists import Value, find, values_of
from records.access import Caller
from records.answers import Gone
from records.valuelists import Lookups
from records.views import DialectView
from values.refusals import Forbidden, Missing, Refusal, Refused

WORDS: Mapping[str, str] = {"name": "value", "swatch_color": "color", "display_order": "order"}


def say(value: Value) -> dict[str, Any]:
    """A value of a list."""
    return {
        "id": value.id,
        "name": value.value,
        "swatch_color": value.color,
        "display_order": value.position,
    }


class Values(DialectView):
    """What the views of lists share."""

    list_name = ""

    def lists(self) -> Lookups:
        """The list, for writing."""
        return Lookups((self.list_name,))

    def served(self, value: Value) -> bool:
        """Whether a value is one of the resource's: no activity is made here of another base."""
        return value.base_type is None or value.base_type in BASES

    def judge(self, body: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """What a body says in our words, sent by one who may. Raises Forbidden."""
        require_administrator(caller)
        self.notes["ignored"] = [name for name in body if name not in WORDS]
        return {ours: body[theirs] for theirs, ours in WORDS.items() if theirs in body}

    def value(self, number: int) -> Value:
        """A value of the resource. Raises Missing."""
        found = find(self.list_name, number)
        if found is None or not self.served(found):
            raise Missing
        return found


class ValueList(Values):
    """A whole list."""

    def get(self, request: Request) -> Response:
        """The active values, in order."""
        shown = [one for one in values_of(self.list_name) if one.active and self.served(one)]
        return Response(whole([say(one) for one in shown], self.asked))

    def post(self, request: Request) -> Response:
        """A new value."""
        sent = self.judge(self.dialect.read_body(request), self.caller)
        name = sent.pop("value", None)
        if name in (None, ""):
            raise Refused({"name": [Refusal("Required")]})
        if isinstance(name, str) and find(self.list_name, name) is not None:
            raise Refused({"name": [Refusal("Unique")]})
        with in_their_words(), transaction.atomic():
            number = self.lists().append([name], self.caller)[0]["id"]
            if sent:
                self.lists().change(number, sent, self.caller)
        return Response(say(self.value(number)), 201, headers=self.told())

    def told(self) -> dict[str, str]:
        """The keys of the body that meant nothing, in a header."""
        return self.dialect.headers_of(Gone(0), self.asked)


class ValueEntry(Values):
    """One value of a list."""

    def get(self, request: Request, key: str) -> Response:
        """The value."""
        return Response(say(self.value(self.dialect.read_id(key, self.asked))))

    def put(self, request: Request, key: str) -> Response:
        """Change the value; renaming it renames it in every record."""
        sent = self.judge(self.dialect.read_body(request), self.caller)
        number = self.value(self.dialect.read_id(key, self.asked)).id
        with in_their_words():
            self.lists().change(number, sent, self.caller)
        headers = self.dialect.headers_of(Gone(0), self.asked)
        return Response(say(self.value(number)), headers=headers)

    patch = put

    def delete(self, request: Request, key: str) -> Response:
        """Take the value off its list, if no record has it."""
        require_administrator(self.caller)
        number = self.value(self.dialect.read_id(key, self.asked)).id
        self.lists().remove(number, None, self.caller)
        return self.answer(Gone(number))


@contextmanager
def in_their_words() -> Iterator[None]:
    """Inside, what is refused of a value is told under their words. Raises Refused."""
    try:
        yield
    except Refused as refused:
        theirs = {ours: name for name, ours in WORDS.items()} | {"items": "name"}
        fields = {theirs.get(name, name): ones for name, ones in refused.fields.items()}
        raise Refused(fields) from None


def require_administrator(caller: Caller) -> None:
    """Let only administrators pass, with a token that may write. Raises Forbidden."""
    if not caller.is_administrator or not allows(caller.identity, "lookup", "write"):
        raise Forbidden("Only administrators may change this.")


class Countries(DialectView):
    """The countries."""

    def get(self, request: Request) -> Response:
        """All of them, in order."""
        items = [
            {
                "id": one.id,
                "name": one.value,
                "iso_3166_2": one.code,
                "calling_code": one.calling_code,
            }
            for one in values_of("country")
        ]
        return Response(whole(items, self.asked))


class TimeZones(DialectView):
    """The time zones."""

    def get(self, request: Request) -> Response:
        """Their names."""
        return Response(whole(sorted(available_timezones()), self.asked))
