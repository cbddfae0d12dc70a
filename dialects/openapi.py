"""GET <mount>/schema: the OpenAPI 3.1 document of a dialect, made from its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.authentication import SessionAuthentication
from dialects import schemas, yamltext
from dialects.base import Route
from dialects.docs import SwaggerPage, SwaggerStart
from dialects.edges import policies
from dialects.parameters import read_parameters
from dialects.schemas import Schema
from dialects.worded import Worded
from records.access import Caller, fields_for, level
from records.types import RecordType, registry
from records.views import DialectView
from values.refusals import Unanswerable

YAML = "application/yaml"
JSON = "application/json"
GROUP = re.compile(r"\(\?P<(\w+)>(?:\[[^\]]*\]|[^()])*\)")
SUMMARIES: Mapping[str, str] = {
    "list": "A page of {words}",
    "create": "Make one of the {words}",
    "retrieve": "One of the {words}",
    "change": "Change one of the {words}",
    "replace": "Change one of the {words}",
    "destroy": "Delete one of the {words}",
    "related": "The {relation} of one of the {words}",
    "create_related": "Make one of the {relation} of one of the {words}",
}
WRITES = ("create", "change", "replace", "create_related")
LISTS = ("list", "related")


class Document:
    """The document of one dialect, as far as one caller may know of it."""

    def __init__(self, dialect: Worded, caller: Caller, mount: str):
        self.dialect, self.caller, self.mount = dialect, caller, mount
        self.types = [
            (one, word)
            for one in registry.values()
            for word in dialect.words(one)
            if level(caller, one, "read") != "none"
        ]

    def whole(self) -> Schema:
        """The document."""
        paths: dict[str, Schema] = {}
        for record_type, word in self.types:
            for path, verb, operation in self.operations(record_type, word):
                paths.setdefault(path, {})[verb] = operation
        for path, summaries in self.dialect.telling.paths.items():
            paths[f"{self.mount}{path}"] = {
                verb: self.operation("extras", summary, {"type": "object"}, path)
                for verb, summary in summaries.items()
            }
        return {
            "openapi": "3.1.0",
            "info": {
                "title": f"{self.dialect.label}, as spoken by Polyglot CRM",
                "version": "1",
                "description": "Made for the caller, from the tables that the dialect speaks by.",
            },
            "security": [{"token": []}],
            "tags": [{"name": word} for _, word in self.types],
            "paths": paths,
            "components": {
                "schemas": dict(self.components()),
                "securitySchemes": {"token": self.dialect.telling.security},
            },
        }

    def components(self) -> Iterator[tuple[str, Schema]]:
        """Records and bodies by their names."""
        for record_type, word in self.types:
            fields = fields_for(record_type, self.caller)
            vocabulary = self.dialect.vocabulary(record_type, word)
            needed = frozenset({*record_type.required, *self.dialect.required.get(word, ())})
            yield named(word), schemas.of_record(vocabulary, fields)
            yield f"{named(word)}New", schemas.of_body(vocabulary, fields, needed)
            yield f"{named(word)}Change", schemas.of_body(vocabulary, fields, frozenset())

    def operations(self, record_type: RecordType, word: str) -> Iterator[tuple[str, str, Schema]]:
        """Path, verb and operation of everything that can be done with a type's records."""
        for route in self.dialect.routes(record_type):
            for verb, action in route.verbs.items():
                if action not in SUMMARIES:
                    continue
                for relation in self.relations(record_type, word, route):
                    target = (
                        self.dialect.children(record_type, word)[relation] if relation else word
                    )
                    path = self.path(route, word, relation)
                    yield path, verb, self.act(action, word, target, relation, path)

    def relations(self, record_type: RecordType, word: str, route: Route) -> list[str]:
        """The relations that a route stands for; an empty one where it stands for none."""
        if "<relation>" not in route.path:
            return [""]
        known = {one for _, one in self.types}
        children = self.dialect.children(record_type, word)
        return [name for name, target in children.items() if target in known]

    def path(self, route: Route, word: str, relation: str) -> str:
        """The path of a route, as OpenAPI writes it."""
        below = GROUP.sub(lambda group: f"{{{group[1]}}}", route.path)
        below = below.replace("{key}", "{id}").replace("{relation}", relation)
        return f"{self.mount}{word}{below}"

    def act(self, action: str, word: str, target: str, relation: str, path: str) -> Schema:
        """What an action does with one of the records of a word."""
        ref = {"$ref": f"#/components/schemas/{named(target)}"}
        telling = self.dialect.telling
        reply = telling.page(ref) if action in LISTS else telling.one(ref)
        if action == "destroy":
            reply = {"type": "object"}
        summary = SUMMARIES[action].format(words=word, relation=relation)
        new = action in ("create", "create_related")
        status = self.dialect.created_status if new else 200
        found = self.operation(word, summary, reply, path, status)
        if action in LISTS:
            found["parameters"] = [*found.get("parameters", []), *telling.parameters]
        if action in WRITES:
            body = {"$ref": f"#/components/schemas/{named(target)}{'New' if new else 'Change'}"}
            found["requestBody"] = {"content": {JSON: {"schema": body}}, "required": True}
        return found

    def operation(
        self, tag: str, summary: str, reply: Schema, path: str, status: int = 200
    ) -> Schema:
        """An operation without body."""
        names = re.findall(r"\{(\w+)\}", path)
        parameters = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in names
        ]
        refused = {"description": "Refused: see the page of this dialect for the form of errors."}
        return {
            "summary": summary,
            "tags": [tag],
            **({"parameters": parameters} if parameters else {}),
            "responses": {
                str(status): {"description": summary, "content": {JSON: {"schema": reply}}},
                "default": refused,
            },
        }


def named(word: str) -> str:
    """The name of a word's component."""
    return re.sub(r"[^A-Za-z0-9]", "", word.title())


class SchemaPage(DialectView):
    """The document, as JSON or YAML."""

    dialect: Worded

    def get_authenticators(self) -> list[BaseAuthentication]:
        """The session of who looks at the docs will do too."""
        return [*super().get_authenticators(), SessionAuthentication()]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Whatever Accept says."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    def get(self, request: Request) -> HttpResponseBase:
        """The document for the caller."""
        given = read_parameters(request, ("format",)).get("format", "json")
        if given not in ("json", "yaml"):
            raise Unanswerable("the parameter 'format' is json or yaml")
        found = Document(self.dialect, self.caller, self.dialect.mount_of(request)).whole()
        if given == "json":
            return Response(found)
        return HttpResponse(yamltext.dumps(found), content_type=YAML)


def told(dialect: Worded) -> list[URLPattern]:
    """The addresses of the document and of its pages."""
    pages = {"schema": SchemaPage, "docs": SwaggerPage, "docs/start.js": SwaggerStart}
    given = policies(dialect)
    return [re_path(rf"^{path}/?\Z", view.as_view(**given)) for path, view in pages.items()]
