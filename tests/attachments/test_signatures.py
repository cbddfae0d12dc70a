"""Files are taken for what their bytes are."""

import io
import zipfile

import pytest

from attachments.signatures import form_of


def archive(**entries: bytes) -> bytes:
    """A ZIP archive with these entries; double underscores stand for slashes, single for points."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "ending", "media_type"),
    [
        (b"%PDF-1.7\n", "pdf", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png", "image/png"),
        (b"\xff\xd8\xff\xe0", "jpeg", "image/jpeg"),
        (b"RIFF....WEBPVP8 ", "webp", "image/webp"),
        ("Grüße, <b>x</b>".encode(), "txt", "text/plain"),
        (b"a;b\n1;2\n", "csv", "text/csv"),
        (b"a;b\n1;2\n", "", "text/plain"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls", "application/vnd.ms-excel"),
        (archive(a_txt=b"x"), "zip", "application/zip"),
        (
            archive(word__document_xml=b"x"),
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.text"),
            "odt",
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_what_is_on_the_list(content: bytes, ending: str, media_type: str) -> None:
    form = form_of(io.BytesIO(content))
    assert form is not None and form.media_type(ending) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02",
        b"#!/bin/sh\nrm -rf ~",
        b"  <!DOCTYPE html><p>",
        b"\xef\xbb\xbf<svg onload=alert(1)>",
        b"<?xml version='1.0'?><svg/>",
        b"\x00\x01\x02",
        b"Gr\xfc\xdfe in Latin 1",
        b"PK\x03\x04 broken",
    ],
)
def test_what_is_not(content: bytes) -> None:
    assert form_of(io.BytesIO(content)) is None


def test_a_name_has_to_fit_the_bytes() -> None:
    form = form_of(io.BytesIO(b"%PDF-1.7"))
    assert form is not None
    assert form.media_type("exe") is None and form.media_type("") == "application/pdf"
