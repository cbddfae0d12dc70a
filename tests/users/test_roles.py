"""Promises about the ready-made roles."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from users.models import Role
from users.rights import Rights, role_rights
from users.roles import READY_MADE, install, ready_made

pytestmark = pytest.mark.django_db


def rights(name: str) -> Rights:
    return Rights(1, False, frozenset(), (role_rights(ready_made(name)),))


def test_installing_twice_makes_each_role_once() -> None:
    assert {role.name for role in install()} == set(READY_MADE)
    assert install() == []
    assert Role.objects.count() == len(READY_MADE)


def test_a_role_that_was_edited_stays_as_it_is() -> None:
    Role.objects.create(name="sales", grants=[])
    install()
    assert Role.objects.get(name_key="sales").grants == []


@pytest.mark.parametrize("name", READY_MADE)
def test_a_ready_made_role_is_valid(name: str) -> None:
    ready_made(name).full_clean()


def test_only_the_administrator_role_makes_administrators() -> None:
    install()
    assert [role.name for role in Role.objects.filter(is_administrator=True)] == ["Administrator"]


def test_the_roles_do_what_their_names_say() -> None:
    assert rights("Read-only").level("anything", "read") == "all"
    assert rights("Read-only").level("anything", "edit") == "none"
    assert not rights("Read-only").may_create("contacts")
    assert rights("Sales").level("accounts", "edit") == "team"
    assert rights("Sales").level("products", "edit") == "none"
    assert rights("Support").level("cases", "edit") == "all"
    assert rights("Sales manager").level("opportunities", "edit") == "all"
    assert rights("API-only").level("contacts", "delete") == "all"


def test_the_command_makes_what_is_missing_and_says_so() -> None:
    def said() -> list[str]:
        printed = StringIO()
        call_command("install_roles", stdout=printed)
        return printed.getvalue().splitlines()

    Role.objects.create(name="Sales")
    assert said() == [name for name in READY_MADE if name != "Sales"]
    assert said() == ["All ready-made roles are there."]


def test_the_page_about_roles_names_them_all() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "roles.md").read_text()
    assert all(f"| {name} |" in page for name in READY_MADE)
