"""Entries with the ids of their rows, for clients that speak of them so."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from channels.kinds import SETS
from channels.store import TABLES
from lookups.lists import value_of

Numbered = tuple[int, str, str | None]


def numbered(channel: str, type_code: int, record_ids: Sequence[int]) -> dict[int, list[Numbered]]:
    """The entries of these records, each as (id, address or number, type): one query.

    In SQL of its own, which is as long as the records of one page are many.
    """
    found: dict[int, list[Numbered]] = {one: [] for one in record_ids}
    if not found:
        return found
    table, word = TABLES[channel]._meta.db_table, SETS[channel].word
    text = (
        f"SELECT record_id, id, {word}, type_id FROM {table} "
        f"WHERE record_type = %s AND record_id IN ({', '.join(['%s'] * len(found))}) "
        "ORDER BY record_id, position"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [type_code, *found])
        for record_id, key, entry, type_id in cursor.fetchall():
            kind = value_of(type_id)
            found[record_id].append((key, entry, kind.value if kind else None))
    return found
