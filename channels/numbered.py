"""Entries with the ids of their rows, for clients that speak of them so."""

from __future__ import annotations

from collections.abc import Sequence

from channels.kinds import SETS
from channels.store import table
from lookups.lists import value_of

Numbered = tuple[int, str, str | None]


def numbered(channel: str, type_code: int, record_ids: Sequence[int]) -> dict[int, list[Numbered]]:
    """The entries of these records, each as (id, address or number, type): one query."""
    found: dict[int, list[Numbered]] = {one: [] for one in record_ids}
    rows = table(channel, type_code).filter(record_id__in=list(found)).order_by("position")
    for record_id, key, text, type_id in rows.values_list(
        "record_id", "pk", SETS[channel].word, "type_id"
    ):
        word = value_of(type_id)
        found[record_id].append((key, text, word.value if word else None))
    return found
