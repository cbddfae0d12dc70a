"""Cogmento, also sold as FreeCRM: its clients keep working when address and credentials change."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.urls import URLPattern
from rest_framework.request import Request

from dialects.base import Route
from dialects.bodies import NestedForm
from dialects.carried import largest_body
from dialects.cogmento import channels, people, replies
from dialects.cogmento import tables as declared
from dialects.cogmento.auth import CogmentoToken
from dialects.cogmento.documents import FILE, CogmentoDocuments
from dialects.cogmento.extras import endpoints
from dialects.cogmento.files import URL
from dialects.cogmento.ids import Uid, encode, number_at
from dialects.cogmento.query import read_query
from dialects.cogmento.records import COMPANY, CogmentoRecords
from dialects.worded import Worded
from dialects.words import Table, Word
from records.access import fields_for
from records.answers import Gone, Page, Problem
from records.drafts import Denied
from records.fields import Field
from records.manners import Asked
from records.query import Query, Show
from records.types import RecordType, fields_in
from values.refusals import Refusal

KEPT = (channels.OTHERS, channels.MORE, people.EXTRA)
PEOPLE = ("created_by", "last_modified_by", "assigned_to")


class Cogmento(Worded):
    """The API under /api/1/."""

    name = "cogmento"
    label = "Cogmento"
    prefix = "cogmento/api/1/"
    original = "api/1/"
    authentication = (CogmentoToken,)
    parsers = (NestedForm,)
    paths = declared.PATHS
    unserved = declared.UNSERVED
    parts = declared.PARTS
    tables = declared.TABLES
    forms = declared.FORMS
    required = declared.REQUIRED
    seeded = declared.SEEDED
    sizes = (100, 100)
    statuses = {406: 400, 412: 409, 413: 400, 414: 400, 415: 400, 422: 400}
    record_verbs = {
        "get": "retrieve",
        "put": "change",
        "patch": "change",
        "post": "change",
        "delete": "destroy",
    }

    def rule(self, name: str) -> str:
        """Our own words."""
        return {"modified_at": "last_modified", "is_private": "private"}.get(name, name)

    def wire_name(self, key: str, label: str) -> str:
        """The key without its prefix."""
        return key.removeprefix("cf_")

    # Addresses

    def routes(self, record_type: RecordType) -> tuple[Route, ...]:
        """Lists and single records; related ones stand inside these."""
        many, single, _ = super().routes(record_type)
        if record_type.name == "documents":
            many, single = (replace(one, body_limit=largest_body()) for one in (many, single))
            return tuple(replace(one, view=CogmentoDocuments) for one in (many, single))
        return tuple(replace(one, view=CogmentoRecords) for one in (many, single))

    def extras(self) -> list[URLPattern]:
        """Signing in, templates, names, downloads."""
        return endpoints(self)

    def admit(self, asked: Asked) -> None:
        """Note when the call began."""
        asked.notes.setdefault(replies.BEGAN, time.perf_counter())

    def read_id(self, text: str, asked: Asked) -> int:
        """The id in a path. Raises Missing if it can be none."""
        return number_at(asked.of.code, text)

    # Words

    def table(self, record_type: RecordType, word: str) -> Table:
        """The words of a type; its id is a UUID."""
        return tuple(
            replace(one, form=Uid(code=record_type.code))
            if isinstance(one, Word) and one.field == "id"
            else one
            for one in super().table(record_type, word)
        )

    # The way in

    def unwrap(self, body: Any) -> Any:
        """A form's fields as an object."""
        return body.dict() if isinstance(body, QueryDict) else body

    def rewrite(self, body: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A body with ids in the place of names, and without what is stored apart."""
        if asked.word == "documents":
            body = {name: one for name, one in body.items() if name not in ("file", "filename")}
        if asked.notes.get(COMPANY):
            body = {**body, "company": asked.notes[COMPANY]}
        return body

    def read_record(self, asked: Asked) -> dict[str, Any]:
        """The record in the body, in our words."""
        body = super().read_record(asked)
        if asked.notes.get(FILE):
            body[FILE] = asked.notes[FILE]
        known = fields_in(asked.of.name, self.name)
        return {key: one for key, one in body.items() if key not in KEPT or key in known}

    def demand(self, body: dict[str, Any], asked: Asked, fields: Mapping[str, Field]) -> None:
        """What is required here, and no longer than it may be here."""
        super().demand(body, asked, fields)
        for (word, name), longest in declared.LENGTHS.items():
            value = body.get(name)
            if word == asked.word and isinstance(value, str) and len(value.strip()) > longest:
                body[name] = Denied(Refusal("Max", f"at most {longest} characters", longest))

    def read_query(self, asked: Asked) -> Query:
        """What a list is asked for."""
        show = self.show(asked, single=False)
        return Query(**read_query(asked, self), show=show)

    def show(self, asked: Asked, single: bool) -> Show:
        """What is read of records so that they can be said: what is kept for the dialect alone,
        and of deals their lines."""
        found = super().show(asked, single)
        known = fields_for(asked.of, asked.who)
        names = (*(found.names or ()), *(one for one in KEPT if one in known))
        return replace(found, names=names, lines=asked.word == "deals")

    def mount(self, request: Request) -> str:
        """The whole address under which the request found the API, without a slash at its end."""
        path = request.path.removesuffix(self.path_of(request))
        return str(request.build_absolute_uri(path.rstrip("/")))

    # The way out

    def spoken(self, items: Sequence[Mapping[str, Any]], asked: Asked, single: bool) -> Any:
        """Items in their words and forms."""
        found = super().spoken(items, asked, single)
        hidden = people.hidden(asked.who)
        for item, said in zip(items, found, strict=True):
            if "channels" in said:
                channels.complete(said, item)
            if said.get(URL):
                said[URL] = f"{self.mount(asked.request)}{said[URL]}"
            if hidden:
                said |= {name: people.without(said.get(name), hidden) for name in PEOPLE}
        return found

    def one(self, item: Mapping[str, Any], asked: Asked) -> Any:
        """A single record in its envelope."""
        return replies.wrapped({"result": item}, asked)

    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        """A page in its envelope."""
        return replies.page(items, page, asked)

    def gone(self, gone: Gone, asked: Asked) -> Any:
        """The id of what was deleted."""
        return replies.wrapped({"result": {"id": encode(asked.of.code, gone.id)}}, asked)

    def problem(self, problem: Problem, asked: Asked) -> Any:
        """The body of a problem."""
        return replies.problem(problem, self.status_of(problem), asked)
