"""Promises of the counter: however short it is kept, it says the same."""

import pytest
from django.db.models import Sum

from records.models import Tally
from records.tallying import MANY, compact

pytestmark = pytest.mark.django_db


def test_a_counter_is_kept_short_and_says_the_same() -> None:
    steps = [("contacts", 1)] * (MANY + 50) + [("contacts", -7), ("accounts", 3)]
    Tally.objects.bulk_create(Tally(record_type=name, step=step) for name, step in steps)

    compact()

    sums = Tally.objects.order_by().values_list("record_type").annotate(n=Sum("step"))
    assert dict(sums) == {"contacts": MANY + 43, "accounts": 3}
    assert Tally.objects.filter(record_type="contacts").count() == 1
