"""The table of stored files; their bytes lie outside the database, under names of our own."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone

from values.columns import TextColumn


class Uploads(FileSystemStorage):
    """A folder whose files are handed out by us alone."""

    def url(self, name: str | None) -> str:
        """Raises ValueError: a stored file has no address of its own."""
        raise ValueError("Stored files are reached through records only.")


def uploads() -> Uploads:
    """Where the bytes lie: the data folder's `uploads`, readable by nobody else."""
    return Uploads(
        location=Path(settings.CRM_DATA) / "uploads",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def stored_name(attachment: "Attachment", filename: str) -> str:
    """A random name, in one of 256 folders; nothing of the sender's name gets near the disk."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


class Attachment(models.Model):
    """A stored file, bound to a field of a record or not. object_type: the type's code.

    free_since: when it was stored, or a record last let go of it.
    """

    name = TextColumn(255, null=False, blank=False)
    mime = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    role = models.CharField(max_length=40, null=True, blank=True)
    file = models.FileField(storage=uploads, upload_to=stored_name, max_length=100, db_index=True)
    object_type = models.PositiveSmallIntegerField(null=True)
    object_id = models.BigIntegerField(null=True)
    field = models.CharField(max_length=100, null=True)
    free_since = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="attachments_of_a_record")
        ]

    def __str__(self) -> str:
        return str(self.name)
