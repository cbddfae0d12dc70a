"""Stored files lie under names of our own and are read by nobody else."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from attachments.models import Attachment, uploads
from attachments.store import forget

pytestmark = pytest.mark.django_db


def stored(name: str, object_id: int | None = None) -> Attachment:
    attachment = Attachment(name=name, mime="text/plain", size=3, object_id=object_id)
    attachment.object_type = 0x0C if object_id else None
    attachment.file.save(name, ContentFile(b"abc"))
    return attachment


def test_bytes_lie_in_the_data_folder_under_a_random_name() -> None:
    attachment = stored("../../Évil name.html")
    path = Path(attachment.file.path)
    assert path.is_relative_to(Path(settings.CRM_DATA) / "uploads")
    assert len(path.name) == 40 and path.suffix == "" and path.parent.name == path.name[:2]
    assert attachment.name == "../../Évil name.html" and path.read_bytes() == b"abc"


def test_bytes_are_for_the_owner_of_the_process_only() -> None:
    path = Path(stored("a.txt").file.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_files_of_one_name_are_two() -> None:
    assert stored("a.txt").file.name != stored("a.txt").file.name


def test_a_stored_file_has_no_address_of_its_own() -> None:
    with pytest.raises(ValueError, match="through records"):
        uploads().url(stored("a.txt").file.name)


def test_the_bytes_of_a_purged_record_go_when_it_is_certain(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    doomed, kept = stored("a.txt", 5), stored("b.txt", 6)
    with django_capture_on_commit_callbacks(execute=True):
        forget(0x0C, [5])
        assert Path(doomed.file.path).exists()
    assert not Path(doomed.file.path).exists() and Path(kept.file.path).exists()
    assert list(Attachment.objects.all()) == [kept]
