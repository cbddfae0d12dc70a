"""Promises about signing in."""

from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpRequest

from users.backends import EmailBackend
from users.models import User

PASSWORD = "correct horse"


@pytest.fixture
def ann(db: None) -> User:
    return User.objects.create_user("Ann@example.com", PASSWORD, username="annie")


@pytest.mark.parametrize("name", ["Ann@example.com", "ann@EXAMPLE.com", "annie", "ANNIE"])
def test_people_sign_in_by_email_or_username(ann: User, name: str) -> None:
    assert authenticate(HttpRequest(), username=name, password=PASSWORD) == ann
    assert authenticate(HttpRequest(), email=name, password=PASSWORD) == ann


def closed(user: User) -> None:
    user.is_active = False


def without_password(user: User) -> None:
    user.set_unusable_password()


def untouched(user: User) -> None:
    pass


@pytest.mark.parametrize(
    ("prepare", "name", "password"),
    [
        (untouched, "ann@example.com", "wrong"),
        (untouched, "nobody@example.com", PASSWORD),
        (untouched, "ann\x00@example.com", PASSWORD),
        (untouched, "", PASSWORD),
        (closed, "ann@example.com", PASSWORD),
        (closed, "ann@example.com", "wrong"),
        (without_password, "ann@example.com", PASSWORD),
    ],
)
def test_every_failure_costs_one_hash(
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[User], None],
    name: str,
    password: str,
) -> None:
    prepare(ann)
    ann.save()
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    assert EmailBackend().authenticate(None, name, password) is None
    assert len(hashed) == 1


def test_a_session_ends_with_the_users_activity(ann: User) -> None:
    assert EmailBackend().get_user(ann.pk) == ann
    User.objects.update(is_active=False)
    assert EmailBackend().get_user(ann.pk) is None
