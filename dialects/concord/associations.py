"""Which contacts, companies and deals a record is associated with: shown, joined and parted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from dialects.concord.forms import maybe, take_ids
from dialects.words import Body, Made
from records.access import Caller, fields_for, level, visible
from records.drafts import Effect
from records.fields import RelatedSet
from records.linking import changed_sets, existing
from records.references import ReferenceSet
from records.relations import Related, relation_of
from records.types import RecordType, registry
from records.writing import apply_effects, hold
from values.refusals import Missing, Refusal, Refused

How = Literal["attach", "sync", "detach"]
Others = Mapping[int, list[dict[str, Any]]]
MOST = 1000
OTHERS: Mapping[str, str] = {
    "contacts": "contacts",
    "companies": "accounts",
    "deals": "opportunities",
}
OWN: Mapping[str, str] = {
    "contacts": "contact_ids",
    "companies": "account_ids",
    "deals": "opportunity_ids",
}
HOLDERS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("companies",),
    "accounts": (),
    "opportunities": ("contacts", "companies"),
    "activities": ("contacts", "companies", "deals"),
    "documents": ("contacts", "companies", "deals"),
}


def words_for(type_name: str, *names: str) -> tuple[Made, ...]:
    """The words for what records of a type are associated with, in single records."""
    return tuple(word_for(type_name, name) for name in names)


def word_for(type_name: str, name: str) -> Made:
    """One such word: written into the type's own set, or, where the others hold it, apart."""

    def gather(ids: Sequence[int], caller: Caller) -> Others:
        found = associated(registry[type_name], ids, name, caller)
        return {one: found.get(one, []) for one in ids}

    own = OWN[name]
    if name not in HOLDERS[type_name]:
        return Made(name, ("id",), gather=gather, take=leave, lists=False, schema=maybe("array"))
    return Made(name, (own,), gather=gather, take=taking(own), lists=False, schema=maybe("array"))


def leave(value: Any, body: Body) -> None:
    """What the others hold is written to them, when the record itself has been."""


def taking(field: str) -> Callable[[Any, Body], None]:
    """What puts ids into a set of ours."""

    def take(value: Any, body: Body) -> None:
        body[field] = take_ids(value)

    return take


def relation_to(record_type: RecordType, word: str) -> Related:
    """The relation that one of their words stands for. Raises Missing."""
    relation = relation_of(record_type, OTHERS.get(word, ""))
    if not isinstance(relation.field, RelatedSet):
        raise Missing
    return relation


def associated(record_type: RecordType, ids: Sequence[int], word: str, caller: Caller) -> Others:
    """The others of some records that the caller may see, in the order in which they were joined:
    two queries. At most a thousand are named of each, without a name that is hidden from him."""
    relation = relation_to(record_type, word)
    field: Any = relation.field
    if level(caller, relation.target, "read") == "none" or not ids:
        return {}
    here, there = (field.near, field.far) if relation.ours else (field.far, field.near)
    links = field.through._default_manager.filter(**{f"{here}_id__in": ids}).order_by("pk")
    pairs = list(links.values_list(f"{here}_id", f"{there}_id")[: MOST * len(ids)])
    seen = visible(relation.target, caller).filter(pk__in={far for _, far in pairs})
    title = relation.target.title
    if title in fields_for(relation.target, caller):
        names = dict(seen.values_list("pk", title))
    else:
        names = dict.fromkeys(seen.values_list("pk", flat=True))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for near, far in pairs:
        if far in names:
            found[near].append({"id": far, "display_name": names[far]})
    return found


def read_ids(value: Any, word: str) -> list[int]:
    """The ids in an array. Raises Refused on their word."""
    try:
        return ReferenceSet().take(take_ids(value))
    except Refusal as refusal:
        raise Refused({word: [refusal]}) from None


def relate(
    record_type: RecordType, record_id: int, word: str, ids: Sequence[int], caller: Caller, how: How
) -> None:
    """Join a record with others, or part it, in the transaction that the caller has begun and by
    the right that he was found to have. Raises Refused on the word, Missing."""
    relation = relation_to(record_type, word)
    hold(record_type if relation.ours else relation.target)
    try:
        wanted = existing(relation, caller, ids)
    except Refused as refused:
        raise Refused({word: refused.fields["ids"]}) from None
    others = visible(relation.target, caller).filter(relation.of(record_id))
    now = set(others.values_list("pk", flat=True))
    joined = [] if how == "detach" else [one for one in wanted if one not in now]
    stays = set() if how == "detach" else now if how == "attach" else set(wanted)
    parted = sorted((now if how == "sync" else now & set(wanted)) - stays)
    for members, joining in ((parted, False), (joined, True)):
        if members:
            apply_effects([effect_of(record_type, record_id, relation, members, joining)], caller)


def effect_of(
    record_type: RecordType,
    record_id: int,
    relation: Related,
    members: Sequence[int],
    joining: bool,
) -> Effect:
    """What joining or parting changes in whichever side holds the set."""
    if relation.ours:
        rows = changed_sets(record_type, relation.field, [record_id], members, joining)
        return Effect(record_type.name, "update", rows)
    rows = changed_sets(relation.target, relation.field, members, [record_id], joining)
    return Effect(relation.target.name, "update", rows)
