"""Reading and writing the value rows of many records in few queries, uniqueness included."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import models
from django.db.models import Q

from customfields.inserting import Row, chunks, insert
from customfields.mirror import dump
from customfields.schemas import Definition, Schema
from customfields.tables import table_of

Changes = Sequence[tuple[int, Mapping[str, Any]]]


@dataclass(frozen=True)
class Clashing:
    """A value that a unique field has already in another live record."""

    record_id: int
    key: str
    holder_id: int


class Taken(Exception):
    """Values of unique fields are taken; the transaction is to be rolled back."""

    def __init__(self, clashes: Sequence[Clashing]):
        super().__init__(clashes)
        self.clashes = tuple(clashes)


def read(
    model: type[models.Model], schema: Schema, record_ids: Collection[int]
) -> dict[int, dict[str, Any]]:
    """The Python values of records by id and key, from the value rows; absent ones have none."""
    table = table_of(model)
    found: dict[int, dict[str, Any]] = {record_id: {} for record_id in record_ids}
    for ids in chunks(record_ids):
        rows = table._default_manager.filter(record_id__in=ids, field_id__in=schema.by_id)
        for row in rows.order_by("record_id", "field_id", "position").iterator():
            definition = schema.by_id[row.field_id]
            value = getattr(row, definition.field_type.attribute)
            values = found[row.record_id]
            if definition.many:
                values.setdefault(definition.key, []).append(value)
            else:
                values[definition.key] = value
    return found


def write(model: type[models.Model], schema: Schema, rows: Changes, fresh: bool = False) -> None:
    """Store the values of many records: (record id, {key: Python value, list or None}), of which
    only the keys named are touched. fresh: the records are new, so there is nothing to replace.

    To be called in a transaction, after `hold`. Raises Taken if a unique value is another's.
    """
    if not fresh:
        clear(model, schema, rows)
    made = [
        row
        for record_id, values in rows
        for key, value in values.items()
        for row in rows_for(schema.by_key[key], record_id, value)
    ]
    table = table_of(model)
    insert(table, [row for row in made if row.claim is None])
    insist(table, schema, [row for row in made if row.claim is not None])


def clear(model: type[models.Model], schema: Schema, rows: Changes) -> None:
    """Delete the rows of the keys that change: in one statement where all change the same ones."""
    records: dict[frozenset[str], list[int]] = defaultdict(list)
    fields: dict[frozenset[str], list[int]] = defaultdict(list)
    for record_id, values in rows:
        records[frozenset(values)].append(record_id)
        for key in values:
            fields[frozenset([key])].append(record_id)
    table = table_of(model)
    for keys, ids in min(records, fields, key=len).items():
        field_ids = [schema.by_key[key].id for key in keys]
        for some in chunks(ids):
            table._default_manager.filter(record_id__in=some, field_id__in=field_ids).delete()


def rows_for(definition: Definition, record_id: int, value: Any) -> list[Row]:
    """The rows of one value: none for an empty one, one for each option of several."""
    field_type = definition.field_type
    return [
        Row(
            record_id,
            definition.id,
            position,
            field_type,
            single,
            claim_of(definition, single) if definition.unique else None,
        )
        for position, single in enumerate(field_type.singles(value))
    ]


def claim_of(definition: Definition, value: Any) -> str:
    """The digest by which the database itself keeps two records from having the same value."""
    key = definition.kind.key(value)
    text = key if isinstance(key, str) else dump(definition.kind.say(value))
    return blake2b(text.encode(), digest_size=20).hexdigest()


def insist(table: Any, schema: Schema, rows: list[Row]) -> None:
    """Insert rows of unique fields. Raises Taken. A second writer waits here for the first."""
    clashes = []
    for some in chunks(rows):
        insert(table, some, quietly=True)
        holders = holders_of(table, some)
        for row in some:
            holder = holders[row.field_id, row.claim]
            if holder != row.record_id:
                clashes.append(Clashing(row.record_id, schema.by_id[row.field_id].key, holder))
    if clashes:
        raise Taken(clashes)


def holders_of(table: Any, rows: list[Row]) -> dict[tuple[int, str | None], int]:
    """Who holds what these rows claim: (field id, claim) → record id."""
    found = table._default_manager.filter(
        field_id__in={row.field_id for row in rows}, claim__in={row.claim for row in rows}
    )
    return {
        (field_id, claim): record_id
        for field_id, claim, record_id in found.values_list("field_id", "claim", "record_id")
    }


def taken(
    model: type[models.Model],
    definition: Definition,
    values: Iterable[Any],
    excluding_ids: Collection[int] = (),
) -> dict[Any, int]:
    """Which of these Python values a unique field has already, in live records other than these:
    the value's comparison key (`definition.kind.key`) → id of the record that has it."""
    keys = {claim_of(definition, value): definition.kind.key(value) for value in values}
    rows = table_of(model)._default_manager.filter(field_id=definition.id)
    held: dict[Any, int] = {}
    for claims in chunks(keys):
        found = rows.filter(claim__in=claims).values_list("claim", "record_id")
        held |= {keys[claim]: holder for claim, holder in found if holder not in excluding_ids}
    return held


def release(model: type[models.Model], record_ids: Collection[int]) -> None:
    """Records go into the bin: their unique values are free for others."""
    for ids in chunks(record_ids):
        held = Q(record_id__in=ids, claim__isnull=False)
        table_of(model)._default_manager.filter(held).update(claim=None)


def claim(model: type[models.Model], schema: Schema, record_ids: Collection[int]) -> None:
    """Records come back from the bin, or a field becomes unique: their values are theirs again.
    Raises Taken."""
    table = table_of(model)
    unique = [definition.id for definition in schema.fields if definition.unique]
    for ids in chunks(record_ids if unique else ()):
        free = table._default_manager.filter(record_id__in=ids, field_id__in=unique, claim=None)
        claimed = []
        for row in list(free):
            definition = schema.by_id[row.field_id]
            value = getattr(row, definition.field_type.attribute)
            claimed += rows_for(definition, row.record_id, value)
        free.delete()
        insist(table, schema, claimed)
