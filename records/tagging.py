"""The tags of the records of a page, for dialects that show them in lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from records.access import Caller, fields_for
from records.fields import RelatedSet
from records.types import RecordType

TAGS = "tag_ids"


def tags_of(
    record_type: RecordType, record_ids: Sequence[int], caller: Caller
) -> dict[int, list[int]]:
    """The ids of the tags of records that the caller may see, in the order in which they were
    given: one query, in SQL of its own. Empty where tags are hidden from him."""
    found: dict[int, list[int]] = {one: [] for one in record_ids}
    field = fields_for(record_type, caller).get(TAGS)
    if not isinstance(field, RelatedSet) or not found:
        return found
    columns = field.through._meta
    near, far = (columns.get_field(name).column for name in (field.near, field.far))  # type: ignore[union-attr]
    text = (
        f"SELECT {near}, {far} FROM {columns.db_table} "
        f"WHERE {near} IN ({', '.join(['%s'] * len(found))}) ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, list(found))
        for record_id, tag_id in cursor.fetchall():
            found[record_id].append(tag_id)
    return found
