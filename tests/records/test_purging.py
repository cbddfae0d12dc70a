"""What has lain in the bin for longer than it keeps things goes for good, and nothing else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Account
from changes.models import Change
from records.purging import purge_old
from tests.calls import Api
from tests.people import Person

pytestmark = pytest.mark.django_db


def test_the_bin_is_emptied_by_the_clock(
    api: Callable[[Person], Api], administrator: Person
) -> None:
    call = api(administrator)
    old, young, live = (
        call.post("/api/accounts", {"name": name}).body["id"] for name in ("Old", "Young", "Live")
    )
    for one in (old, young):
        call.delete(f"/api/accounts/{one}")
    Account.objects.filter(pk=old).update(deleted_at=timezone.now() - timedelta(days=31))

    assert purge_old() == 1

    assert set(Account.objects.values_list("pk", flat=True)) == {young, live}
    assert Change.objects.filter(record_id=old, action="purge").count() == 1
    assert purge_old() == 0
