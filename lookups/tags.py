"""Tags as processes remember them, and how new ones come to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lookups.models import Tag
from revisions.store import bump, cached
from values.text import fold


@dataclass(frozen=True)
class Tags:
    """All tags at one revision. by_key: folded name → id. colors: of those that have one."""

    names: Mapping[int, str]
    by_key: Mapping[str, int]
    colors: Mapping[int, str]


@cached("lookups")
def tags() -> Tags:
    """Every tag: one query after a change, none otherwise."""
    rows = list(Tag.objects.values_list("id", "name", "color"))
    return Tags(
        {tag_id: name for tag_id, name, _ in rows},
        {fold(name): tag_id for tag_id, name, _ in rows},
        {tag_id: color for tag_id, _, color in rows if color},
    )


def ensure(names: Sequence[str]) -> dict[str, int]:
    """The ids of the tags with these names, folded; those that did not exist are made.

    Two writers who make the same tag at once get the same one. Names are as `TagSet` takes them.
    """
    wanted = {fold(name): name for name in reversed(names)}
    known = tags().by_key
    fresh = [Tag(name=name) for key, name in wanted.items() if key not in known]
    if not fresh:
        return {key: known[key] for key in wanted}
    Tag.objects.bulk_create(fresh, ignore_conflicts=True)
    bump("lookups")
    rows = Tag.objects.filter(name_key__in=wanted).values_list("id", "name")
    return {fold(name): tag_id for tag_id, name in rows}
