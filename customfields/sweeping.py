"""Clearing up behind changed schemas, in the background: values of deleted fields, old mirrors.

One walk over the records of a type, some at a time in short transactions; it goes on where it
stopped, in any process. Records that somebody is just writing are left for the next time.
"""

import time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from customfields.mirror import decode, dump
from customfields.models import CustomField, Schema, Sweep
from customfields.schemas import hold, record_models
from customfields.tables import table_of

SOME = 200


def sweep(seconds: float = 5.0) -> bool:
    """Clear up for at most about so many seconds. True if nothing is left to do."""
    end = time.monotonic() + seconds
    for record_type in waiting():
        while walk(record_type):
            if time.monotonic() > end:
                return False
    return not waiting()


def waiting() -> list[str]:
    """The record types with something to clear up."""
    swept = dict(Sweep.objects.values_list("record_type", "swept"))
    shapes = Schema.objects.filter(pk__in=list(record_models)).order_by("pk")
    return [name for name, shape in shapes.values_list("pk", "shape") if swept.get(name, 0) < shape]


def walk(record_type: str) -> bool:
    """Clear up the next records of a type. False if that was all, or others are writing them."""
    model = record_models[record_type]
    state, _ = Sweep.objects.get_or_create(pk=record_type)
    if not state.target:
        state.target, state.reached = Schema.objects.get(pk=record_type).shape, 0
    ids = next_ids(model, state.reached)
    if not ids:
        finish(state)
        return False
    with transaction.atomic():
        left = clear(model, record_type, state.target, ids)
    state.reached = min(left) - 1 if left else ids[-1]
    state.save()
    return not left


def next_ids(model: type[models.Model], reached: int) -> list[int]:
    """The ids of the next records, those in the bin included."""
    following = model._base_manager.filter(pk__gt=reached).order_by("pk")
    return list(following.values_list("pk", flat=True)[:SOME])


def clear(model: type[models.Model], record_type: str, target: int, ids: list[int]) -> set[int]:
    """Clear up these records. Returns those that somebody else is writing."""
    schema = hold(record_type)
    found = model._base_manager.filter(pk__in=ids).select_for_update(skip_locked=True)
    records: list[Any] = list(found.only("custom", "custom_revision"))
    free = [record.pk for record in records]
    table_of(model)._default_manager.filter(
        record_id__in=free, field_id__in=unswept(record_type, target)
    ).delete()
    stale = [record for record in records if record.custom_revision < schema.shape]
    for record in stale:
        record.custom = dump(decode(schema, record.custom, record.custom_revision))
        record.custom_revision = schema.revision
    model._base_manager.bulk_update(stale, ["custom", "custom_revision"], batch_size=100)
    present = model._base_manager.filter(pk__in=set(ids) - set(free))
    return set(present.values_list("pk", flat=True))


def unswept(record_type: str, target: int) -> list[int]:
    """The ids of the fields deleted up to a revision whose values have not been cleared up."""
    fields = CustomField.objects.filter(
        record_type=record_type, deleted_at__isnull=False, swept_at=None, since__lte=target
    )
    return list(fields.values_list("pk", flat=True))


def finish(state: Sweep) -> None:
    """Note that all records have been walked."""
    gone = CustomField.objects.filter(pk__in=unswept(state.record_type, state.target))
    gone.update(swept_at=timezone.now())
    state.swept, state.target, state.reached = state.target, 0, 0
    state.save()
