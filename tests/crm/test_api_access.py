"""Administrators open the API to users on a page of the dashboard, and close it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from changes.models import Change
from tests.calls import Api
from tests.people import People, Person
from users.models import User

PAGE = "/admin/api-access/"


@pytest.fixture
def boss(administrator: Person) -> Client:
    """The administrator at the dashboard."""
    client = Client()
    client.force_login(administrator.user)
    return client


def test_access_is_given_and_taken_with_the_next_call(boss: Client, people: People) -> None:
    assert reverse("admin:api_access") == PAGE
    owner = people.owner
    for word, status in (("closed", 401), ("open", 200)):
        reply = boss.post(PAGE, {"user": owner.id, "access": word}, follow=True)
        assert f"The API is {word} for owner@example.com" in reply.content.decode()
        assert Api(owner.token).get("/api/me").status == status
    told = Change.objects.filter(record_id=owner.id).latest("pk")
    assert told.user_id == people.administrator.id


@pytest.mark.parametrize(
    "form",
    [
        {"user": "x", "access": "open"},
        {"user": "987654321", "access": "open"},
        {"user": "9" * 40, "access": "open"},
        {"user": "USER", "access": "both"},
        {},
    ],
)
def test_what_means_nothing_changes_nothing(
    boss: Client, owner: Person, form: dict[str, Any]
) -> None:
    sent = {name: one.replace("USER", str(owner.id)) for name, one in form.items()}
    assert boss.post(PAGE, sent, follow=True).status_code == 200
    assert User.objects.get(pk=owner.id).api_access


def test_the_page_is_for_administrators(owner: Person, stranger: Person) -> None:
    client = Client()
    client.force_login(owner.user)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"user": stranger.id, "access": "closed"}).status_code == 403
    assert User.objects.get(pk=stranger.id).api_access


def test_users_are_found_by_name_and_lead_to_a_new_token(boss: Client, people: People) -> None:
    page = boss.get(PAGE, {"search": "OWNER"}).content.decode()
    assert "owner@example.com" in page and "colleague@example.com" not in page
    assert f"/admin/apitokens/token/add/?user={people.owner.id}" in page
    form = boss.get(f"/admin/apitokens/token/add/?user={people.owner.id}").content.decode()
    assert f'name="user" value="{people.owner.id}"' in form
    assert "Nobody found" in boss.get(PAGE, {"search": "\x00"}).content.decode()
