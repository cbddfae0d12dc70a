"""GET /schema: the OpenAPI 3.1 document of all that the caller may do, custom fields included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from rest_framework.exceptions import NotAcceptable
from rest_framework.request import Request

from dialects import yamltext
from dialects.edges import JSON, accepts, dumps
from dialects.native.acts import operations_of
from dialects.native.components import components
from dialects.native.operations import Operation, query_parameter, refusal_responses
from dialects.native.pieces import Schema
from dialects.native.sharing import parameters_of, share
from dialects.native.told import Told
from dialects.parameters import read_parameters
from records.access import Caller
from records.companions import CompanionViewSet
from records.dictionary import describe_type, types_for
from records.views import DialectView
from records.viewsets import RecordViewSet
from revisions.store import cached
from values.refusals import Unanswerable

OPENAPI = "3.1.0"
VERSION = "1"
YAML = "application/yaml"
DOCUMENTS = 16  # that a process remembers
TITLE = "Polyglot CRM"
INTRODUCTION = (
    "The native API. This document is made for the caller: it holds the record types and fields "
    "that he may see, custom fields included, as they are at this moment."
)
BEARER: Schema = {
    "type": "http",
    "scheme": "bearer",
    "description": "A personal access token, as the dashboard or `create_token` gives it.",
}


class Telling(AutoSchema):
    """Tells one method of one address by the operation that is declared for it."""

    def __init__(self, operation: Operation):
        super().__init__()
        self.operation = operation

    def get_operation(self, *args: Any, **kwargs: Any) -> Schema:
        """The operation as OpenAPI writes it."""
        return self.operation.document()


class Document(SchemaGenerator):
    """Walks the addresses of the caller's dialect and gathers what is told of them."""

    def __init__(self, caller: Caller, urlconf: Any = None):
        super().__init__(urlconf=urlconf)  # type: ignore[no-untyped-call]
        self.dialect = caller.dialect
        described = [describe_type(one, caller) for one in types_for(caller)]
        self.readable = {one.record_type.name: one for one in described}

    def _get_paths_and_endpoints(self) -> list[tuple[str, str, str, Any]]:
        """Each endpoint once for each operation that is told of it."""
        found = []
        for path, regex, method, callback in self.endpoints:  # type: ignore[misc, union-attr]
            address = path.removesuffix("/").replace("{key}", "{id}")
            for relation, operation in self.told(self.create_view(callback, method), method):  # type: ignore[no-untyped-call]
                view = self.create_view(callback, method)  # type: ignore[no-untyped-call]
                self._set_schema_to_view(view, Telling(operation))  # type: ignore[no-untyped-call]
                found.append(
                    (
                        address.replace("{relation}", relation).replace("{action}", relation),
                        regex,
                        method,
                        view,
                    )
                )
        return found

    def told(self, view: Any, method: str) -> Iterable[tuple[str, Operation]]:
        """The operations of a view, each with the relation or verb that it is about, if it is."""
        if getattr(getattr(view, "dialect", None), "name", None) != self.dialect:
            return
        if not isinstance(view, RecordViewSet | CompanionViewSet):
            declared = getattr(view, "operations", {}).get(method.lower())
            yield from [("", declared)] if declared else []
        elif view.record_type.name in self.readable:
            yield from operations_of(
                view.action, Told(self.readable[view.record_type.name], self.readable)
            )

    def get_schema(self, request: Any = None, public: bool = True) -> Schema:
        """The whole document."""
        paths = self.parse(request, public)  # type: ignore[no-untyped-call]
        parameters = parameters_of([Told(one, self.readable) for one in self.readable.values()])
        share(paths, parameters)
        return {
            "openapi": OPENAPI,
            "info": {"title": TITLE, "version": VERSION, "description": INTRODUCTION},
            "security": [{"bearer": []}],
            "tags": [{"name": name} for name in self.readable],
            "paths": paths,
            "components": {
                "parameters": parameters,
                "schemas": dict(sorted(components(self.readable).items())),
                "responses": refusal_responses(),
                "securitySchemes": {"bearer": BEARER},
            },
        }


class SchemaPage(DialectView):
    """The document, as JSON or YAML."""

    operations: ClassVar = {
        "get": Operation(
            "read_schema",
            "This document",
            "schema",
            {"type": "object"},
            parameters=(query_parameter("format", {"type": "string", "enum": ["json", "yaml"]}),),
            media=("application/json", YAML),
        )
    }

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """YAML goes to those who take it."""
        if "yaml" not in request.query_params.getlist("format"):
            return super().perform_content_negotiation(request, force)
        if not force and not accepts(request.headers.get("Accept", "*/*"), YAML):
            raise NotAcceptable(f"The header Accept does not allow {YAML}.")
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    def get(self, request: Request) -> HttpResponseBase:
        """The document for the caller."""
        given = read_parameters(request, ("format",)).get("format", "json")
        if given not in ("json", "yaml"):
            raise Unanswerable("the parameter 'format' is json or yaml")
        urlconf = getattr(request._request, "urlconf", None)
        kind = YAML if given == "yaml" else JSON
        return HttpResponse(document_of(self.caller, urlconf, kind), content_type=kind)


def known_by(caller: Caller, urlconf: Any, kind: str) -> tuple[Any, ...]:
    """What a document depends on, beside what its revisions stand for."""
    return caller.standing, caller.dialect, urlconf, kind


@cached("customfields", "users", "lookups", size=DOCUMENTS, key=known_by)
def document_of(caller: Caller, urlconf: Any, kind: str) -> bytes:
    """The document as it goes out: a megabyte, and half a second's work the first time."""
    document = Document(caller, urlconf).get_schema()
    return yamltext.dumps(document).encode() if kind == YAML else dumps(document)
