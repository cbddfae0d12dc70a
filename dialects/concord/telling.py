"""What the OpenAPI document tells of Concord beside its words."""

from __future__ import annotations

from collections.abc import Mapping

from dialects.concord.forms import maybe
from dialects.concord.tables import LISTS, TABLES, joined
from dialects.telling import Schema, Telling, query_parameter

NUMBER: Schema = {"type": "integer"}
STANDS: Schema = {
    **dict.fromkeys(("current_page", "last_page", "per_page", "total"), NUMBER),
    "from": maybe("integer"),
    "to": maybe("integer"),
}
ASSOCIATED = ("Attach others", "Make these the others", "Detach others")


def page(record: Schema) -> Schema:
    """What stands around a list."""
    around: Schema = {
        "data": {"type": "array", "items": record},
        "links": {"type": "object"},
        "meta": {"type": "object", "properties": STANDS},
    }
    return {"type": "object", "properties": {**around, **STANDS}}


def paths() -> Mapping[str, Mapping[str, str]]:
    """The addresses that no table stands behind, and those beside records."""
    found: dict[str, Mapping[str, str]] = {
        "me": {"get": "The caller"},
        "custom-fields": {"get": "The custom fields of a resource"},
        "countries": {"get": "The countries"},
        "timezones": {"get": "The time zones"},
        "comments/{id}": {"put": "Change a comment", "delete": "Delete a comment"},
        "deals/{id}/status": {"put": "Change the status of a deal"},
    }
    for word in LISTS:
        found[word] = {"get": f"All {word}", "post": "Add a value"}
        found[f"{word}/{{id}}"] = {
            "get": "One value",
            "put": "Change a value",
            "delete": "Take a value off",
        }
    for word in TABLES:
        found[f"{word}/search"] = {"get": f"A page of {word}, found by q"}
        if joined(word):
            found |= beside(word)
    return found


def beside(word: str) -> dict[str, Mapping[str, str]]:
    """The addresses beside records that are associated with others."""
    attach, sync, detach = ASSOCIATED
    other = {"post": attach, "put": sync, "delete": detach}
    both = {"put": attach, "post": sync, "delete": detach}
    return {
        f"{word}/trashed": {"get": f"A page of {word} in the recycle bin"},
        f"{word}/{{id}}/restore": {"post": "Bring back from the recycle bin"},
        f"{word}/{{id}}/force": {"delete": "Delete for good"},
        f"{word}/{{id}}/associations/{{other}}": other,
        f"associations/{word}/{{id}}": both,
        f"{word}/{{id}}/comments": {"get": "Comments", "post": "Comment"},
        f"{word}/{{id}}/media": {"get": "Files", "post": "Store a file"},
        f"{word}/{{id}}/media/{{file}}": {"get": "The bytes of a file", "delete": "Delete a file"},
    }


TELLING = Telling(
    page=page,
    parameters=(
        query_parameter("page", "integer", "From 1 on."),
        query_parameter("per_page", "integer", "At first 15; over 100 is served as 100."),
        query_parameter("q", "string", "What is looked for."),
        query_parameter("search_fields", "string", "Where, and how: `email:=;name:like`."),
        query_parameter("search_match", "string", "`or`, or `and`, across those fields."),
        query_parameter("order", "string", "`name`, or `name|desc`; several after semicolons."),
        query_parameter("select", "string", "Only these fields: `id;name`."),
        query_parameter("with", "string", "Associations to be shown: `companies;deals`."),
    ),
    paths=paths(),
)
