"""How one operation stands in the OpenAPI document, and what it may be refused with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialects.native.pieces import Schema, ref

JSON = "application/json"
ALWAYS = (400, 401, 403, 405, 406, 414, 429, 500, 503)
BODY = (413, 415, 422)
WRITE = (*BODY, 409)
RESPONSES: Mapping[int, tuple[str, str]] = {
    400: ("InvalidRequest", "Malformed, unknown or over a limit; the message says what."),
    401: ("NoIdentity", "There is no valid identity."),
    403: ("Forbidden", "The caller may not do this."),
    404: ("NotFound", "There is no such thing, or none that the caller may see."),
    405: ("MethodNotAllowed", "`Allow` names the methods of this address."),
    406: ("NotAcceptable", "`Accept` allows no JSON."),
    409: ("Conflict", "A duplicate, or something that is stored stands against it."),
    412: ("Stale", "The record has changed since; `ETag` has its present version."),
    413: ("TooLarge", "The body is too large."),
    414: ("AddressTooLong", "The address is too long; lists can be searched with POST."),
    415: ("UnsupportedMedia", "The body is not JSON."),
    422: ("Refused", "`validation` names every field that is refused, with its rules."),
    429: ("TooManyCalls", "Wait as many seconds as `Retry-After` says."),
    500: ("Fault", "A fault on our side; the log has it under the request id."),
    503: ("Busy", "Try again after as many seconds as `Retry-After` says."),
}
TYPES = (
    *("Invalid Request", "Authentication", "Forbidden", "Not Found", "Method Not Allowed"),
    *("Conflict", "Precondition", "Validation", "Limit", "Server"),
)
HEADERS: Mapping[str, Schema] = {
    "X-Request-ID": {"type": "string"},
    "X-RateLimit-Limit": {"type": "integer"},
    "X-RateLimit-Remaining": {"type": "integer"},
}
MORE_HEADERS: Mapping[int, Mapping[str, Schema]] = {
    401: {"WWW-Authenticate": {"type": "string"}},
    405: {"Allow": {"type": "string"}},
    412: {"ETag": {"type": "string"}},
    429: {"Retry-After": {"type": "integer"}},
    503: {"Retry-After": {"type": "integer"}},
}
ERROR: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "enum": [f"{word} error" for word in TYPES]},
        "code": {"type": "integer", "description": "The status."},
        "message": {"type": "string"},
        "validation": {
            "type": "object",
            "description": "Field to its refusals, each a rule with what it has to say.",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "object", "additionalProperties": {"type": "array"}},
            },
        },
        "request_id": {"type": "string"},
    },
    "required": ["type", "code", "message"],
}


@dataclass(frozen=True)
class Operation:
    """One method of one address. reply, body: JSON Schemas; refusals: besides those of all;
    is_open: whether it needs no identity."""

    name: str
    summary: str
    tag: str
    reply: Schema
    status: int = 200
    parameters: tuple[Schema, ...] = ()
    body: Schema | None = None
    body_required: bool = True
    refusals: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()
    media: tuple[str, ...] = (JSON,)
    body_media: str = JSON
    is_open: bool = False

    def document(self) -> Schema:
        """The operation as OpenAPI writes it."""
        found: Schema = {
            "operationId": self.name,
            "summary": self.summary,
            "tags": [self.tag],
            "parameters": list(self.parameters),
            "responses": self.responses(),
            "security": [] if self.is_open else [{"bearer": []}],
        }
        if self.body is not None:
            content = {self.body_media: {"schema": self.body}}
            found["requestBody"] = {"required": self.body_required, "content": content}
        return found

    def responses(self) -> Schema:
        """The reply, and everything that it may be refused with."""
        refusals = sorted({*ALWAYS, *self.refusals, *(BODY if self.body is not None else ())})
        content = {media: {"schema": self.reply} for media in self.media}
        named = {name: {"schema": {"type": "string"}} for name in self.headers}
        return {
            str(self.status): {
                "description": "Done.",
                "headers": {**headers_of(HEADERS), **named},
                "content": content,
            },
            **{
                str(code): {"$ref": f"#/components/responses/{RESPONSES[code][0]}"}
                for code in refusals
            },
        }


def headers_of(schemas: Mapping[str, Schema]) -> Schema:
    """Headers as OpenAPI writes them."""
    return {name: {"schema": dict(schema)} for name, schema in schemas.items()}


def refusal_responses() -> dict[str, Schema]:
    """The responses that every operation refers to, by component name."""
    return {
        name: {
            "description": description,
            "headers": headers_of({**HEADERS, **MORE_HEADERS.get(status, {})}),
            "content": {JSON: {"schema": ref("Error")}},
        }
        for status, (name, description) in RESPONSES.items()
    }


def query_parameter(name: str, schema: Schema, description: str = "") -> Schema:
    """A plain query parameter."""
    found = {"name": name, "in": "query", "schema": schema}
    return {**found, "description": description} if description else found


def json_parameter(name: str, schema: Schema, description: str, example: Any) -> Schema:
    """A query parameter that holds JSON."""
    content = {JSON: {"schema": schema, "example": example}}
    return {"name": name, "in": "query", "description": description, "content": content}


def path_parameter(name: str, schema: Schema, description: str = "") -> Schema:
    """A part of the path."""
    found = {"name": name, "in": "path", "required": True, "schema": schema}
    return {**found, "description": description} if description else found


def header_parameter(name: str, schema: Schema, description: str) -> Schema:
    """A header of a request."""
    return {"name": name, "in": "header", "schema": schema, "description": description}
