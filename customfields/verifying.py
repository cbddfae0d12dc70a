"""Comparing the mirrors with the value rows, which are the truth, and mending them."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from customfields.mirror import decode, dump, encode
from customfields.rows import read
from customfields.schemas import Schema, hold

SOME = 500


def differences(model: type[models.Model], record_type: str, rebuild: bool) -> Iterator[list[int]]:
    """Walk the records of a type: the ids of those whose mirror differs, some records at a time.

    rebuild: write the mirrors anew that differ, or that cannot be read at all.
    """
    reached = 0
    while True:
        following = model._base_manager.filter(pk__gt=reached).order_by("pk")
        ids = list(following.values_list("pk", flat=True)[:SOME])
        if not ids:
            return
        reached = ids[-1]
        suspects = [record.pk for record, _ in differing(model, record_type, ids, wait=False)]
        yield confirm(model, record_type, suspects, rebuild) if suspects else []


def confirm(
    model: type[models.Model], record_type: str, ids: list[int], rebuild: bool
) -> list[int]:
    """Look again at records while nobody writes them: those that really differ, mended if asked."""
    with transaction.atomic():
        schema = hold(record_type)
        found = differing(model, record_type, ids, wait=True)
        if rebuild:
            for record, values in found:
                record.custom = encode(schema, values)
                record.custom_revision = schema.revision
            records = [record for record, _ in found]
            model._base_manager.bulk_update(records, ["custom", "custom_revision"], batch_size=100)
    return [record.pk for record, _ in found]


def differing(
    model: type[models.Model], record_type: str, ids: list[int], wait: bool
) -> list[tuple[Any, dict[str, Any]]]:
    """The records whose mirror differs from their value rows, each with the values of its rows.

    wait: lock the records first, in their order, so that no write comes between the two looks.
    """
    schema = hold(record_type)
    records = (
        model._base_manager.filter(pk__in=ids).order_by("pk").only("custom", "custom_revision")
    )
    found: list[Any] = list(records.select_for_update() if wait else records)
    truth = read(model, schema, ids)
    return [
        (record, truth[record.pk])
        for record in found
        if mirrored(schema, record) != encode(schema, truth[record.pk])
    ]


def mirrored(schema: Schema, record: Any) -> str | None:
    """What a record's mirror says today, as text; None if it cannot be read."""
    try:
        return dump(decode(schema, record.custom, record.custom_revision))
    except (ValueError, AttributeError, TypeError):
        return None
