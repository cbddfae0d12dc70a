"""What the hall asks of the dialect in which a call is made, without knowing any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from rest_framework.request import Request

from records.access import Caller
from records.answers import Answer, Problem
from records.query import All, Query, Show, Where
from records.types import RecordType


@dataclass(frozen=True)
class Terms:
    """On what terms a write is asked for, and how the record is shown afterwards.

    version: the one that the caller believes to be current, None if he does not say; 0 is never.
    allow_duplicate: None if he does not say.
    """

    show: Show = field(default_factory=Show)
    version: int | None = None
    purge: bool = False
    allow_duplicate: bool | None = None


@dataclass(frozen=True)
class Part:
    """What a word in paths stands for, where it is only part of a record type.

    where: which records. given: what a new one is given, by our names and as JSON.
    """

    where: Where = field(default_factory=All)
    given: Mapping[str, Any] = field(default_factory=dict)


WHOLE = Part()


@dataclass(frozen=True)
class Asked:
    """A request, as far as it is understood before it is read and after it was answered.

    record_type: that of the records asked for. word: the one in the path that led to it. parent:
    for related records, the type and id whose they are, with the relation's name in our words.
    caller: None before he is known. given: what the address says of a record that is to be made,
    None where none is.
    notes: what reading the request leaves to be told with its reply.
    """

    request: Request
    request_id: str
    record_type: RecordType | None = None
    word: str = ""
    parent: tuple[RecordType, int, str] | None = None
    caller: Caller | None = None
    given: Mapping[str, Any] | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> Caller:
        """The caller, where he is known."""
        assert self.caller is not None
        return self.caller

    @property
    def of(self) -> RecordType:
        """The type of the records asked for, at addresses of records."""
        assert self.record_type is not None
        return self.record_type


class Manner(Protocol):
    """How one vendor's clients ask, and what they are told; see dialects.base for the meanings."""

    name: str
    replays: bool

    def part(self, word: str) -> Part:
        """What a word in paths stands for."""

    def admit(self, asked: Asked) -> None:
        """Make sure that these records are served here, and to the caller. Raises Forbidden."""

    def read_id(self, text: str, asked: Asked) -> int:
        """The id in a path. Raises Missing if it can be none."""

    def read_relation(self, word: str, asked: Asked) -> str:
        """Our name of the relation that a path names. Raises Missing."""

    def related_word(self, word: str, asked: Asked) -> str:
        """The word in paths for what a relation leads to, by the relation's own."""

    def read_body(self, request: Request) -> dict[str, Any]:
        """The body as an object, its keys as sent. Raises Unanswerable."""

    def read_record(self, asked: Asked) -> dict[str, Any]:
        """The record in the body, in our words. Raises Unanswerable."""

    def read_query(self, asked: Asked) -> Query:
        """What is asked of a list. Raises Unanswerable."""

    def read_search(self, asked: Asked) -> Query:
        """What is asked of a list in a body. Raises Unanswerable."""

    def read_ids(self, asked: Asked) -> list[int]:
        """The ids of the records to link or unlink. Raises Unanswerable, Refused."""

    def read_nothing(self, asked: Asked) -> None:
        """Make sure that a request says no more than its address. Raises Unanswerable."""

    def read_bare(self, asked: Asked) -> None:
        """Make sure that the address asks for nothing more. Raises Unanswerable."""

    def read_object(self, asked: Asked, known: tuple[str, ...]) -> dict[str, Any]:
        """The body, with none but the known keys in our words. Raises Unanswerable."""

    def operator(self, op: str) -> str:
        """Their word for a comparison."""

    def read_version(self, asked: Asked) -> int | None:
        """The version that the caller believes to be current, at addresses without parameters."""

    def read_pages(self, asked: Asked) -> Query:
        """Which page is asked for, of a list that has no other parameters. Raises Unanswerable."""

    def read_show(self, asked: Asked) -> Show:
        """How a single record shall be shown. Raises Unanswerable."""

    def read_terms(self, asked: Asked) -> Terms:
        """The terms of a write. Raises Unanswerable."""

    def read_bulk_terms(self, asked: Asked) -> Terms:
        """The terms of many writes at once. Raises Unanswerable."""

    def unknown_path(self, asked: Asked) -> Problem:
        """What is said of a path that leads nowhere."""

    def status_of(self, answer: Answer) -> int:
        """The status of a reply."""

    def headers_of(self, answer: Answer, asked: Asked) -> dict[str, str]:
        """What a reply says in headers."""
