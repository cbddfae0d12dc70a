"""The whole name of a person, put together from its parts."""

from collections.abc import Sequence

from records.drafts import Draft

PARTS = ("first_name", "middle_name", "last_name")


def compose(drafts: Sequence[Draft]) -> None:
    """Give each draft whose parts of a name are written the name that they make."""
    for draft in drafts:
        if draft.created or any(part in draft.values for part in PARTS):
            parts = [draft.new(part).strip() for part in PARTS if draft.new(part)]
            draft.set("name", " ".join(parts) or None)
