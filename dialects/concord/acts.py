"""What is done to records under Concord's addresses, where that is more than the hall's verbs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from attachments.handing import handed_out
from dialects.concord import writes
from dialects.concord.associations import How, read_ids, relate
from dialects.concord.tables import joined
from dialects.concord.told import comment, file
from records import reading, writing
from records.answers import Gone, One, Page
from records.companions import CommentViewSet, CompanionViewSet, FileViewSet
from records.filing import reach, remove
from records.manners import Asked
from records.narrowing import narrowed
from records.viewsets import RecordViewSet
from values.refusals import Missing, Refusal, Refused

HOW: dict[str, How] = {"POST": "attach", "PUT": "sync", "DELETE": "detach"}
HOW_AT_ONCE: dict[str, How] = {"PUT": "attach", "POST": "sync", "DELETE": "detach"}


class ConcordViewSet(RecordViewSet):
    """The hall's verbs, and those that only Concord has."""

    dialect: Any

    def create(self, request: Request) -> Response:
        """A new record, with what its body asks for besides."""
        self.given = {**self.dialect.part(self.word).given, **(self.given or {})}
        return self.answer(writes.create(self.asked, self.dialect))

    def update(self, request: Request, key: str, replace: bool) -> Response:
        """Change what the body names, and what it asks for besides."""
        record_id = self.dialect.read_id(key, self.asked)
        return self.answer(writes.update(self.asked, self.dialect, record_id))

    def trashed(self, request: Request) -> Response:
        """A page of what is in the recycle bin."""
        query = self.dialect.read_query(self.asked)
        return self.page_of(replace(query, trashed=True))

    def force(self, request: Request, key: str) -> Response:
        """Delete a record for good."""
        record_id = self.dialect.read_id(key, self.asked)
        return self.answer(writing.delete(self.record_type, self.caller, record_id, purge=True))

    def me(self, request: Request) -> Response:
        """Who calls."""
        show = self.dialect.read_show(self.asked)
        return self.answer(reading.one(self.record_type, self.caller, self.caller.user.pk, show))

    def associate(self, request: Request, key: str, other: str) -> Response:
        """Join a record with others of one kind, or part it: {"ids": […]}."""
        body = self.dialect.read_body(request)
        if other not in joined(self.word):
            raise Missing
        if body.get("ids") is None:
            raise Refused({"ids": [Refusal("Required")]})
        try:
            return self.relate(key, {other: body["ids"]}, HOW[request.method or ""])
        except Refused as refused:
            fields = {"ids" if name == other else name: v for name, v in refused.fields.items()}
            raise Refused(fields) from None

    def associate_all(self, request: Request, key: str) -> Response:
        """The same with others of several kinds: {"contacts": […], "deals": […]}."""
        body = self.dialect.read_body(request)
        known = joined(self.word)
        self.notes["ignored"] = [name for name in body if name not in known]
        sent = {name: body[name] for name in known if name in body}
        if not sent:
            raise Refused({known[0] if known else "ids": [Refusal("Required")]})
        return self.relate(key, sent, HOW_AT_ONCE[request.method or ""])

    def relate(self, key: str, sent: dict[str, Any], how: How) -> Response:
        """Join or part, all of it or nothing, by the right to edit the record."""
        record_id = self.dialect.read_id(key, self.asked)
        show = self.dialect.read_show(self.asked)

        def work() -> One:
            row = writing.editable(self.record_type, self.caller, record_id, "edit")
            for name, value in sent.items():
                ids = read_ids(value, name)
                relate(self.record_type, record_id, name, ids, self.caller, how)
            return writing.spoken(self.record_type, row, self.caller, show)

        return self.answer(writing.in_transaction(work))


class Beside(CompanionViewSet):
    """What stands beside the records that a word stands for, in words of its own."""

    dialect: Any

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Besides what every call passes: the part of the type that the path's word stands for."""
        super().initial(request, *args, **kwargs)
        where = self.dialect.part(self.word).where
        self.__dict__["caller"] = narrowed(self.caller, self.record_type, where)

    def answer(self, answer: Any) -> Response:
        """The reply; what is said here are no records."""
        response = super().answer(answer)
        match answer:
            case One(item=item):
                response.data = self.said(item, self.asked)
            case Page(items=items):
                said = [self.said(one, self.asked) for one in items]
                response.data = self.dialect.many(said, answer, self.asked)
        return response

    def said(self, item: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A comment or a file."""
        raise NotImplementedError


class Comments(Beside, CommentViewSet):
    """What people say about a record."""

    def said(self, item: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A comment."""
        return comment(item)


class Media(Beside, FileViewSet):
    """The files of a record."""

    def said(self, item: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A file."""
        return file(item, asked)

    def content(self, request: Request, key: str, file: str) -> Any:
        """The bytes of a file."""
        return handed_out(reach(self.caller, self.file_id(key, file)))

    def detach(self, request: Request, key: str, file: str) -> Response:
        """Delete a file."""
        file_id = self.file_id(key, file)
        remove(self.caller, file_id)
        return self.answer(Gone(file_id))

    def file_id(self, key: str, file: str) -> int:
        """The id of a file in a path. Raises Missing where it is not the record's."""
        record_id = self.dialect.read_id(key, self.asked)
        file_id: int = self.dialect.read_id(file, self.asked)
        reading.exists(self.record_type, self.caller, record_id)
        found = reach(self.caller, file_id)
        if (found.object_type, found.object_id) != (self.record_type.code, record_id):
            raise Missing
        return file_id
