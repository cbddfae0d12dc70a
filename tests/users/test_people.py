"""Promises about users as processes remember them."""

import pytest

from users.models import User
from users.people import person
from users.rights import announce


def test_a_remembered_user_cannot_be_spoilt_by_its_reader(fresh: None) -> None:
    user = User.objects.create_user("a@example.com", first_name="Ann")
    mine = person(user.pk)
    mine.first_name = "Spoilt"
    mine._state.adding = True
    assert person(user.pk).first_name == "Ann"
    assert not person(user.pk)._state.adding


def test_a_change_is_seen_once_it_is_announced(fresh: None) -> None:
    user = User.objects.create_user("a@example.com")
    person(user.pk)
    User.objects.update(is_active=False)
    announce()
    assert not person(user.pk).is_active


def test_nobody_is_not_remembered(fresh: None) -> None:
    with pytest.raises(User.DoesNotExist):
        person(77)
    user = User.objects.create_user("a@example.com", id=77)
    assert person(77) == user
