"""Documents with their files: sent in forms, inside JSON, or as bytes, and handed out as those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.http.response import HttpResponseBase
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from attachments.handing import handed_out
from attachments.intake import FileForm, FileTooLarge
from dialects.base import Route
from dialects.carried import MIB, largest_body, sent_file
from dialects.strict import TooLarge
from records import filing, reading, writing
from records.query import Show
from records.viewsets import RecordViewSet
from values.refusals import Missing, Refusal, Refused

FILE = "attachment_id"
SENT = ("file", "filename", "content")


class Bytes(BaseParser):
    """Takes a body as it is, up to the largest file and one byte more."""

    media_type = "*/*"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The bytes."""
        return stream.read(settings.UPLOAD_MAX_MB * MIB + 1)


class DocumentViewSet(RecordViewSet):
    """Documents, whose file comes and goes with them."""

    def get_parsers(self) -> list[BaseParser]:
        """Forms with files beside what all take; bare bytes where only those are meant."""
        if self.action_map.get((self.request.method or "").lower()) == "put_content":
            return [Bytes()]
        return [*super().get_parsers(), FileForm()]

    def create(self, request: Request) -> Response:
        """A new document, with its file if one is sent; both or neither."""
        try:
            file = sent_file(request, "content")
        except (FileTooLarge, TooLarge):
            raise too_large() from None
        with transaction.atomic():
            if file is not None:
                self.given = {**(self.given or {}), FILE: self.keep(file)}
            return super().create(request)

    def keep(self, file: UploadedFile[Any]) -> int:
        """The id of the stored file. Raises Refused."""
        try:
            return filing.take(self.caller, file).id
        except FileTooLarge:
            raise too_large() from None

    def content(self, request: Request, key: str) -> HttpResponseBase:
        """The bytes of the file, to be saved and never to be shown."""
        record_id = self.dialect.read_id(key, self.asked)
        self.dialect.read_bare(self.asked)
        return handed_out(filing.reach(self.caller, self.file_of(record_id)))

    def put_content(self, request: Request, key: str) -> Response:
        """Replace the file by the bytes of the body."""
        record_id = self.dialect.read_id(key, self.asked)
        terms = self.dialect.read_terms(self.asked)
        content = request.data
        if not isinstance(content, bytes) or not content:
            raise Refused({FILE: [Refusal("Required")]})
        if len(content) > settings.UPLOAD_MAX_MB * MIB:
            raise too_large()
        with transaction.atomic():
            name = self.name_for(request, record_id)
            body = {FILE: self.keep(SimpleUploadedFile(name, content))}
            return self.answer(
                writing.update(self.record_type, self.caller, record_id, body, show=terms.show)
            )

    def file_of(self, record_id: int) -> int:
        """The id of a document's file. Raises Missing, also where there is none."""
        found = reading.one(self.record_type, self.caller, record_id, Show(names=("id", FILE)))
        number = found.item.get(FILE)
        if number is None:
            raise Missing("The document has no file.")
        return int(number)

    def name_for(self, request: Request, record_id: int) -> str:
        """The name of a new file: as told in a header, else as it was, else the document's."""
        told = request.headers.get("Content-Disposition", "").partition("filename=")[2]
        if told.strip('"; '):
            return told.strip('"; ')
        shown = Show(names=("id", "name", FILE))
        item = reading.one(self.record_type, self.caller, record_id, shown).item
        if item[FILE] is None:
            return str(item["name"])
        return str(filing.reach(self.caller, item[FILE]).name)


def too_large() -> Refused:
    """A file has more bytes than are taken in."""
    return Refused({FILE: [Refusal("Max", "", settings.UPLOAD_MAX_MB * MIB)]})


def routes_of(many: Route, single: Route) -> tuple[Route, ...]:
    """The addresses of documents and of their bytes."""
    limit = largest_body()
    verbs = {"get": "content", "put": "put_content"}
    return (
        replace(many, body_limit=limit, view=DocumentViewSet),
        single,
        Route("/(?P<key>[^/]+)/content", verbs, limit, DocumentViewSet),
    )
