"""A document that has no name is called like its file."""

from typing import Any

import pytest

from attachments.models import Attachment
from documents.files import name_after_files
from documents.models import Document
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

    name_after_files([nameless, named])

    assert (nameless.new("name"), named.new("name")) == ("plan.pdf", "The plan")
