"""The door to stored files."""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from attachments.intake import judge
from attachments.models import Attachment, uploads

WAITING = timedelta(days=1)  # for an upload to be bound, before it is swept
BATCH = 500
UNBOUND = Q(object_id=None)


def keep(file: UploadedFile[Any], user_id: int, owner: tuple[int, int] | None = None) -> Attachment:
    """Store a file, bound to a record (type code, id) or to none yet. Raises Refusal."""
    name, mime, size = judge(file)
    code, record_id = owner or (None, None)
    attachment = Attachment(
        name=name,
        mime=mime,
        size=size,
        object_type=code,
        object_id=record_id,
        created_by_id=user_id,
    )
    attachment.file.save("file", file, save=False)
    try:
        attachment.save()
    except BaseException:
        attachment.file.delete(save=False)
        raise
    return attachment


def of_record(type_code: int, record_id: int) -> QuerySet[Attachment]:
    """The files that are bound to a record, the newest first."""
    return Attachment.objects.filter(object_type=type_code, object_id=record_id).order_by("-pk")


def bind(attachment_id: int, type_code: int, record_id: int, field: str) -> None:
    """From now on a file belongs to a field of a record, and goes when that is purged."""
    Attachment.objects.filter(pk=attachment_id).update(
        object_type=type_code, object_id=record_id, field=field
    )


def unbind(attachment_id: int, type_code: int, record_id: int) -> None:
    """A record lets go of a file, which is swept a day later unless it is bound anew."""
    bound = of_record(type_code, record_id).filter(pk=attachment_id)
    bound.update(object_type=None, object_id=None, field=None, free_since=timezone.now())


def sweep() -> None:
    """Delete files that nothing has been bound to for a day, in a transaction of their own."""
    with transaction.atomic():
        old = Attachment.objects.filter(UNBOUND, free_since__lt=timezone.now() - WAITING)
        drop(old.select_for_update()[:BATCH])


def sweep_strays() -> None:
    """Delete bytes that no row knows of: what a process left that was killed while storing."""
    folder = Path(uploads().location)
    found = old_names(folder)
    while names := list(islice(found, BATCH)):
        known = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
        for name in set(names) - known:
            uploads().delete(name)


def old_names(folder: Path) -> Iterator[str]:
    """The names of stored bytes that are over a day old."""
    before = time.time() - WAITING.total_seconds()
    for shelf in sorted(folder.iterdir()) if folder.exists() else ():
        with os.scandir(shelf) as entries:
            yield from (
                f"{shelf.name}/{one.name}" for one in entries if one.stat().st_mtime < before
            )


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
