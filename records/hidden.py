"""What a writer cannot see of a record stays as it is, whatever he writes beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from records.access import Caller
from records.conditions import hidden_among
from records.drafts import Draft
from records.fields import Field, LinkedSet, RelatedSet, Relation
from records.pairing import is_paired

Link = Relation | RelatedSet


def keep_hidden(drafts: Sequence[Draft], fields: Mapping[str, Field], caller: Caller) -> None:
    """Keep what drafts point at and the caller cannot see: one query per type pointed at.

    The empty value that he sees is no change; a set that he writes replaces what he sees of it.
    What he cannot see he cannot name either.
    """
    stored = [
        (draft, field, ids)
        for draft in drafts
        for field in linking(draft, fields)
        if (ids := stored_ids(draft, field))
    ]
    hidden = hidden_ids(stored, caller)
    for draft, field, ids in stored:
        if gone := ids & hidden[field.target]:
            keep(draft, field, gone)


def linking(draft: Draft, fields: Mapping[str, Field]) -> list[Link]:
    """The fields under which a draft of a stored record writes what it points at."""
    if draft.created:
        return []
    names = [name for name in draft.values if name in fields]
    return [field for name in names if isinstance(field := fields[name], Relation | RelatedSet)]


def stored_ids(draft: Draft, field: Link) -> set[int]:
    """The ids that are stored under a field."""
    before = draft.before.get(field.name)
    match field:
        case LinkedSet():
            return {link["id"] for link in before or ()}
        case RelatedSet():
            return set(before or ())
    return set() if before is None else {before}


def hidden_ids(
    stored: Iterable[tuple[Draft, Link, set[int]]], caller: Caller
) -> dict[str, set[int]]:
    """Those of the stored ids that do not exist for the caller, by the type that they are of."""
    hidden: dict[str, set[int]] = defaultdict(set)
    for _, field, ids in stored:
        hidden[field.target] |= ids
    for target, ids in hidden.items():
        others = hidden_among(target, caller)
        seen = ids if others is None else others.filter(pk__in=ids).values_list("pk", flat=True)
        hidden[target] = ids - set(seen)
    return hidden


def keep(draft: Draft, field: Link, gone: set[int]) -> None:
    """Keep the hidden ids under one field of a draft."""
    value = draft.values[field.name]
    match field:
        case LinkedSet(ids=name):
            named = gone & {link["id"] for link in value}
            draft.kept[name] = gone
        case RelatedSet(name=name):
            named = gone & set(value)
            draft.kept[name] = gone
            if not is_paired(field):
                draft.values[name] = with_hidden(value, draft.before[name], gone)
        case _:
            named = gone & {value}
            if value is None:
                del draft.values[field.name]
    if named and field.name in draft.given:
        told = f"there are no {field.target.replace('_', ' ')} {min(named)}"
        draft.refuse(field.name, "Exists", told, min(named))


def with_hidden(value: list[int], stored: list[int], gone: set[int]) -> list[int]:
    """The ids written for a set, and those of it that are hidden from who writes them."""
    if value == [one for one in stored if one not in gone]:
        return stored
    return [*value, *(one for one in stored if one in gone and one not in value)]
