"""Records are linked to others, and unlinked, through relations of many to many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from records import sets
from records.access import Caller, visible
from records.answers import One
from records.drafts import Effect
from records.fields import RelatedSet
from records.query import Show
from records.references import ReferenceSet
from records.relations import Related, relation_of
from records.types import RecordType
from records.writing import apply_effects, check_version, editable, hold, in_transaction, spoken
from values.refusals import Refusal, Refused

SHOWN = Show()


class NotLinkable(Exception):
    """The relation is no relation of many to many, so that it is written at its field. 405."""


def link(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    name: str,
    ids: Sequence[int],
    version: int | None = None,
) -> One:
    """Link a record to others. Raises Missing, Forbidden, NotLinkable, Stale, Refused."""
    return relink(record_type, caller, record_id, name, ids, version, True)


def unlink(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    name: str,
    ids: Sequence[int],
    version: int | None = None,
) -> One:
    """Unlink a record from others; those that are not linked are passed over. Raises as `link`."""
    return relink(record_type, caller, record_id, name, ids, version, False)


def relink(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    name: str,
    ids: Sequence[int],
    version: int | None,
    joining: bool,
) -> One:
    """Add to a relation, or take from it, by the right to edit the record addressed."""
    relation = relation_of(record_type, name)
    if not isinstance(relation.field, RelatedSet):
        raise NotLinkable

    def work() -> One:
        hold(record_type if relation.ours else relation.target)
        row = editable(record_type, caller, record_id, "edit")
        check_version(row, version)
        others = existing(relation, caller, ids)
        if relation.ours:
            rows = changed_sets(record_type, relation.field, [record_id], others, joining)
            apply_effects([Effect(record_type.name, "update", rows)], caller)
        else:
            target = relation.target
            rows = changed_sets(target, relation.field, others, [record_id], joining)
            apply_effects([Effect(target.name, "update", rows)], caller)
        return spoken(record_type, row, caller, SHOWN)

    return in_transaction(work)


def existing(relation: Related, caller: Caller, ids: Sequence[int]) -> list[int]:
    """The ids, each once, if all exist for the caller. Raises Refused."""
    wanted = list(dict.fromkeys(ids))
    found = set(visible(relation.target, caller).filter(pk__in=wanted).values_list("pk", flat=True))
    missing = [one for one in wanted if one not in found]
    if missing:
        listed = ", ".join(map(str, missing))
        named = relation.target.label.lower()
        raise Refused({"ids": [Refusal("Exists", f"there are no {named} {listed}", *missing)]})
    return wanted


def changed_sets(
    record_type: RecordType,
    field: Any,
    holders: Sequence[int],
    members: Sequence[int],
    joining: bool,
) -> tuple[tuple[int | None, dict[str, Any]], ...]:
    """The sets of these records with members added or taken away."""
    stored = sets.load(record_type, [field], holders, None)[field.name]
    rows = []
    for holder in holders:
        now = list(stored.get(holder, ()))
        if joining:
            after = [*now, *(one for one in members if one not in now)]
        else:
            after = [one for one in now if one not in set(members)]
        rows.append((holder, {field.name: after}))
    return tuple(rows)


def read_ids(value: Any) -> list[int]:
    """The ids in a body. Raises Refused."""
    try:
        ids = ReferenceSet().take(value)
    except Refusal as refusal:
        raise Refused({"ids": [refusal]}) from None
    if not ids:
        raise Refused({"ids": [Refusal("Required", "names the records to link")]})
    return ids
