"""The door to stored files."""

from collections.abc import Iterable

from django.db import transaction

from attachments.models import Attachment, uploads


def forget(type_code: int, record_ids: Iterable[int]) -> None:
    """Delete the files of records that are purged: rows now, bytes once that is certain."""
    drop(Attachment.objects.filter(object_type=type_code, object_id__in=list(record_ids)))


def drop(attachments: Iterable[Attachment]) -> None:
    """Delete these files: their rows now, their bytes when the transaction is committed."""
    doomed = list(attachments)
    Attachment.objects.filter(pk__in=[one.pk for one in doomed]).delete()
    names = [one.file.name for one in doomed if one.file.name]

    def erase() -> None:
        for name in names:
            uploads().delete(name)

    transaction.on_commit(erase)
