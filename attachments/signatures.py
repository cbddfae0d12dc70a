"""What a file is, by its bytes: only what is on this list is taken in."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

HEAD = 4096
CHUNK = 64 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Form:
    """A form of file: its media type by the ending of the name; '' stands for any other ending."""

    label: str
    by_ending: Mapping[str, str]

    def media_type(self, ending: str) -> str | None:
        """The media type of a file of this form; None if no such file has this ending."""
        if ending:
            return self.by_ending.get(ending)
        return next(iter(self.by_ending.values()))


def form(label: str, media_type: str, *endings: str) -> Form:
    """A form with one media type."""
    return Form(label, dict.fromkeys(endings, media_type))


TEXT = Form(
    "text",
    {
        "txt": "text/plain",
        "text": "text/plain",
        "log": "text/plain",
        "md": "text/markdown",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "json": "application/json",
        "ics": "text/calendar",
        "vcf": "text/vcard",
        "eml": "message/rfc822",
    },
)
OLD_OFFICE = Form(
    "an Office document",
    {
        "doc": "application/msword",
        "xls": "application/vnd.ms-excel",
        "ppt": "application/vnd.ms-powerpoint",
        "msg": "application/vnd.ms-outlook",
    },
)
ZIP = form("a ZIP archive", "application/zip", "zip")
# The entry that tells a document from another archive.
PACKED: Mapping[str, Form] = {
    "word/document.xml": form("a Word document", f"{OFFICE}.wordprocessingml.document", "docx"),
    "xl/workbook.xml": form("an Excel workbook", f"{OFFICE}.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": form(
        "a PowerPoint presentation", f"{OFFICE}.presentationml.presentation", "pptx"
    ),
}
OPEN_DOCUMENTS: Mapping[str, Form] = {
    f"{OPEN}.text": form("an OpenDocument text", f"{OPEN}.text", "odt"),
    f"{OPEN}.spreadsheet": form("an OpenDocument sheet", f"{OPEN}.spreadsheet", "ods"),
    f"{OPEN}.presentation": form("an OpenDocument presentation", f"{OPEN}.presentation", "odp"),
}
# How a file begins: (offset, bytes) → its form. The first that fits counts.
SIGNATURES: tuple[tuple[tuple[tuple[int, bytes], ...], Form], ...] = (
    (((0, b"%PDF-"),), form("a PDF", "application/pdf", "pdf")),
    (((0, b"\x89PNG\r\n\x1a\n"),), form("a PNG image", "image/png", "png")),
    (((0, b"\xff\xd8\xff"),), form("a JPEG image", "image/jpeg", "jpg", "jpeg")),
    (((0, b"GIF87a"),), form("a GIF image", "image/gif", "gif")),
    (((0, b"GIF89a"),), form("a GIF image", "image/gif", "gif")),
    (((0, b"RIFF"), (8, b"WEBP")), form("a WebP image", "image/webp", "webp")),
    (((0, b"II*\x00"),), form("a TIFF image", "image/tiff", "tif", "tiff")),
    (((0, b"MM\x00*"),), form("a TIFF image", "image/tiff", "tif", "tiff")),
    (((0, b"RIFF"), (8, b"WAVE")), form("a WAV sound", "audio/wav", "wav")),
    (((0, b"ID3"),), form("an MP3 sound", "audio/mpeg", "mp3")),
    (((0, b"OggS"),), form("an Ogg sound", "audio/ogg", "ogg", "oga", "opus")),
    (((4, b"ftypM4A"),), form("an MPEG-4 sound", "audio/mp4", "m4a")),
    (((4, b"ftyp"),), form("an MPEG-4 film", "video/mp4", "mp4", "m4v", "mov")),
    (((0, b"{\\rtf"),), form("an RTF document", "application/rtf", "rtf")),
    (((0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),), OLD_OFFICE),
)
# Texts that programs run or draw: what a browser or a shell would make of them is not ours to hand
# out.
ACTIVE = (
    b"<!doctype",
    b"<html",
    b"<svg",
    b"<script",
    b"<?xml",
    b"<?php",
    b"#!",
    b"<head",
    b"<body",
)
CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r\f\x1b"))  # no text holds these


def form_of(file: IO[bytes]) -> Form | None:
    """The form of a file that is open for reading; None for what is not taken in."""
    head = file.read(HEAD)
    file.seek(0)
    for marks, found in SIGNATURES:
        if all(head[at : at + len(mark)] == mark for at, mark in marks):
            return found
    if head.startswith(b"PK\x03\x04"):
        return form_of_archive(file)
    return TEXT if is_text(file) else None


def form_of_archive(file: IO[bytes]) -> Form | None:
    """What a ZIP archive is by the names in it: a document, or just an archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            for entry, found in PACKED.items():
                if entry in names:
                    return found
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                told = archive.read("mimetype").decode("ascii", "replace").strip()
                return OPEN_DOCUMENTS.get(told, ZIP)
            return ZIP
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    finally:
        file.seek(0)


def is_text(file: IO[bytes]) -> bool:
    """Whether a file is text in UTF-8 throughout, and none that is run or drawn."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = True
    try:
        while chunk := file.read(CHUNK):
            start = chunk.removeprefix(codecs.BOM_UTF8).lstrip().lower()
            if len(chunk.translate(None, CONTROLS)) < len(chunk) or (
                first and start.startswith(ACTIVE)
            ):
                return False
            decoder.decode(chunk)
            first = False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True
