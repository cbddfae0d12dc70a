"""Who follows a record, or has marked it with a star: each for himself."""

from __future__ import annotations

from changes.models import Follow
from records.access import Caller
from records.commenting import require_writing
from records.reading import exists
from records.types import RecordType

WORDS = {"follow": "followed", "star": "starred"}


def watched(record_type: RecordType, caller: Caller, record_id: int) -> dict[str, bool]:
    """Whether the caller follows a record and has marked it. Raises Missing, Forbidden."""
    exists(record_type, caller, record_id)
    rows = Follow.objects.filter(
        object_type=record_type.code, object_id=record_id, user_id=caller.rights.user_id
    )
    kinds = set(rows.values_list("kind", flat=True))
    return {word: kind in kinds for kind, word in WORDS.items()}


def watch(
    record_type: RecordType, caller: Caller, record_id: int, kind: str, wanted: bool
) -> dict[str, bool]:
    """Begin or end it, however often it is asked for. Raises Missing, Forbidden."""
    exists(record_type, caller, record_id)
    require_writing(record_type, caller)
    row = Follow(
        object_type=record_type.code,
        object_id=record_id,
        user_id=caller.rights.user_id,
        kind=kind,
    )
    if wanted:
        Follow.objects.bulk_create([row], ignore_conflicts=True)
    else:
        Follow.objects.filter(
            object_type=row.object_type, object_id=record_id, user_id=row.user_id, kind=kind
        ).delete()
    return watched(record_type, caller, record_id)
