"""POST /attachments, and the stored files: what they are, and their bytes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from attachments.handing import handed_out
from attachments.intake import FileForm
from dialects.native.operations import WRITE, Operation, path_parameter
from dialects.native.pieces import GONE, ID, ref
from records import filing
from records.answers import Gone
from records.companions import file_in
from records.views import DialectView

FILE_ID = path_parameter("id", ID)


class UploadPage(DialectView):
    """Takes files in."""

    operations: ClassVar = {
        "post": Operation(
            "create_attachment",
            "Store a file, to be named by a record within a day",
            "attachments",
            ref("Attachment"),
            status=201,
            body=ref("Upload"),
            body_media="multipart/form-data",
            refusals=WRITE,
            headers=("Location",),
        )
    }

    def get_parsers(self) -> list[BaseParser]:
        """A file comes in a form."""
        return [FileForm()]

    def post(self, request: Request) -> Response:
        """Store the file."""
        self.dialect.read_bare(self.asked)
        return self.answer(filing.take(self.caller, file_in(request)))


class FilePage(DialectView):
    """A stored file, without its bytes."""

    operations: ClassVar = {
        "get": Operation(
            "read_attachment",
            "What a stored file is",
            "attachments",
            ref("Attachment"),
            parameters=(FILE_ID,),
            refusals=(404,),
        ),
        "delete": Operation(
            "delete_attachment",
            "Delete a stored file that is in no field of a record",
            "attachments",
            GONE,
            parameters=(FILE_ID,),
            refusals=(404, 409),
        ),
    }

    def get(self, request: Request, id: str) -> Response:
        """What it is."""
        self.dialect.read_nothing(self.asked)
        return Response(
            filing.told(filing.reach(self.caller, self.dialect.read_id(id, self.asked)))
        )

    def delete(self, request: Request, id: str) -> Response:
        """Delete it."""
        self.dialect.read_nothing(self.asked)
        file_id = self.dialect.read_id(id, self.asked)
        filing.remove(self.caller, file_id)
        return self.answer(Gone(file_id))


class ContentPage(DialectView):
    """The bytes of a stored file."""

    operations: ClassVar = {
        "get": Operation(
            "read_attachment_content",
            "The bytes of a stored file",
            "attachments",
            {"type": "string", "format": "binary"},
            parameters=(FILE_ID,),
            refusals=(404,),
            headers=("Content-Disposition",),
            media=("application/octet-stream",),
        )
    }

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Bytes go out as what they are, whatever Accept says; only what goes wrong is JSON."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    def get(self, request: Request, id: str) -> HttpResponseBase:
        """The bytes, to be saved and never to be shown."""
        self.dialect.read_nothing(self.asked)
        return handed_out(filing.reach(self.caller, self.dialect.read_id(id, self.asked)))
