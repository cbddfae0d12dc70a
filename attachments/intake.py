"""Files on their way in: no larger than allowed, of a form on the list, under a clean name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    TemporaryFileUploadHandler,
)
from rest_framework.exceptions import APIException
from rest_framework.parsers import DataAndFiles, MultiPartParser

from attachments.names import clean_name, ending_of
from attachments.signatures import form_of
from values.refusals import Refusal

MIB = 1024 * 1024


class FileTooLarge(APIException):
    """A file has more bytes than are taken in."""

    status_code = 413

    def __init__(self) -> None:
        super().__init__(f"A file has at most {settings.UPLOAD_MAX_MB} MiB.")


class Scale(FileUploadHandler):
    """Weighs what comes in, and stops as soon as it is too much."""

    weight = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The same bytes, for those who store them. Raises FileTooLarge."""
        self.weight += len(raw_data)
        if self.weight > settings.UPLOAD_MAX_MB * MIB:
            raise FileTooLarge
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The file is made by those who store it."""


class FileForm(MultiPartParser):
    """Reads a form with files, weighing them as they come."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles[Any, Any]:
        """The texts and files of a form. Raises FileTooLarge, ParseError."""
        assert parser_context is not None
        request = parser_context["request"]._request
        request.upload_handlers = [
            handler(request)
            for handler in (Scale, MemoryFileUploadHandler, TemporaryFileUploadHandler)
        ]
        return super().parse(stream, media_type, parser_context)


def judge(file: UploadedFile[Any]) -> tuple[str, str, int]:
    """The name, media type and size in bytes under which a file is kept. Raises Refusal."""
    name = clean_name(file.name or "")
    if not file.size:
        raise Refusal("Required", "the file is empty")
    if file.size > settings.UPLOAD_MAX_MB * MIB:
        raise FileTooLarge
    form = form_of(file)
    if form is None:
        raise Refusal("In", "files of this form are not taken in")
    media_type = form.media_type(ending_of(name))
    if media_type is None:
        endings = " or ".join(f".{ending}" for ending in form.by_ending)
        raise Refusal("In", f"its bytes are {form.label}, so its name ends in {endings}")
    return name, media_type, file.size
