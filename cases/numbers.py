"""The numbers of cases, counted up one by one and never given twice."""

from collections.abc import Sequence

from django.db.models import F, Max

from cases.models import Case, LastNumber
from records.drafts import Draft

ONLY = 1


def number(drafts: Sequence[Draft]) -> None:
    """Give new cases the next numbers. Call inside the transaction of the write."""
    new = [draft for draft in drafts if draft.created]
    if not new:
        return
    last = take(len(new))
    for place, draft in enumerate(reversed(new)):
        draft.set("number", last - place)


def take(count: int) -> int:
    """Take so many numbers; the last of them. Other writers wait until this one is through."""
    row = LastNumber.objects.filter(pk=ONLY)
    if not row.update(value=F("value") + count):
        highest = Case.objects.aggregate(highest=Max("number"))["highest"] or 0
        first = LastNumber(pk=ONLY, value=highest)
        LastNumber.objects.bulk_create([first], ignore_conflicts=True)
        row.update(value=F("value") + count)
    return row.get().value
