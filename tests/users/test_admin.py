"""Promises about who comes into the dashboard."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from users.models import User


@pytest.fixture
def root(fresh: None) -> User:
    return User.objects.create_superuser("root@example.com", "secret horse")


def test_programs_do_not_enter_the_dashboard(root: User) -> None:
    program = User.objects.create_user("program@example.com", kind="api", is_superuser=True)
    client = Client()
    client.force_login(program)
    reply = client.get(reverse("admin:index"))
    assert reply.status_code == 302
    assert "login" in reply["Location"]


def test_people_sign_in_by_email(root: User) -> None:
    client = Client()
    form = {"username": "ROOT@example.com", "password": "secret horse"}
    reply = client.post(reverse("admin:login"), form)
    assert reply.status_code == 302
    assert client.get(reverse("admin:users_user_changelist")).status_code == 200


def test_djangos_groups_are_not_shown() -> None:
    assert not admin.site.is_registered(Group)
