"""Changing the stored values of one field in all records that have one, mirrors included."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from customfields.inserting import chunks
from customfields.mirror import decode, dump, encode, python_values
from customfields.rows import read, write
from customfields.schemas import Definition, Schema, record_models
from customfields.tables import table_of
from values.refusals import Refusal

Told = Callable[[Definition, Sequence[tuple[int, Any, Any]]], None]


def nobody(definition: Definition, moved: Sequence[tuple[int, Any, Any]]) -> None:
    """Tell nobody of values that have changed."""


def values_of(
    model: type[models.Model], schema: Schema, key: str, record_ids: Sequence[int]
) -> Iterator[dict[int, Any]]:
    """The Python values of a field, by record, some records at a time."""
    only = Schema(schema.record_type, schema.revision, schema.shape, (schema.by_key[key],))
    for ids in chunks(record_ids):
        found = read(model, only, ids)
        yield {number: values[key] for number, values in found.items() if key in values}


def holders(definition: Definition) -> list[int]:
    """The ids of all records with a value in a field, those in the bin included."""
    model = record_models.get(definition.record_type)
    if model is None:
        return []
    rows = table_of(model)._default_manager.filter(field_id=definition.id, position=0)
    return list(rows.order_by("record_id").values_list("record_id", flat=True))


def count_lost(
    before: Schema, key: str, change: Callable[[Any], Any], record_ids: Sequence[int]
) -> int:
    """How many of these records have a value that a change refuses."""
    if not record_ids:
        return 0
    model = record_models[before.record_type]
    return sum(
        is_refused(change, value)
        for values in values_of(model, before, key, record_ids)
        for value in values.values()
    )


def is_refused(change: Callable[[Any], Any], value: Any) -> bool:
    """Whether a change refuses a value."""
    try:
        change(value)
    except Refusal:
        return True
    return False


def rewrite(
    before: Schema,
    after: Schema,
    key: str,
    change: Callable[[Any], Any],
    record_ids: Sequence[int],
    by: int | None,
    tell: Told,
) -> None:
    """Give these records the changed value of a field, in rows and mirrors.

    change: Python value under the schema before → Python value under the schema after. Records
    whose value says something else in JSON get a new version, and are told: (id, old, new).
    Runs in the transaction of the definition's change, which no writer overlaps.
    """
    if not record_ids:
        return
    model = record_models[before.record_type]
    old, new = before.by_key[key], after.by_key[key]
    for values in values_of(model, before, key, record_ids):
        made = {number: change(value) for number, value in values.items()}
        write(model, after, [(number, {key: value}) for number, value in made.items()])
        mirror(model, before, after, key, made)
        moved = [
            (number, old.kind.say(value), new.kind.say(made[number]))
            for number, value in values.items()
            if dump(old.kind.say(value)) != dump(new.kind.say(made[number]))
        ]
        stamp(model, [number for number, _, _ in moved], by)
        tell(new, moved)


def mirror(
    model: type[models.Model], before: Schema, after: Schema, key: str, made: dict[int, Any]
) -> None:
    """Write the new values into the mirrors of their records."""
    records: list[Any] = list(
        model._base_manager.filter(pk__in=made).only("custom", "custom_revision")
    )
    for record in records:
        said = decode(before, record.custom, record.custom_revision)
        values = python_values(before, said) | {key: made[record.pk]}
        record.custom = encode(after, values)
        record.custom_revision = after.revision
    model._base_manager.bulk_update(records, ["custom", "custom_revision"], batch_size=100)


def stamp(model: type[models.Model], record_ids: Sequence[int], by: int | None) -> None:
    """Raise the versions of records that look different now."""
    changes = {"version": F("version") + 1, "modified_at": timezone.now(), "modified_by_id": by}
    model._base_manager.filter(pk__in=record_ids).update(**changes)
