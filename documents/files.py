"""The stored files behind documents."""

from collections.abc import Sequence

from attachments.models import Attachment
from records.codes import code_of
from records.drafts import Draft

FIELD = "attachment_id"


def take_files(drafts: Sequence[Draft]) -> None:
    """Name nameless documents after their files, and refuse files that belong to something else;
    one query for all."""
    ids = {draft.new(FIELD) for draft in drafts if is_asked(draft)}
    if not ids:
        return
    files = Attachment.objects.in_bulk(ids)
    for draft in drafts:
        file = files.get(draft.new(FIELD)) if is_asked(draft) else None
        if file is None:
            continue
        if draft.new("name") is None and "name" not in draft.refusals:
            draft.set("name", file.name)
        if file.object_id is not None and not is_own(draft, file):
            draft.refuse(FIELD, "In", "the file belongs to another record")


def is_asked(draft: Draft) -> bool:
    """Whether a draft's file has to be looked at."""
    lacks_name = draft.new("name") is None
    return draft.new(FIELD) is not None and (lacks_name or draft.changes(FIELD))


def is_own(draft: Draft, file: Attachment) -> bool:
    """Whether a file is bound to the document that is being written."""
    return (file.object_type, file.object_id) == (code_of("documents"), draft.record.pk)


def bind_files(drafts: Sequence[Draft]) -> None:
    """From now on the files belong to their documents, and go when those are purged."""
    for draft in drafts:
        if draft.new(FIELD) is not None and draft.changes(FIELD):
            Attachment.objects.filter(pk=draft.new(FIELD)).update(
                object_type=code_of("documents"), object_id=draft.record.pk, field=FIELD
            )
