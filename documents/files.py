"""The stored files behind documents."""

from collections.abc import Sequence

from attachments.models import Attachment
from records.drafts import Draft


def name_after_files(drafts: Sequence[Draft]) -> None:
    """A document without a name is called like its file; one query for all."""
    nameless = [
        draft
        for draft in drafts
        if draft.new("name") is None
        and draft.new("attachment_id") is not None
        and "name" not in draft.refusals
    ]
    if not nameless:
        return
    ids = {draft.new("attachment_id") for draft in nameless}
    names = dict(Attachment.objects.filter(pk__in=ids).values_list("pk", "name"))
    for draft in nameless:
        draft.set("name", names.get(draft.new("attachment_id")))
