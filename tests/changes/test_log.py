"""The log tells what happened, newest first, and outlives who did it."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from changes.log import Entry, forget, history, record
from changes.models import Change, Comment, Follow

pytestmark = pytest.mark.django_db
AMOUNT = {"field": "amount", "old": None, "new": Decimal("10.50")}


def test_an_act_is_told_with_its_actor() -> None:
    user = get_user_model().objects.create_user("a@example.com")
    record(
        [
            Entry(
                record_type=4,
                record_id=7,
                action="update",
                differences=[AMOUNT],
                user_id=user.pk,
                token_id=9,
                token_name="shop",
                dialect="native",
                request_id="r-1",
            )
        ]
    )
    change = history(4, 7).get()
    assert change.differences == [AMOUNT] and str(change.differences[0]["new"]) == "10.50"
    assert (change.user, change.token_id, change.token_name) == (user, 9, "shop")
    assert (change.action, change.dialect, change.request_id) == ("update", "native", "r-1")


def test_the_newest_act_comes_first_and_records_are_kept_apart() -> None:
    acts = [(4, 7, "create"), (4, 8, "create"), (5, 7, "create"), (4, 7, "delete")]
    record([Entry(record_type=t, record_id=i, action=a) for t, i, a in acts])
    assert [change.action for change in history(4, 7)] == ["delete", "create"]


def test_many_acts_are_written_at_once(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = [Entry(record_type=1, record_id=one, action="create") for one in range(400)]
    with django_assert_max_num_queries(6):
        written = record(iter(entries))
    assert [change.record_id for change in written] == list(range(400))
    assert len({change.at for change in written}) == 1 and all(change.pk for change in written)


def test_nothing_to_tell_writes_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert record([]) == []


def test_the_log_outlives_its_user() -> None:
    user = get_user_model().objects.create_user("a@example.com")
    record([Entry(record_type=4, record_id=7, action="create", user_id=user.pk)])
    gone = user.pk
    user.delete()
    assert Change.objects.get().user_id == gone


def test_forgetting_a_record_leaves_its_log_and_the_others() -> None:
    user = get_user_model().objects.create_user("a@example.com")
    record([Entry(record_type=4, record_id=7, action="purge")])
    for one in (7, 8):
        Comment.objects.create(object_type=4, object_id=one, body="so")
        Follow.objects.create(object_type=4, object_id=one, user=user)
    forget(4, [7])
    assert Comment.objects.get().object_id == Follow.objects.get().object_id == 8
    assert history(4, 7).count() == 1


def test_one_watches_a_record_once_in_each_way() -> None:
    user = get_user_model().objects.create_user("a@example.com")
    for kind in Follow.Kind:
        Follow.objects.create(object_type=4, object_id=7, user=user, kind=kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(object_type=4, object_id=7, user=user, kind="star")
    user.delete()
    assert not Follow.objects.exists()
