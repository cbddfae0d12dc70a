"""Promises of the sample company: whole, the same every time, and nobody's real address in it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import Account
from activities.models import Activity
from changes.models import Change
from channels.models import Email, Phone
from contacts.models import Contact
from crm import demo
from customfields import definitions
from customfields.kinds import TYPES
from customfields.schemas import record_models
from customfields.verifying import differences
from opportunities.models import Opportunity, OpportunityHistory, OpportunityLine, PipelineStage
from records.types import registry
from tests.calls import Api
from tests.sample import begin
from users.models import User

pytestmark = pytest.mark.django_db
FICTION = re.compile(
    r"\+1 \d{3} 555 01\d\d"  # North America
    r"|\+44 (113|114|117|131) 496 0\d{3}|\+44 20 7946 0\d{3}|\+44 7700 900\d{3}"
    r"|\+353 20 91\d \d{4}"
    r"|\+49 (40 66969|221 4710|89 99998|30 23125|69 90009) \d{3}|\+49 171 39200\d\d"
    r"|\+33 (2 61 91|3 53 01|4 65 71|5 36 49|6 39 98) \d\d \d\d"
    r"|\+46 (31 390 06|40 628 04|8 465 004) \d\d|\+46 70 174 06 [1-9]\d"
    r"|\+61 [238] 5550 \d{4}"
    r"|\+(31 \d\d|52 \d\d|55 \d\d|91 \d\d|81 \d{1,2}) 0\d{2,3}[ -]\d{4}"  # given to nobody
)


@dataclass(frozen=True)
class Installation:
    """A new installation's API, and what an earlier one had told."""

    api: Api
    earlier: list[Any]


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Installation]:
    """Built twice, once for all tests here; none of them writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        with transaction.atomic():
            begin()
            earlier = told()
            transaction.set_rollback(True)
        yield Installation(Api(begin()), earlier)
        transaction.set_rollback(True)


def told() -> list[Any]:
    """What two builds have to agree in, whatever ids they gave."""
    return [
        *Account.objects.order_by("pk").values_list("name", "address_street", "owner__email"),
        *Contact.objects.order_by("pk").values_list("name", "job_title", "account__name"),
        *Opportunity.objects.order_by("pk").values_list("name", "amount", "close_date"),
        *Activity.objects.order_by("pk").values_list("subject", "starts_at", "ends_at"),
        *Phone.objects.order_by("pk").values_list("number"),
        *OpportunityLine.objects.order_by("pk").values_list("name", "quantity", "total"),
    ]


def test_every_record_type_has_records() -> None:
    counts = {name: one.model._default_manager.count() for name, one in registry.items()}
    assert [counts["accounts"], counts["contacts"], counts["opportunities"]] == [200, 600, 150]
    assert [name for name, count in counts.items() if not count and name != "invoices"] == []


def test_all_types_of_custom_field_are_there_and_filled(built: Installation) -> None:
    fields = [one for one in definitions.listing() if one.dialects is None]
    assert {one.type for one in fields} == set(TYPES)
    for one in fields:
        page = built.api.get(f"/api/{one.record_type}", q={one.key: {"$not": None}}, per_page=1)
        assert page.body["count"] > 5, one.key


def test_mirrors_agree_with_the_values() -> None:
    for name, model in record_models.items():
        assert [some for some in differences(model, name, False) if some] == []


def test_opportunities_stand_on_every_stage_and_each_step_is_in_their_histories() -> None:
    at = Counter(Opportunity.objects.values_list("stage_id", flat=True))
    assert set(at) == set(PipelineStage.objects.values_list("pk", flat=True))
    last = dict(OpportunityHistory.objects.order_by("pk").values_list("opportunity_id", "stage_id"))
    assert last == dict(Opportunity.objects.values_list("pk", "stage_id"))
    assert OpportunityHistory.objects.exclude(from_stage=None).count() > 150


def test_some_tasks_are_overdue_and_something_happens_today_and_tomorrow() -> None:
    today = timezone.localdate()
    tasks = Activity.objects.filter(type="task", completed_at=None, status__is_closed=False)
    assert tasks.filter(ends_at__date__lt=today).count() >= 10
    for kind in ("call", "meeting"):
        assert Activity.objects.filter(type=kind, starts_at__date=today).exists()
        soon = (today + timedelta(days=1), today + timedelta(days=28))
        assert Activity.objects.filter(type=kind, starts_at__date__range=soon).exists()


def test_everything_is_in_the_change_log_by_its_own_name() -> None:
    made = Change.objects.filter(action="create", record_type=registry["accounts"].code)
    assert made.count() == 200
    assert set(Change.objects.values_list("dialect", flat=True)) == {"demo"}


def test_nobody_can_sign_in_as_a_sample_user() -> None:
    users = User.objects.filter(email__endswith="@brightwater.example")
    assert users.count() >= 8
    assert not any(user.has_usable_password() or user.api_access for user in users)
    assert all(user.roles.exists() and user.teams.exists() for user in users)


def test_addresses_and_numbers_belong_to_nobody() -> None:
    made = Email.objects.exclude(record_type=registry["users"].code)
    for address in made.values_list("address", flat=True):
        assert address.isascii() and address.endswith(".example"), address
    for site in Account.objects.values_list("website", flat=True):
        assert re.fullmatch(r"https://www\.[a-z0-9-]+\.example", site), site
    for number in Phone.objects.values_list("number", flat=True):
        assert FICTION.fullmatch(number), number


def test_a_database_with_accounts_is_left_alone() -> None:
    assert demo.build() is False
    assert Account.objects.count() == 200


def test_it_is_the_same_every_time(built: Installation) -> None:
    assert len(set(built.earlier)) > 1000
    assert told() == built.earlier
