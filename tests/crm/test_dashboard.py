"""Who fails to sign in to the dashboard too often has to wait, and is told so."""

import pytest
from django.test import Client
from django.urls import reverse

from apitokens import signins
from apitokens.checking import judge
from tests.people import Person
from users.models import User

PASSWORD = "a horse, a battery, a staple"


@pytest.fixture
def ann(owner: Person) -> User:
    """Somebody with a password."""
    owner.user.set_password(PASSWORD)
    owner.user.save()
    return owner.user


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    """The status of an attempt to sign in."""
    form = {"username": "owner@example.com", "password": password}
    reply = client.post(reverse("admin:login"), form, headers=more)
    if reply.status_code == 429:
        assert 0 < int(reply["Retry-After"]) <= 900
        page = reply.content.decode()
        assert "Too many failed attempts" in page and PASSWORD not in page
    return int(reply.status_code)


def test_five_failures_lock_the_account_for_this_address(client: Client, ann: User) -> None:
    agents = [{"User-Agent": f"agent {number}"} for number in range(5)]
    assert [sign_in(client, "wrong", **one) for one in agents] == [200, 200, 200, 200, 429]

    assert sign_in(client) == 429
    assert client.get(reverse("admin:login")).status_code == 200
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert sign_in(elsewhere) == 302


def test_the_doors_count_together(client: Client, ann: User) -> None:
    body = {"email": "owner@example.com", "password": "wrong"}
    for _ in range(4):
        client.post("/api/auth/token", body, content_type="application/json")

    assert sign_in(client, "wrong") == 429


def test_who_may_not_enter_reads_what_a_wrong_password_reads(client: Client, ann: User) -> None:
    form = {"username": "owner@example.com", "password": PASSWORD}
    pages = []
    for column, value in (("password", ann.password), ("is_active", False), ("kind", "api")):
        User.objects.filter(pk=ann.pk).update(**({"is_active": True} | {column: value}))
        sent = form | ({"password": "wrong"} if column == "password" else {})
        reply = client.post(reverse("admin:login"), sent)
        pages.append([line for line in reply.content.decode().splitlines() if "correct" in line])
    assert pages[0] and pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize("change", ["password", "is_active"])
def test_what_changes_with_a_user_ends_his_sessions(ann: User, change: str) -> None:
    client = Client()
    assert sign_in(client) == 302
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get("/api/me").status_code == 200
    if change == "password":
        ann.set_password("another horse, another staple")
    else:
        ann.is_active = False
    ann.save()

    assert client.get(reverse("admin:index")).status_code == 302
    assert client.get("/api/me").status_code == 401


def test_a_new_password_keeps_this_session_and_ends_the_others(ann: User, owner: Person) -> None:
    here, there = Client(), Client()
    assert sign_in(here) == sign_in(there) == 302
    app = signins.begin(ann).access
    new = "another horse, another staple"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("admin:password_change"), form).status_code == 302

    assert here.get(reverse("admin:index")).status_code == 200
    assert there.get(reverse("admin:index")).status_code == 302
    assert signins.judge(app) is None
    assert judge(owner.token, "192.0.2.7") is not None
