"""The table of requests that carry a key, and of what was replied to them."""

from django.db import models
from django.utils import timezone


class Keyed(models.Model):
    """A request under a key; without a status its work is being done, or was cut off.

    name: a digest of caller, address and key, none of which is kept. fingerprint: a digest of what
    was asked. headers: those of the reply that belong to the record. body: None for a reply that
    showed a secret, and so is not kept.
    """

    name = models.CharField(max_length=64, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"", null=True)

    def __str__(self) -> str:
        return f"{self.name[:8]} {self.status or 'open'}"
