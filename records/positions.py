"""The places of records that stand in an order of their own, such as the lines of an offer."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max, Model

from records.drafts import Draft

LAST_POSITION = 1_000_000_000


def put_last(drafts: Sequence[Draft], model: type[Model], parent: str | None = None) -> None:
    """Give drafts without a position the next ones, counted from 1 within the parent if there is
    one ('opportunity_id'); one query for all."""
    waiting = [draft for draft in drafts if draft.new("position") is None]
    if not waiting:
        return
    last = last_positions(waiting, model, parent)
    for draft in drafts:
        group = draft.new(parent) if parent else None
        if draft.new("position") is None:
            draft.set("position", min(last[group] + 1, LAST_POSITION))
        last[group] = max(last[group], draft.new("position"))


def last_positions(
    drafts: Sequence[Draft], model: type[Model], parent: str | None
) -> dict[object, int]:
    """The highest position in each group, 0 where nothing stands yet."""
    last: dict[object, int] = defaultdict(int)
    rows = model._default_manager.order_by()
    if parent is None:
        last[None] = rows.aggregate(last=Max("position"))["last"] or 0
        return last
    groups = {draft.new(parent) for draft in drafts} - {None}
    found = rows.filter(**{f"{parent}__in": groups}).values(parent).annotate(last=Max("position"))
    last.update((row[parent], row["last"]) for row in found)
    return last
