"""What stands beside a record, under its address: comments, files, and who watches it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from attachments.intake import FileForm
from records import commenting, filing, watching
from records.types import RecordType
from records.views import DialectView
from values.refusals import Refusal, Refused, Unanswerable
from values.text import nearest


class CompanionViewSet(ViewSetMixin, DialectView):
    """Serves what stands beside the records of one type."""

    record_type: RecordType


class CommentViewSet(CompanionViewSet):
    """What people say about a record."""

    def comments(self, request: Request, key: str) -> Response:
        """A page of comments, the newest first."""
        record_id = self.dialect.read_id(key, self.asked)
        query = self.dialect.read_pages(self.asked)
        return self.answer(commenting.comments_of(self.record_type, self.caller, record_id, query))

    def comment(self, request: Request, key: str) -> Response:
        """Say something."""
        record_id = self.dialect.read_id(key, self.asked)
        body = self.dialect.read_object(self.asked, ("body",))
        return self.answer(commenting.comment(self.record_type, self.caller, record_id, body))

    def revise(self, request: Request, key: str, comment: str) -> Response:
        """Say it otherwise."""
        version = self.dialect.read_version(self.asked)
        body = self.dialect.read_object(self.asked, ("body",))
        place = self.place(key, comment)
        return self.answer(commenting.revise(self.record_type, self.caller, place, body, version))

    def withdraw(self, request: Request, key: str, comment: str) -> Response:
        """Take it back."""
        self.dialect.read_nothing(self.asked)
        version = self.dialect.read_version(self.asked)
        place = self.place(key, comment)
        return self.answer(commenting.withdraw(self.record_type, self.caller, place, version))

    def place(self, key: str, comment: str) -> tuple[int, int]:
        """The ids of record and comment in a path. Raises Missing."""
        return self.dialect.read_id(key, self.asked), self.dialect.read_id(comment, self.asked)


class FileViewSet(CompanionViewSet):
    """The files of a record."""

    def get_parsers(self) -> list[BaseParser]:
        """A file comes in a form."""
        return [FileForm()]

    def files(self, request: Request, key: str) -> Response:
        """A page of files, the newest first."""
        record_id = self.dialect.read_id(key, self.asked)
        query = self.dialect.read_pages(self.asked)
        return self.answer(filing.files_of(self.record_type, self.caller, record_id, query))

    def attach(self, request: Request, key: str) -> Response:
        """Store a file."""
        record_id = self.dialect.read_id(key, self.asked)
        self.dialect.read_bare(self.asked)
        file = file_in(request)
        return self.answer(filing.attach(self.record_type, self.caller, record_id, file))


class WatchViewSet(CompanionViewSet):
    """Whether the caller follows a record, or has marked it with a star."""

    def following(self, request: Request, key: str) -> Response:
        """How it is."""
        record_id = self.dialect.read_id(key, self.asked)
        self.dialect.read_nothing(self.asked)
        return Response(watching.watched(self.record_type, self.caller, record_id))

    starring = following

    def follow(self, request: Request, key: str) -> Response:
        """Follow it."""
        return self.switch(key, "follow", True)

    def unfollow(self, request: Request, key: str) -> Response:
        """No longer follow it."""
        return self.switch(key, "follow", False)

    def star(self, request: Request, key: str) -> Response:
        """Mark it."""
        return self.switch(key, "star", True)

    def unstar(self, request: Request, key: str) -> Response:
        """Take the mark away."""
        return self.switch(key, "star", False)

    def switch(self, key: str, kind: str, wanted: bool) -> Response:
        """Begin or end it."""
        record_id = self.dialect.read_id(key, self.asked)
        self.dialect.read_nothing(self.asked)
        watched = watching.watch(self.record_type, self.caller, record_id, kind, wanted)
        return Response(watched)


def file_in(request: Request) -> UploadedFile[Any]:
    """The one file of a form, in its part `file`. Raises Unanswerable, Refused."""
    for name in request.data:
        if name != "file":
            raise Unanswerable(f"unknown part '{name}'{nearest(name, ('file',))}")
    files = request.FILES.getlist("file")
    if len(files) > 1:
        raise Unanswerable("send one file at a time")
    if not files:
        raise Refused({"file": [Refusal("Required", "a file is expected in the part 'file'")]})
    file: UploadedFile[Any] = files[0]
    return file
