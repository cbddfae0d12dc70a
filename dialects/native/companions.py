"""The addresses beside a main record, and the JSON Schemas of what stands there."""

from __future__ import annotations

from dialects.base import Route
from dialects.native.pieces import FLAG, ID, MAYBE_NUMBER, MAYBE_TEXT, TEXT, Schema, closed
from records.companions import CommentViewSet, FileViewSet, WatchViewSet
from records.types import RecordType

RECORD = "/(?P<key>[^/]+)"
FOLLOWING = {"get": "following", "put": "follow", "delete": "unfollow"}
STARRING = {"get": "starring", "put": "star", "delete": "unstar"}
COMPANIONS = (
    Route(f"{RECORD}/comments", {"get": "comments", "post": "comment"}, view=CommentViewSet),
    Route(
        f"{RECORD}/comments/(?P<comment>[^/]+)",
        {"patch": "revise", "delete": "withdraw"},
        view=CommentViewSet,
    ),
    Route(f"{RECORD}/attachments", {"get": "files", "post": "attach"}, view=FileViewSet),
    Route(f"{RECORD}/follow", FOLLOWING, view=WatchViewSet),
    Route(f"{RECORD}/star", STARRING, view=WatchViewSet),
)


def actions_of(record_type: RecordType) -> tuple[Route, ...]:
    """The address of a type's own verbs, if it has any."""
    words = "|".join(record_type.actions)
    return (Route(f"{RECORD}/(?P<action>{words})", {"post": "act"}),) if words else ()


TIME: Schema = {"type": "string", "format": "date-time"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
COMMENT = closed(
    {
        "id": ID,
        "body": TEXT,
        "created_at": TIME,
        "created_by_id": MAYBE_NUMBER,
        "modified_at": TIME,
        "modified_by_id": MAYBE_NUMBER,
        "version": NUMBER,
    }
)
ATTACHMENT = closed(
    {
        "id": ID,
        "name": TEXT,
        "mime": TEXT,
        "size": NUMBER,
        "field": MAYBE_TEXT,
        "created_at": TIME,
        "created_by_id": MAYBE_NUMBER,
    },
    required=("id", "name", "mime", "size"),
)
UPLOAD: Schema = closed({"file": {"type": "string", "format": "binary"}})
WATCHED = closed({"followed": FLAG, "starred": FLAG})
