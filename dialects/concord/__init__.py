"""Concord CRM, also sold under white labels: its REST API, as its clients know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.urls import URLPattern

from dialects.base import Route
from dialects.bodies import NestedForm
from dialects.concord import query, replies
from dialects.concord.asking import terms_of
from dialects.concord.associations import OTHERS, associated
from dialects.concord.auth import AUTHENTICATION
from dialects.concord.extras import endpoints
from dialects.concord.forms import Id, Instant, Named, Structure
from dialects.concord.looked import LOOKED, OTHER
from dialects.concord.people import hides
from dialects.concord.routes import routes_of
from dialects.concord.spelling import loosened
from dialects.concord.tables import (
    COMMON,
    HIDDEN,
    PARTS,
    PATHS,
    RELATED,
    REQUIRED,
    SEEDED,
    STRUCTURES,
    TABLES,
    UNSERVED,
    joined,
)
from dialects.concord.telling import TELLING
from dialects.forms import Form
from dialects.parameters import pairs
from dialects.worded import Worded
from dialects.words import Table, Word
from lookups.kinds import LookupKind
from records.access import fields_for
from records.answers import Gone, Page, Problem
from records.fields import ChannelSet, Field, LinkedSet
from records.manners import Asked
from records.query import By, Query
from records.types import RecordType
from values.times import DateTime

EVERYTHING = 1000
AS_TEXT = {"phones"}
FOLLOWED = {"notes", "calls"}
RANKED = {"pipelines", "pipeline-stages", "stages"}


class Concord(Worded):
    """The manner of Concord CRM."""

    name = "concord"
    label = "Concord CRM"
    prefix = "concord/api/"
    original = "api/"
    paths = PATHS
    parts = PARTS
    unserved = UNSERVED
    tables = TABLES
    common = COMMON
    related = RELATED
    required = REQUIRED
    seeded = SEEDED
    telling = TELLING
    authentication = AUTHENTICATION
    parsers = (NestedForm,)
    gone_status = 204
    forms: ClassVar = {DateTime: lambda field: Instant()}
    record_verbs: ClassVar[Mapping[str, str]] = {
        "get": "retrieve",
        "put": "change",
        "patch": "change",
        "delete": "destroy",
    }

    # Words

    def rule(self, name: str) -> str:
        """Fields that no table names keep their names."""
        return name

    def wire_name(self, key: str, label: str) -> str:
        """A custom field is called by its key."""
        return key

    def form_of(self, field: Field) -> Form:
        """The form of a field's values; some of the fields that we bring hold structures."""
        return Structure() if field.name in STRUCTURES else super().form_of(field)

    def table(self, record_type: RecordType, word: str) -> Table:
        """The words of a type; of one that nobody declares, all but what is ours alone."""
        if word in self.tables:
            return super().table(record_type, word)
        return (
            Word("display_name", record_type.title, read_only=True),
            *self.undeclared(record_type),
        )

    def undeclared(self, record_type: RecordType) -> Table:
        """Words for the fields of a type by the rule: values of lists by id and as an object."""
        found: list[Any] = []
        for name, field in record_type.standard.items():
            if name in HIDDEN or isinstance(field, LinkedSet | ChannelSet):
                continue
            if isinstance(field.kind, LookupKind):
                list_name = field.kind.list_name
                found.append(Word(f"{name}_id", name, Id(list_name=list_name)))
                found.append(Word(name, name, Named(list_name=list_name), read_only=True))
            else:
                found += self.usual(record_type, [name])
        return tuple(found)

    # Addresses

    def routes(self, record_type: RecordType) -> tuple[Route, ...]:
        """The common addresses, and those of bin, associations, comments and files."""
        many, single, related = (one.path for one in super().routes(record_type))
        return routes_of(record_type, many, single, related, self.record_verbs)

    def extras(self) -> list[URLPattern]:
        """Lists of values, custom fields, the caller, and second forms of addresses."""
        return endpoints(self)

    # The way in

    def rewrite(self, body: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A body whose blank texts are none; one of a form, with what its texts spell."""
        wires = self.vocabulary_at(asked).wires
        is_form = (asked.request.content_type or "").partition(";")[0] == NestedForm.media_type
        found = {}
        for name, value in body.items():
            field = wires[name].field if name in wires else None
            if isinstance(value, str) and not value.strip():
                value = None
            if is_form and name not in AS_TEXT:
                value = loosened(value, field.kind if field else None)
            found[name] = value
        return found

    def read_record(self, asked: Asked) -> dict[str, Any]:
        """The record in the body; what is done about a task stands in no field."""
        body = super().read_record(asked)
        if asked.word in FOLLOWED and asked.given is not None:
            asked.notes["ignored"] = [one for one in asked.notes["ignored"] if one != "task_date"]
        return body

    def read_query(self, asked: Asked) -> Query:
        """What a list is asked for."""
        given = dict(pairs(asked.request))
        fields = fields_for(asked.of, asked.who)
        vocabulary = self.vocabulary_at(asked)
        wires = {wire.name: wire for wire in vocabulary.seen(fields)}
        terms = terms_of(wires, asked.word, asked.who)
        looks = LOOKED.get(asked.word, OTHER).by_itself
        asked.notes["only"] = only = self.chosen(given, wires)
        asked.notes["with"] = query.names_in(given, "with") or ()
        page, per_page = query.page_of(given)
        if asked.of.name == "currencies":
            page, per_page = 1, EVERYTHING
        paths = {name: wire.by for name, wire in wires.items() if wire.by is not None}
        return Query(
            where=query.where_of(given, terms, looks),
            order=query.order_of(given, paths, self.usual_order(asked)),
            page=page,
            per_page=per_page,
            show=vocabulary.show(fields, single=False, only=only),
        )

    def read_search(self, asked: Asked) -> Query:
        """The same list; nothing is found where nothing is asked for."""
        found = self.read_query(asked)
        blank = not dict(pairs(asked.request)).get("q", "").strip()
        return Query(query.NONE, page=found.page, per_page=found.per_page) if blank else found

    def chosen(self, given: Mapping[str, str], wires: Mapping[str, Any]) -> list[str] | None:
        """The words that `select` names, with the id; None for the usual ones."""
        names = query.names_in(given, "select")
        if names is None:
            return None
        return ["id", *(name for name in names if name in wires and name != "id")]

    def usual_order(self, asked: Asked) -> tuple[By, ...]:
        """Stages by their rank; of the rest, the newest first, which have the highest ids."""
        return (By("position"), By("id")) if asked.word in RANKED else ()

    def read_pages(self, asked: Asked) -> Query:
        """Which page is asked for."""
        page, per_page = query.page_of(dict(pairs(asked.request)))
        return Query(page=page, per_page=per_page)

    def read_nothing(self, asked: Asked) -> None:
        """A body that nobody asked for is passed over."""

    def read_bare(self, asked: Asked) -> None:
        """Parameters that nobody asked for are passed over."""

    # The way out

    def spoken(self, items: Sequence[Mapping[str, Any]], asked: Asked, single: bool) -> Any:
        """Items in their words, with the associations that `with` names."""
        found = super().spoken(items, asked, single)
        hidden = hides(asked.who) if items and "user" in found[0] else ()
        for name in hidden:
            for item in found:
                if item["user"]:
                    item["user"][name] = None
        for name in () if single else asked.notes.get("with", ()):
            if name in OTHERS and name in joined(asked.word):
                ids = [item["id"] for item in items]
                others = associated(asked.of, ids, name, asked.who)
                for item in found:
                    item[name] = others.get(item["id"], [])
        return found

    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        """The envelope of a page."""
        return replies.envelope(items, page, asked)

    def gone(self, gone: Gone, asked: Asked) -> Any:
        """Nothing is said of what is deleted."""
        return None

    def problem(self, problem: Problem, asked: Asked) -> Any:
        """What went wrong."""
        return replies.body_of(problem, asked)
