"""Promises about files on the dashboard: taken in by the API's verdict, handed out by its right."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from attachments.models import Attachment
from documents.models import Document
from tests.pages import page, sent
from tests.people import Person

DOCUMENTS = "/admin/documents/document/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Any) -> None:
    """A folder of its own for stored files."""
    settings.CRM_DATA = tmp_path


@pytest.fixture
def seller(client: Client, owner: Person) -> Client:
    """The dashboard as the owner sees it."""
    client.force_login(owner.user)
    return client


def upload(content: bytes = PDF, name: str = "plan.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def documented(seller: Client) -> Document:
    """A document that was made with a file."""
    reply = sent(seller, f"{DOCUMENTS}add/", **{"attachment_id-file": upload()})
    assert reply.status_code == 302
    return Document.objects.get()


def test_a_file_sent_with_the_form_belongs_to_the_document(seller: Client) -> None:
    made, held = documented(seller), Attachment.objects.get()
    assert (made.name, held.name, made.attachment_id) == ("plan.pdf", "plan.pdf", held.pk)
    assert (held.object_id, held.field) == (made.pk, "attachment_id")


def test_the_page_shows_the_file_and_hands_it_out_to_be_saved(seller: Client) -> None:
    made = documented(seller)
    url = f"/admin/files/{made.attachment_id}/"
    assert f'<a href="{url}">plan.pdf</a>' in page(seller, f"{DOCUMENTS}{made.pk}/change/").text
    reply = seller.get(url)
    assert b"".join(reply.streaming_content) == PDF  # type: ignore[attr-defined]
    assert reply["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert reply["X-Content-Type-Options"] == "nosniff"


def test_a_refused_file_is_told_at_its_input_and_nothing_is_saved(seller: Client) -> None:
    trick = upload(b"MZ\x90\x00 not a picture", "photo.png")
    data = page(seller, f"{DOCUMENTS}add/").data | {"name": "Kept words"}
    reply = seller.post(f"{DOCUMENTS}add/", data | {"attachment_id-file": trick})
    assert reply.status_code == 200
    assert 'id="id_attachment_id_error"' in reply.content.decode()
    assert "Kept words" in reply.content.decode()
    assert not Document.objects.exists() and not Attachment.objects.exists()


def test_a_file_is_kept_while_something_else_is_refused(seller: Client) -> None:
    data = page(seller, f"{DOCUMENTS}add/").data | {"publish_date": "never"}
    reply = seller.post(f"{DOCUMENTS}add/", data | {"attachment_id-file": upload()})
    held = Attachment.objects.get()
    text = reply.content.decode()
    assert f'name="attachment_id" value="{held.pk}"' in text
    assert not Document.objects.exists()


def test_a_file_is_taken_away(seller: Client) -> None:
    made = documented(seller)
    sent(seller, f"{DOCUMENTS}{made.pk}/change/", **{"attachment_id-clear": "1"})
    made.refresh_from_db()
    assert made.attachment_id is None


def test_files_of_hidden_records_are_not_there(
    seller: Client, stranger: Person, client: Client
) -> None:
    made = documented(seller)
    client.force_login(stranger.user)
    assert client.get(f"/admin/files/{made.attachment_id}/").status_code == 404
    assert client.get("/admin/files/999999/").status_code == 404


def test_too_much_is_broken_off(seller: Client, settings: Any) -> None:
    data = page(seller, f"{DOCUMENTS}add/").data
    settings.UPLOAD_MAX_MB = 1
    large = upload(PDF + b" " * 1024 * 1024)
    reply = seller.post(f"{DOCUMENTS}add/", data | {"attachment_id-file": large})
    assert reply.status_code in (400, 413)
    assert not Attachment.objects.exists()
