"""What a dialect is: how one vendor's clients name, wrap, ask and sign in; ours by default."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import URLPattern
from rest_framework.authentication import BaseAuthentication
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from dialects.parameters import read_parameters
from records.answers import Answer, Gone, One, Page, Problem
from records.companions import CompanionViewSet
from records.linking import read_ids
from records.manners import WHOLE, Asked, Part, Terms
from records.problems import MISSING, problem
from records.query import Query, Show
from records.types import RecordType
from records.viewsets import RecordViewSet
from values.refusals import Missing, Unanswerable

ID = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)
LARGEST_ID = 2**63 - 1
MIB = 1024 * 1024


@dataclass(frozen=True)
class Route:
    """An address below a record type's, as a regular expression, and what each verb does there.

    body_limit: bytes; None for that of the dialect. view: who does it.
    """

    path: str
    verbs: Mapping[str, str]
    body_limit: int | None = None
    view: type[RecordViewSet | CompanionViewSet] = RecordViewSet


class Dialect(ABC):
    """One vendor's manner of speech. A subclass overrides what differs from ours."""

    name: str = ""
    label: str = ""  # its name for people
    prefix: str = ""
    original: str = ""  # the path under which a host that is wholly theirs answers
    paths: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    parts: ClassVar[Mapping[str, Part]] = {}  # by their words
    unserved: ClassVar[frozenset[str]] = frozenset()
    authentication: tuple[type[BaseAuthentication], ...] = ()
    parsers: tuple[type[BaseParser], ...] = ()  # beside JSON
    any_accept: bool = False  # whether replies are JSON whatever Accept says
    any_content_type: bool = False  # whether a body without a content type is JSON
    body_limit: int = MIB
    replays: bool = False  # whether a POST under an Idempotency-Key is done once
    created_status: int = 201
    gone_status: int = 200
    statuses: ClassVar[Mapping[int, int]] = {}  # of problems: ours → theirs
    list_verbs: ClassVar[Mapping[str, str]] = {"get": "list", "post": "create"}
    record_verbs: ClassVar[Mapping[str, str]] = {
        "get": "retrieve",
        "patch": "change",
        "put": "replace",
        "delete": "destroy",
    }

    # Addresses

    def words(self, record_type: RecordType) -> tuple[str, ...]:
        """Their words for a type in paths; none if it is not served. Which one led to a record
        stands in Asked, for dialects that serve parts of a type apart."""
        if record_type.name in self.unserved:
            return ()
        return self.paths.get(record_type.name, (record_type.name,))

    def routes(self, record_type: RecordType) -> tuple[Route, ...]:
        """The addresses of a type, the first that matches counts."""
        return (
            Route("", self.list_verbs),
            Route("/(?P<key>[^/]+)", self.record_verbs),
            Route("/(?P<key>[^/]+)/(?P<relation>[^/]+)", {"get": "related"}),
        )

    def extras(self) -> list[URLPattern]:
        """Endpoints that no record type stands behind, mounted before those of the types."""
        return []

    def spelled(self, path: str) -> str:
        """A path below the mount in the spelling of the addresses."""
        return path

    def mount_of(self, request: Request) -> str:
        """The path above all addresses: the mount, or that of the original on a host of its own."""
        return f"/{self.original if getattr(request, 'urlconf', None) else self.prefix}"

    def path_of(self, request: Request) -> str:
        """The path of a request below the mount."""
        return str(request.path_info).removeprefix(self.mount_of(request))

    def part(self, word: str) -> Part:
        """What a word in paths stands for: part of a type where that is declared, or all of it."""
        return self.parts.get(word, WHOLE)

    def admit(self, asked: Asked) -> None:  # noqa: B027  (most have nothing against it)
        """Make sure that these records are served here, and to the caller. Raises Forbidden."""

    def read_id(self, text: str, asked: Asked) -> int:
        """The id in a path. Raises Missing if it can be none."""
        if not ID.fullmatch(text) or int(text) > LARGEST_ID:
            raise Missing
        return int(text)

    def read_relation(self, word: str, asked: Asked) -> str:
        """Our name of the relation that a path names. Raises Missing."""
        return word

    def related_word(self, word: str, asked: Asked) -> str:
        """The word in paths for what a relation leads to, by the relation's own."""
        return word

    # The way in

    def unwrap(self, body: Any) -> Any:
        """What a body says, out of whatever their clients put around it."""
        return body

    def read_body(self, request: Request) -> dict[str, Any]:
        """The body as an object, its keys as sent. Raises Unanswerable."""
        if not has_body(request):
            raise Unanswerable("a JSON object is expected in the body")
        body = self.unwrap(request.data)
        if not isinstance(body, dict):
            raise Unanswerable("the body must be a JSON object")
        return body

    def read_record(self, asked: Asked) -> dict[str, Any]:
        """The record in the body, in our words. Raises Unanswerable."""
        return self.read_body(asked.request)

    @abstractmethod
    def read_query(self, asked: Asked) -> Query:
        """What is asked of a list. Raises Unanswerable."""

    def read_search(self, asked: Asked) -> Query:
        """What is asked of a list in a body. Raises Unanswerable."""
        return Query()

    def read_ids(self, asked: Asked) -> list[int]:
        """The ids of the records to link or unlink. Raises Unanswerable, Refused."""
        return read_ids(self.read_body(asked.request).get("ids"))

    def read_nothing(self, asked: Asked) -> None:
        """Make sure that a request says no more than its address. Raises Unanswerable."""
        if has_body(asked.request) and self.read_body(asked.request):
            raise Unanswerable("nothing is expected in the body")

    def read_bare(self, asked: Asked) -> None:
        """Make sure that the address asks for nothing more. Raises Unanswerable."""
        read_parameters(asked.request, ())

    def read_object(self, asked: Asked, known: tuple[str, ...]) -> dict[str, Any]:
        """The body, with none but the known keys in our words. Raises Unanswerable."""
        return self.read_body(asked.request)

    def operator(self, op: str) -> str:
        """Their word for a comparison."""
        return op

    def read_version(self, asked: Asked) -> int | None:
        """The version that the caller believes to be current, at addresses without parameters."""
        return None

    def read_pages(self, asked: Asked) -> Query:
        """Which page is asked for, of a list without other parameters. Raises Unanswerable."""
        return Query()

    def read_show(self, asked: Asked) -> Show:
        """How a single record shall be shown. Raises Unanswerable."""
        return Show()

    def read_terms(self, asked: Asked) -> Terms:
        """The terms of a write. Raises Unanswerable."""
        return Terms()

    def read_bulk_terms(self, asked: Asked) -> Terms:
        """The terms of many writes at once. Raises Unanswerable."""
        return Terms()

    # The way out

    def unknown_path(self, asked: Asked) -> Problem:
        """What is said of a path that leads nowhere."""
        return problem(404, MISSING)

    def status_of(self, answer: Answer) -> int:
        """The status of a reply."""
        match answer:
            case Problem(status=status):
                return self.statuses.get(status, status)
            case One(created=True):
                return self.created_status
            case Gone():
                return self.gone_status
        return 200

    def headers_of(self, answer: Answer, asked: Asked) -> dict[str, str]:
        """What a reply says in headers."""
        return {}

    def spoken(self, items: Sequence[Mapping[str, Any]], asked: Asked, single: bool) -> Any:
        """Items in their words and forms; ours are said as they are."""
        return items

    def named(self, fields: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """What is refused, under their names of the fields."""
        return fields

    def one(self, item: Mapping[str, Any], asked: Asked) -> Any:
        """What stands around a single record."""
        return item

    @abstractmethod
    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        """What stands around a page of records."""

    def gone(self, gone: Gone, asked: Asked) -> Any:
        """What is said of a deleted record; None for an empty reply."""
        return {}

    @abstractmethod
    def problem(self, problem: Problem, asked: Asked) -> Any:
        """What is said of a problem; None for an empty reply. Its fields are in their words."""


def has_body(request: Request) -> bool:
    """Whether anything was sent in the body."""
    return request.META.get("CONTENT_LENGTH") not in (None, "", "0")
