"""The stored files behind documents."""

from collections.abc import Sequence

from attachments.models import Attachment
from records.drafts import Draft

FIELD = "attachment_id"


def name_after_files(drafts: Sequence[Draft]) -> None:
    """Name nameless documents after their files; one query for all."""
    nameless = [draft for draft in drafts if is_nameless(draft)]
    if not nameless:
        return
    files = Attachment.objects.in_bulk({draft.new(FIELD) for draft in nameless})
    for draft in nameless:
        if draft.new(FIELD) in files:
            draft.set("name", files[draft.new(FIELD)].name)


def is_nameless(draft: Draft) -> bool:
    """Whether a document has a file, but no name."""
    named = draft.new("name") is not None or "name" in draft.refusals
    return not named and draft.new(FIELD) is not None
