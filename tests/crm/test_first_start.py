"""Promises of the first start: one administrator, once, with a token that works."""

import pytest
from django.test import Client, override_settings

from crm import first_start
from crm.management.commands.up import welcome
from crm.serving import Address
from lookups.models import LookupList
from opportunities.models import Pipeline
from users.models import User

HERE = Address("127.0.0.1", 8000)
pytestmark = pytest.mark.django_db


@override_settings(CRM_ADMIN_PASSWORD=None)
def test_the_first_administrator_may_do_everything(client: Client) -> None:
    admission = first_start.admit()
    assert admission is not None
    assert admission.password is not None
    user = User.objects.get(username="admin")
    assert (user.email, user.is_superuser, user.api_access) == ("admin@example.com", True, True)
    assert user.check_password(admission.password)
    headers = {"Authorization": f"Bearer {admission.token}"}
    assert client.get("/api/accounts", headers=headers).status_code == 200
    me = client.get(f"/api/users/{user.pk}", headers=headers).json()
    assert [one["address"] for one in me["emails"]] == ["admin@example.com"]
    said = welcome(HERE, admission)
    assert admission.password in said
    assert f"Authorization: Bearer {admission.token}" in said


@override_settings(CRM_ADMIN_PASSWORD="chosen by the operator")
def test_a_chosen_password_is_taken_and_not_said() -> None:
    admission = first_start.admit()
    assert admission is not None
    assert admission.password is None
    assert User.objects.get().check_password("chosen by the operator")
    assert "chosen by" not in welcome(HERE, admission)


def test_lists_and_pipeline_are_furnished_and_then_left_alone() -> None:
    first_start.furnish()
    assert LookupList.objects.get(name="lead_source").values.exists()
    Pipeline.objects.filter(name="Sales").update(name="Ours")
    first_start.furnish()
    assert [pipeline.name for pipeline in Pipeline.objects.all()] == ["Ours"]


def test_where_there_are_users_nobody_is_added() -> None:
    User.objects.create_user("somebody@example.com", username="somebody")
    assert first_start.admit() is None
    assert User.objects.count() == 1
    assert "create_token admin@example.com" in welcome(HERE, None)
