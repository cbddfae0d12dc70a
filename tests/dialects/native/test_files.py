"""Files are taken in safely, handed out safely, and reached through their records only."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from attachments import store
from attachments.models import Attachment, uploads
from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]
PDF = b"%PDF-1.7\nplan"


def upload(
    person: Person, content: bytes = PDF, name: str = "plan.pdf", path: str = "/api/attachments"
) -> Any:
    """The reply to a form with a file."""
    client = Client(headers={"Authorization": f"Bearer {person.token}"})
    return client.post(path, {"file": SimpleUploadedFile(name, content)})


def content(person: Person, file_id: int) -> Any:
    """The reply to a request for a file's bytes."""
    client = Client(headers={"Authorization": f"Bearer {person.token}"})
    return client.get(f"/api/attachments/{file_id}/content")


def test_a_file_goes_in_and_comes_out_as_it_was(owner: Person) -> None:
    made = upload(owner, name="Größe.pdf")
    told = made.json()
    reply = content(owner, told["id"])

    assert made.status_code == 201 and made["Location"].endswith(f"/{told['id']}")
    assert list(told) == ["id", "name", "mime", "size"]
    assert (told["name"], told["mime"], told["size"]) == ("Größe.pdf", "application/pdf", 13)
    assert b"".join(reply.streaming_content) == PDF
    assert reply["Content-Type"] == "application/pdf"
    assert reply["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf"
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("sent", "name", "rule"),
    [
        (b"", "empty.txt", "Required"),
        (b"MZ\x90\x00", "plan.pdf", "In"),
        (b"<html><script>1</script>", "page.txt", "In"),
        (PDF, "plan.exe", "In"),
    ],
)
def test_what_is_not_taken_in(owner: Person, sent: bytes, name: str, rule: str) -> None:
    reply = upload(owner, sent, name)

    assert reply.status_code == 422
    assert [next(iter(one)) for one in reply.json()["validation"]["file"]] == [rule]
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_refused_as_it_comes(owner: Person, settings: Settings) -> None:
    settings.UPLOAD_MAX_MB = 1
    reply = upload(owner, PDF + b"x" * 1024 * 1024)

    assert (reply.status_code, reply.json()["type"]) == (413, "Limit error")


def test_a_form_has_one_file(owner: Person) -> None:
    client = Client(headers={"Authorization": f"Bearer {owner.token}"})
    file = SimpleUploadedFile("plan.pdf", PDF)

    assert client.post("/api/attachments", {"nmae": "x"}).status_code == 400
    assert client.post("/api/attachments", {"file": "x"}).status_code == 422
    twice = {"file": [file, SimpleUploadedFile("b.pdf", PDF)]}
    assert client.post("/api/attachments", twice).status_code == 400
    as_json = client.post("/api/attachments", "{}", content_type="application/json")
    assert as_json.status_code == 415


def test_unbound_it_is_its_makers_alone(owner: Person, colleague: Person, api: Call) -> None:
    file_id = upload(owner).json()["id"]

    assert content(colleague, file_id).status_code == 404
    taking = api(colleague).post("/api/documents", {"name": "x", "attachment_id": file_id})
    assert taking.rules("attachment_id") == ["Exists"]
    assert api(owner).get(f"/api/attachments/{file_id}").body["size"] == len(PDF)


def test_bound_it_is_reached_as_its_document_is(
    owner: Person, colleague: Person, stranger: Person, api: Call
) -> None:
    file_id = upload(owner).json()["id"]
    document = api(owner).post("/api/documents", {"attachment_id": file_id}).body

    assert (document["name"], document["attachment_id"]) == ("plan.pdf", file_id)
    assert content(colleague, file_id).status_code == 200
    assert content(stranger, file_id).status_code == 404
    again = api(owner).post("/api/documents", {"name": "x", "attachment_id": file_id})
    assert again.rules("attachment_id") == ["Exists"]
    api(owner).delete(f"/api/documents/{document['id']}")
    assert content(owner, file_id).status_code == 404


def test_what_a_document_lets_go_of_is_swept_a_day_later(owner: Person, api: Call) -> None:
    old, new = upload(owner).json()["id"], upload(owner).json()["id"]
    document = api(owner).post("/api/documents", {"attachment_id": old}).body["id"]
    long_ago = timezone.now() - timedelta(days=2)
    Attachment.objects.update(created_at=long_ago, free_since=long_ago)
    path = f"/api/documents/{document}"
    for wanted in (new, old, new):
        assert api(owner).patch(path, {"attachment_id": wanted}).status == 200
        store.sweep()
    assert set(Attachment.objects.values_list("pk", flat=True)) == {old, new}

    Attachment.objects.update(free_since=long_ago)
    store.sweep()
    assert list(Attachment.objects.values_list("pk", flat=True)) == [new]


def test_files_stand_beside_any_record(
    owner: Person, colleague: Person, stranger: Person, api: Call
) -> None:
    account = api(owner).post("/api/accounts", {"name": "Acme"}).body["id"]
    place = f"/api/accounts/{account}/attachments"
    made = upload(owner, path=place).json()

    assert upload(colleague, path=place).status_code == 403
    assert upload(stranger, path=place).status_code == 404
    page = api(colleague).get(place).body
    assert [(one["id"], one["field"]) for one in page["results"]] == [(made["id"], None)]
    assert content(colleague, made["id"]).status_code == 200
    assert api(colleague).delete(f"/api/attachments/{made['id']}").status == 403
    assert api(owner).delete(f"/api/attachments/{made['id']}").status == 200
    assert api(owner).get(place).body["count"] == 0


@pytest.mark.django_db(transaction=True)
def test_bytes_that_no_row_knows_of_are_swept(owner: Person) -> None:
    kept = Attachment.objects.get(pk=upload(owner).json()["id"])
    stray = Path(uploads().location) / "zz" / "stray"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")

    for path in (stray, Path(kept.file.path)):
        os.utime(path, (0, 0))
    store.sweep_strays()

    assert not stray.exists() and Path(kept.file.path).exists()
