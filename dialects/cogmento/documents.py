"""Documents with their files: sent in forms or inside JSON, handed out by address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from attachments.handing import handed_out
from attachments.intake import FileForm, FileTooLarge
from dialects.carried import MIB, sent_file
from dialects.cogmento.auth import DownloadToken
from dialects.cogmento.ids import number_at
from dialects.cogmento.records import CogmentoRecords
from records import filing, reading
from records.query import Show
from records.types import registry
from records.views import DialectView
from values.refusals import Missing, Refusal, Refused

FILE, CONTENT = "attachment_id", "file"


class CogmentoDocuments(CogmentoRecords):
    """Documents, which may come with a file."""

    def get_parsers(self) -> list[BaseParser]:
        """Forms with files beside what all take."""
        return [*super().get_parsers(), FileForm()]

    def completed(self, work: Any) -> Response:
        """Store the file, and write the document. Raises Refused."""
        try:
            file = sent_file(self.request, CONTENT)
            if file is not None:
                self.notes[FILE] = filing.take(self.caller, file).id
        except FileTooLarge:
            raise Refused({CONTENT: [Refusal("Max", "", settings.UPLOAD_MAX_MB * MIB)]}) from None
        return super().completed(work)


class Download(DialectView):
    """GET /documents/download/{id}/: the bytes of a document's file."""

    authentication_classes = (DownloadToken,)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Bytes go out as what they are, whatever Accept says."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    def get(self, request: Request, key: str) -> HttpResponseBase:
        """The bytes, to be saved."""
        documents = registry["documents"]
        number = number_at(documents.code, key)
        found = reading.one(documents, self.caller, number, Show(names=("id", FILE))).item
        if found.get(FILE) is None:
            raise Missing("The document has no file.")
        return handed_out(filing.reach(self.caller, found[FILE]))
