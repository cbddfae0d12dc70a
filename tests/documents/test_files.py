"""A document takes its file over: its name, and the duty to remove it."""

from typing import Any

import pytest

from attachments.models import Attachment
from documents.files import bind_files, take_files
from documents.models import Document
from records.codes import code_of
from records.drafts import Draft


@pytest.fixture
def file(db: None) -> Attachment:
    """A file that belongs to nothing yet."""
    return Attachment.objects.create(name="plan.pdf", mime="application/pdf", size=5)


def draft(file: Attachment, **values: Any) -> Draft:
    """A new document with a file."""
    return Draft(Document(pk=7), created=True, values={"attachment_id": file.pk, **values})


def test_a_nameless_document_is_called_like_its_file(file: Attachment) -> None:
    nameless, named = draft(file), draft(file, name="The plan")

    take_files([nameless, named])

    assert (nameless.new("name"), named.new("name")) == ("plan.pdf", "The plan")


def test_a_file_belongs_to_its_document_from_then_on(file: Attachment) -> None:
    bind_files([draft(file)])

    file.refresh_from_db()
    assert (file.object_type, file.object_id) == (code_of("documents"), 7)


def test_a_file_of_another_record_is_refused(file: Attachment) -> None:
    Attachment.objects.update(object_type=code_of("documents"), object_id=8)
    taking = draft(file)

    take_files([taking])

    assert [refusal.rule for refusal in taking.refusals["attachment_id"]] == ["In"]
