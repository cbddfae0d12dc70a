"""One value under two names: a primary relation and its set, an e-mail and all e-mails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from channels.kinds import SETS
from channels.merging import merge, primary_of
from records.drafts import Draft
from records.fields import ChannelScalar, ChannelSet, Field, LinkedSet, RelatedSet
from values.refusals import Refusal

DISAGREE = "says something else than the field beside it"


def pairs_in(fields: Mapping[str, Field]) -> Iterable[RelatedSet | ChannelSet]:
    """The sets whose values also stand under another name."""
    for field in fields.values():
        match field:
            case ChannelSet(scalar=scalar) if isinstance(fields.get(scalar), ChannelScalar):
                yield field
            case RelatedSet() if is_paired(field):
                yield field


def is_paired(field: RelatedSet) -> bool:
    """Whether a set has a primary or a twin with attributes; the twin itself is not asked."""
    return not isinstance(field, LinkedSet) and bool(field.primary or field.links)


def names_of(field: RelatedSet | ChannelSet) -> tuple[str, ...]:
    """All names under which a set's values stand."""
    if isinstance(field, ChannelSet):
        return (field.scalar, field.name)
    return tuple(name for name in (field.primary, field.name, field.links) if name)


def settle(draft: Draft, fields: Mapping[str, Field], replacing: bool = False) -> None:
    """Make the names of each pair agree, by what was given; disagreement is refused.

    Done before and after the domain's rules: what they set is settled like what was sent.
    """
    for field in pairs_in(fields):
        names = names_of(field)
        if not any(name in draft.values for name in names):
            continue
        if any(name in draft.refusals for name in names):
            continue
        if isinstance(field, ChannelSet):
            settle_channel(draft, field, replacing)
        else:
            settle_set(draft, field, replacing)


def settle_channel(draft: Draft, field: ChannelSet, replacing: bool) -> None:
    """Merge a channel's scalar and set into both."""
    stored = [] if replacing else draft.before.get(field.name) or []
    given = {
        word: draft.values[name]
        for word, name in (("scalar", field.scalar), ("entries", field.name))
        if name in draft.values
    }
    try:
        entries = merge(field.channel, stored, **given)
    except Refusal as refusal:
        draft.refuse_all(field.scalar, [refusal])
        return
    draft.set(field.name, entries)
    draft.set(field.scalar, primary_of(SETS[field.channel], entries))


def settle_set(draft: Draft, field: RelatedSet, replacing: bool) -> None:
    """Bring primary, ids and links of one relation together."""
    kept = draft.kept.get(field.name, set())
    stored = stored_links(draft, field)
    if replacing:
        stored = [link for link in stored if link["id"] in kept]
    links = chosen_links(draft, field, stored, kept)
    if links is None:
        draft.refuse(field.name, "Agree", DISAGREE)
        return
    primary = chosen_primary(draft, field, stored, links)
    if field.primary:
        draft.set(field.primary, primary)
    draft.set(field.name, [link["id"] for link in links])
    if field.links:
        draft.set(field.links, links)


def stored_links(draft: Draft, field: RelatedSet) -> list[dict[str, Any]]:
    """The links as stored, with their attributes where the relation has some."""
    if field.links:
        return list(draft.before.get(field.links) or [])
    return [{"id": one} for one in draft.before.get(field.name) or []]


def chosen_links(
    draft: Draft, field: RelatedSet, stored: list[dict[str, Any]], kept: set[int]
) -> list[dict[str, Any]] | None:
    """The links that are to stand; None if ids and links both differ from them and disagree.

    kept: the ids that are hidden from the writer: he sees the others, and writes those.
    """
    known = {link["id"]: link for link in stored}
    seen = [link for link in stored if link["id"] not in kept]
    ids = draft.values.get(field.name)
    links = draft.values.get(field.links) if field.links else None
    if ids in (list(known), [link["id"] for link in seen]):
        ids = None
    if links in (stored, seen):
        links = None
    if links is not None:
        if ids is not None and {link["id"] for link in links} != set(ids):
            return None
        chosen = [{**known.get(link["id"], {}), **link} for link in links]
    elif ids is not None:
        chosen = [known.get(one, {"id": one}) for one in ids]
    else:
        return list(stored)
    return with_kept(chosen, stored, kept)


def with_kept(
    chosen: list[dict[str, Any]], stored: list[dict[str, Any]], kept: set[int]
) -> list[dict[str, Any]]:
    """The links chosen, and those stored ones that stay because the writer cannot see them."""
    ids = {link["id"] for link in chosen}
    return [*chosen, *(one for one in stored if one["id"] in kept and one["id"] not in ids)]


def chosen_primary(
    draft: Draft, field: RelatedSet, stored: list[dict[str, Any]], links: list[dict[str, Any]]
) -> int | None:
    """The primary that is to stand; `links` gains or loses it where only the primary was sent."""
    ids = [link["id"] for link in links]
    old: int | None = draft.before.get(field.primary or "")
    wanted: int | None = draft.values.get(field.primary or "", old)
    if wanted == old or not field.primary:
        return old if old in ids else next(iter(ids), None)
    replaced = links != stored
    if wanted is not None and wanted not in ids:
        if replaced and field.name in draft.given:
            draft.refuse(field.primary, "Agree", DISAGREE)
        links.append({"id": wanted})
    if wanted is None:
        if replaced and ids and field.name in draft.given:
            draft.refuse(field.primary, "Agree", DISAGREE)
        links[:] = [link for link in links if link["id"] != old]
        return links[0]["id"] if links else None
    return wanted
