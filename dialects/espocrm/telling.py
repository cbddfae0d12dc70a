"""What the OpenAPI document tells of EspoCRM beside its words."""

from __future__ import annotations

from dialects.telling import Schema, Telling, query_parameter


def page(record: Schema) -> Schema:
    """What stands around a list."""
    listed = {"type": "array", "items": record}
    return {"type": "object", "properties": {"total": {"type": "integer"}, "list": listed}}


TELLING = Telling(
    page=page,
    parameters=(
        query_parameter("where", "string", "Items like where[0][type]=equals, or as JSON."),
        query_parameter("select", "string", "Fields between commas."),
        query_parameter("orderBy", "string", "The field to sort by."),
        query_parameter("order", "string", "asc or desc."),
        query_parameter("offset", "integer", "How many records to pass over."),
        query_parameter("maxSize", "integer", "At most 200, which is usual."),
        query_parameter("textFilter", "string", "The beginning of a name or the like."),
        query_parameter("primaryFilter", "string", "A filter with a name, like open."),
        query_parameter("searchParams", "string", "All of these as one JSON object."),
    ),
    paths={
        "App/user": {"get": "Who calls, what he may do, and his token"},
        "App/about": {"get": "The version"},
        "App/destroyAuthToken": {"post": "End a sign-in"},
        "Settings": {"get": "What clients may know of the installation"},
    },
    security={"type": "apiKey", "in": "header", "name": "X-Api-Key"},
)
