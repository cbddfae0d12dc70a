"""Our own dialect: the records as the hall knows them, and everything that only we have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern

from dialects.base import MIB, Dialect, Route
from dialects.native import query, replies
from dialects.native.asking import WORDS
from dialects.native.auth import AUTHENTICATION
from dialects.native.companions import COMPANIONS, actions_of
from dialects.native.extras import endpoints
from records.answers import Answer, Page, Problem
from records.manners import Asked, Terms
from records.query import Query, Show
from records.types import RecordType

BULK_LIMIT = 10 * MIB


class Native(Dialect):
    """The API that this product's own documents describe."""

    name = "native"
    prefix = original = "api/"
    authentication = AUTHENTICATION
    replays = True

    def routes(self, record_type: RecordType) -> tuple[Route, ...]:
        """The common addresses, with many writes at once, history, links and the bin."""
        many, single, related = super().routes(record_type)
        return (
            many,
            Route("/bulk", {"post": "bulk"}, BULK_LIMIT),
            Route("/search", {"post": "search"}),
            single,
            Route("/(?P<key>[^/]+)/changes", {"get": "changes"}),
            Route("/(?P<key>[^/]+)/restore", {"post": "restore"}),
            *(COMPANIONS if record_type.has_bin else ()),
            *actions_of(record_type),
            Route(related.path, {**related.verbs, "post": "link", "delete": "unlink"}),
        )

    def extras(self) -> list[URLPattern]:
        """The data dictionary, the lookups, the definitions of custom fields, the schema."""
        return endpoints(self)

    def read_query(self, asked: Asked) -> Query:
        """What a list is asked for."""
        return query.read_query(asked)

    def read_search(self, asked: Asked) -> Query:
        """What a list is asked for in a body."""
        return query.read_search(asked, self.read_body(asked.request))

    def read_ids(self, asked: Asked) -> list[int]:
        """The ids of the records to link or unlink."""
        query.read_body_of(asked.request, self.read_body(asked.request), ("ids",))
        return super().read_ids(asked)

    def read_nothing(self, asked: Asked) -> None:
        """Nothing beside the address."""
        query.read_nothing(asked.request)

    def read_object(self, asked: Asked, known: tuple[str, ...]) -> dict[str, Any]:
        """A body of known keys, and no parameters."""
        body = self.read_body(asked.request)
        query.read_body_of(asked.request, body, known)
        return body

    def read_version(self, asked: Asked) -> int | None:
        """What If-Match says, and no parameters."""
        self.read_bare(asked)
        return query.version(asked.request)

    def operator(self, op: str) -> str:
        """The word that stands in `q`."""
        return WORDS[op][0] if op != "eq" else "equals"

    def read_pages(self, asked: Asked) -> Query:
        """Which page is asked for."""
        return query.read_pages(asked.request)

    def read_show(self, asked: Asked) -> Show:
        """How a single record shall be shown."""
        return query.read_show(asked.request)

    def read_terms(self, asked: Asked) -> Terms:
        """The terms of a write."""
        return query.read_terms(asked.request)

    def read_bulk_terms(self, asked: Asked) -> Terms:
        """The terms of many writes at once."""
        return query.read_bulk_terms(asked.request)

    def headers_of(self, answer: Answer, asked: Asked) -> dict[str, str]:
        """ETag and Location."""
        return replies.headers(answer, asked)

    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        """The envelope of a page."""
        return replies.envelope(items, page, asked)

    def problem(self, problem: Problem, asked: Asked) -> Any:
        """The body of a problem."""
        return replies.problem(problem, asked)
