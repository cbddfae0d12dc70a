"""SpotlerCRM v4: its clients keep working when origin and token are changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import URLPattern

from dialects.base import Route
from dialects.bodies import FormBody
from dialects.spotler import names, query, replies
from dialects.spotler.auth import AUTHENTICATION
from dialects.spotler.documents import SENT, routes_of
from dialects.spotler.extras import ADDRESSES, endpoints
from dialects.spotler.tables import TABLES
from dialects.spotler.told import TELLING
from dialects.worded import Worded
from records.answers import Answer, Page, Problem
from records.manners import Asked, Terms
from records.query import Query, Show
from records.relations import relations
from records.types import RecordType, registry
from values.refusals import Missing


class Spotler(Worded):
    """The API that was first sold as Really Simple Systems."""

    name = "spotler"
    label = "SpotlerCRM"
    prefix = "spotler/"
    original = ""
    authentication = AUTHENTICATION
    parsers = (FormBody,)
    paths = names.PATHS
    unserved = names.UNSERVED
    tables = TABLES
    common = names.COMMON
    forms = names.FORMS
    required = names.REQUIRED
    seeded = names.SEEDED
    telling = TELLING
    embedded = {"lines": "opportunity_lines"}
    statuses = {406: 400, 413: 400, 414: 400, 415: 400}
    sizes = (10, 100)
    order = query.BY_ID
    list_verbs = {
        "get": "list",
        "post": "create",
        "patch": "unaddressed",
        "delete": "unaddressed",
    }
    record_verbs = {"get": "retrieve", "patch": "change", "delete": "destroy"}

    def rule(self, name: str) -> str:
        """Small letters without spaces."""
        return name.replace("_", "")

    def wire_name(self, key: str, label: str) -> str:
        """The label in lower case, only a to z, digits and slashes kept."""
        kept = [one for one in label.lower() if one.isascii() and (one.isalnum() or one == "/")]
        return "".join(kept) or key.removeprefix("cf_").replace("_", "")

    # Addresses

    def routes(self, record_type: RecordType) -> tuple[Route, ...]:
        """The common addresses; children may be made where they are listed."""
        many, single, related = super().routes(record_type)
        children = Route(related.path, {"get": "related", "post": "create_related"})
        if record_type.name == "documents":
            return (*routes_of(many, single), children)
        return many, single, children

    def extras(self) -> list[URLPattern]:
        """The data dictionary and the lookups."""
        return endpoints(self)

    def admit(self, asked: Asked) -> None:
        """Refuse objects that are switched off."""
        replies.refuse_disabled(asked.word)

    def children(self, record_type: RecordType, word: str) -> Mapping[str, str]:
        """The child objects of an object: as declared, and those that nobody declared."""
        found = {name: name for name in names.CHILDREN.get(word, ())}
        for name, relation in relations(record_type.name).items():
            is_new = name == relation.target.name and name not in names.TYPES.values()
            if is_new and self.words(relation.target):
                found[name] = name
        return found

    def follow(self, word: str, asked: Asked) -> tuple[str, str]:
        """The relation that leads to a child object, and the object. Raises Missing."""
        asked.notes["relation"] = word
        if word not in self.children(asked.of, asked.word):
            raise Missing
        return names.TYPES.get(word, word), word

    def unknown_path(self, asked: Asked) -> Problem:
        """An unknown object is told as the original tells it, anything else is not found."""
        first = self.path_of(asked.request).strip("/").partition("/")[0]
        if not first or first in self.first_words():
            return super().unknown_path(asked)
        return replies.invalid_type(first)

    def first_words(self) -> set[str]:
        """With what the addresses begin that there are."""
        objects = {word for one in registry.values() for word in self.words(one)}
        return {*objects, "schema", "docs", *(one.partition("/")[0] for one in ADDRESSES)}

    # The way in

    def unwrap(self, body: Any) -> Any:
        """A form's fields as an object."""
        return body.dict() if isinstance(body, QueryDict) else body

    def rewrite(self, body: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A body without the file that a new document comes with."""
        is_new_document = asked.word == "documents" and asked.given is not None
        return {name: one for name, one in body.items() if not is_new_document or name not in SENT}

    def read_query(self, asked: Asked) -> Query:
        """What a list is asked for."""
        found = query.read_query(asked, self.vocabulary_at(asked), self.sizes)
        shown = replace(self.show(asked, single=False), lines=found.show.lines)
        return replace(found, show=shown)

    def read_show(self, asked: Asked) -> Show:
        """How a single record shall be shown."""
        return replace(super().read_show(asked), lines=query.wants_lines(asked))

    def read_terms(self, asked: Asked) -> Terms:
        """The terms of a write."""
        return Terms(self.read_show(asked), allow_duplicate=True)

    # The way out

    def status_of(self, answer: Answer) -> int:
        """The status of a reply; that of a bad token is a setting."""
        if isinstance(answer, Problem) and answer.status == 401:
            return int(settings.SPOTLER_BAD_TOKEN_STATUS)
        return super().status_of(answer)

    def one(self, item: Mapping[str, Any], asked: Asked) -> Any:
        """What stands around a single record."""
        return replies.record(item, asked, None)

    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        """What stands around a list."""
        if asked.parent is None:
            return replies.envelope(items, page, asked, "")
        owner, number, _ = asked.parent
        return replies.envelope(items, page, asked, f"/{self.words(owner)[0]}/{number}")

    def problem(self, problem: Problem, asked: Asked) -> Any:
        """The body of a problem."""
        known = problem.fields and asked.record_type is not None
        targets = self.pointing(asked.of, asked.word) if known else {}
        return replies.problem(problem, self.status_of(problem), targets)
