"""The addresses below the words of record types."""

from __future__ import annotations

from collections.abc import Mapping

from dialects.base import Route
from dialects.concord.acts import Comments, ConcordViewSet, Media
from records.types import RecordType

RECORD = "/(?P<key>[^/]+)"
ASSOCIATING = {"post": "associate", "put": "associate", "delete": "associate"}
BINNED = (
    Route("/trashed", {"get": "trashed"}, view=ConcordViewSet),
    Route(f"{RECORD}/restore", {"post": "restore"}, view=ConcordViewSet),
    Route(f"{RECORD}/force", {"delete": "force"}, view=ConcordViewSet),
    Route(f"{RECORD}/associations/(?P<other>[^/]+)", ASSOCIATING, view=ConcordViewSet),
    Route(f"{RECORD}/comments", {"get": "comments", "post": "comment"}, view=Comments),
    Route(f"{RECORD}/media", {"get": "files", "post": "attach"}, view=Media),
    Route(f"{RECORD}/media/(?P<file>[^/]+)", {"get": "content", "delete": "detach"}, view=Media),
)


def routes_of(
    record_type: RecordType, many: str, single: str, related: str, verbs: Mapping[str, str]
) -> tuple[Route, ...]:
    """The addresses of a type, the first that matches counts. many, single, related: the common
    ones. verbs: what is done to single records."""
    if record_type.name == "currencies":
        return (Route(many, {"get": "list"}), Route(single, {"get": "retrieve"}))
    routes = [
        Route(many, {"get": "list", "post": "create"}, view=ConcordViewSet),
        Route("/search", {"get": "search"}, view=ConcordViewSet),
        *(BINNED if record_type.has_bin else ()),
        Route(single, verbs, view=ConcordViewSet),
        Route(related, {"get": "related"}, view=ConcordViewSet),
    ]
    if record_type.name == "opportunities":
        routes.insert(0, Route(f"{RECORD}/status", {"put": "change"}, view=ConcordViewSet))
    return tuple(routes)
