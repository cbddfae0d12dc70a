"""The counter of live records, kept short: its many steps become one sum for each type."""

from __future__ import annotations

from django.db import connection, transaction

from records.models import Tally

TAKE = "DELETE FROM records_tally WHERE record_type = %s RETURNING step"
MANY = 100  # steps of a type that are let be


def compact() -> None:
    """Put sums in the place of steps. Steps that others add meanwhile are kept for the next time.

    What is deleted is what is added up, in one statement: no step is lost or counted twice.
    """
    for name in Tally.objects.order_by().values_list("record_type", flat=True).distinct():
        if Tally.objects.filter(record_type=name).count() > MANY:
            merge(name)


def merge(record_type: str) -> None:
    """Put one sum in the place of a type's steps."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, [record_type])
        total = sum(step for (step,) in cursor.fetchall())
        Tally.objects.create(record_type=record_type, step=total)
