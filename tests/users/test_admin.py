"""Promises about the dashboard pages of users, teams and roles."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.pages import page, sent
from users.grants import Grant, read_grants
from users.models import Role, Team, User
from users.rights import rights_of
from users.roles import install


@pytest.fixture
def root(fresh: None) -> User:
    return User.objects.create_superuser("root@example.com", "secret horse")


@pytest.fixture
def holder(fresh: None) -> User:
    """An administrator by role."""
    install()
    user = User.objects.create_user("holder@example.com", "secret horse")
    user.roles.add(Role.objects.get(is_administrator=True))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def user_form(user: User, **changes: Any) -> dict[str, Any]:
    """What the browser sends back from the page of a user."""
    texts = ("email", "username", "first_name", "last_name", "job_title", "timezone", "locale")
    switches = ("is_active", "api_access", "is_superuser")
    form: dict[str, Any] = {name: getattr(user, name) or "" for name in texts}
    form |= {name: "on" for name in switches if getattr(user, name)}
    form |= {"kind": user.kind, "teams": [], "roles": [], "default_team": ""}
    return {name: value for name, value in (form | changes).items() if value is not None}


PAGES = ["users_user", "users_team", "users_role"]


@pytest.mark.parametrize("name", PAGES)
def test_only_administrators_see_the_pages(root: User, holder: User, name: str) -> None:
    colleague = User.objects.create_user("colleague@example.com")
    for verb in ("changelist", "add"):
        address = reverse(f"admin:{name}_{verb}")
        assert signed_in(root).get(address).status_code == 200
        assert signed_in(holder).get(address).status_code == 200
        assert signed_in(colleague).get(address).status_code == 403


def test_programs_do_not_enter_the_dashboard(root: User) -> None:
    program = User.objects.create_user("program@example.com", kind="api", is_superuser=True)
    reply = signed_in(program).get(reverse("admin:index"))
    assert reply.status_code == 302
    assert "login" in reply["Location"]


def test_people_sign_in_by_email(root: User) -> None:
    client = Client()
    form = {"username": "ROOT@example.com", "password": "secret horse"}
    reply = client.post(reverse("admin:login"), form)
    assert reply.status_code == 302
    assert client.get(reverse("admin:users_user_changelist")).status_code == 200


def test_a_user_is_made_with_a_password(holder: User) -> None:
    form = {
        "email": "new@example.com",
        "username": "",
        "kind": "regular",
        "usable_password": "true",
        "password1": "a long enough one",
        "password2": "a long enough one",
    }
    reply = signed_in(holder).post(reverse("admin:users_user_add"), form)
    assert reply.status_code == 302, reply.context["errors"]
    user = User.objects.get(email="new@example.com")
    assert user.username == "new"
    assert user.check_password("a long enough one")
    assert (user.created_by, user.version) == (holder, 1)


@pytest.mark.parametrize(("kind", "opens"), [("api", True), ("regular", False)])
def test_the_api_is_open_to_a_new_program(holder: User, kind: str, opens: bool) -> None:
    form = {"email": "new@example.com", "kind": kind, "usable_password": "false"}
    signed_in(holder).post(reverse("admin:users_user_add"), form)
    assert User.objects.get(email="new@example.com").api_access is opens


def test_an_address_that_is_taken_is_told_at_the_field(holder: User) -> None:
    form = {"email": "HOLDER@example.com", "kind": "api", "usable_password": "false"}
    reply = signed_in(holder).post(reverse("admin:users_user_add"), form)
    assert reply.status_code == 200
    assert "is taken already" in reply.content.decode()


def test_a_change_of_roles_is_noticed_at_once_and_stamped(root: User) -> None:
    install()
    user = User.objects.create_user("a@example.com")
    assert rights_of(user).level("contacts", "read") == "none"
    role = Role.objects.get(name="Read-only")
    form = user_form(user, roles=[role.pk], api_access="on")
    reply = signed_in(root).post(reverse("admin:users_user_change", args=[user.pk]), form)
    assert reply.status_code == 302, reply.context["errors"]
    assert rights_of(user).level("contacts", "read") == "all"
    user.refresh_from_db()
    assert user.api_access
    assert (user.version, user.modified_by) == (2, root)


def test_an_administrator_by_role_makes_no_superuser(holder: User) -> None:
    user = User.objects.create_user("a@example.com")
    form = user_form(user, is_superuser="on", job_title="Boss")
    reply = signed_in(holder).post(reverse("admin:users_user_change", args=[user.pk]), form)
    assert reply.status_code == 302
    user.refresh_from_db()
    assert user.job_title == "Boss"
    assert not user.is_superuser


def test_a_superuser_is_changed_by_superusers_only(root: User, holder: User) -> None:
    for name in ("admin:users_user_change", "admin:auth_user_password_change"):
        reply = signed_in(holder).post(reverse(name, args=[root.pk]), {"kind": "api"})
        assert reply.status_code == 403


def test_users_are_not_deleted_here(root: User) -> None:
    other = User.objects.create_user("a@example.com")
    reply = signed_in(root).post(reverse("admin:users_user_delete", args=[other.pk]), {"post": 1})
    assert reply.status_code == 403
    assert User.objects.filter(pk=other.pk).exists()


def role_form(**changes: Any) -> dict[str, Any]:
    form = {"name": "Sales", "hidden_fields": "", "read_only_fields": "{}"}
    return form | changes


def test_a_role_is_made_from_a_table_of_choices(root: User) -> None:
    said = {"grants-contacts-read": "team", "grants-contacts-create": "yes", "grants-*-read": "own"}
    form = role_form(**said, hidden_fields='{"contacts": ["rating"]}')
    reply = signed_in(root).post(reverse("admin:users_role_add"), form)
    assert reply.status_code == 302, reply.context["errors"]
    role = Role.objects.get()
    assert set(read_grants(role.grants)) == {
        Grant("contacts", create=True, read="team"),
        Grant("*", read="own"),
    }
    assert role.hidden_fields == {"contacts": ["rating"]}
    assert role.read_only_fields == {}
    assert role.created_by == root


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("grants-contacts-read", "most", "none, own, team, all"),
        ("grants-contacts-create", "perhaps", "must be true or false"),
        ("grants-Contacts!-read", "all", "must be the name of a record type"),
        ("read_only_fields", "[{", "Enter a valid JSON"),
        ("hidden_fields", '{"contacts": 5}', "list of field names"),
    ],
)
def test_a_malformed_role_is_told_at_the_field(
    root: User, field: str, text: str, words: str
) -> None:
    reply = signed_in(root).post(reverse("admin:users_role_add"), role_form(**{field: text}))
    assert reply.status_code == 200
    assert any(
        words in error for error in reply.context["adminform"].form.errors[field.split("-")[0]]
    )
    assert not Role.objects.exists()


@pytest.mark.parametrize("name", ["Support", "Sales manager", "Administrator"])
def test_a_role_is_saved_as_its_table_shows_it(root: User, name: str) -> None:
    install()
    role = Role.objects.get(name=name)
    before = set(read_grants(role.grants))
    address = reverse("admin:users_role_change", args=[role.pk])
    sent(signed_in(root), address, name="Renamed")
    role.refresh_from_db()
    assert role.name == "Renamed"
    assert set(read_grants(role.grants)) == before


def test_grants_are_taken_away(root: User) -> None:
    role = Role.objects.create(name="A", grants=[{"record_type": "contacts", "read": "all"}])
    address = reverse("admin:users_role_change", args=[role.pk])
    nothing = {f"grants-contacts-{one}": "" for one in ("create", "read", "edit", "delete")}
    sent(signed_in(root), address, **nothing)
    role.refresh_from_db()
    assert role.grants == []


def test_the_table_has_a_row_for_each_type_that_roles_decide_about(root: User) -> None:
    text = page(signed_in(root), reverse("admin:users_role_add")).text
    for name in ("*", "accounts", "contacts", "invoices"):
        assert f'name="grants-{name}-delete"' in text
    for name in ("users", "currencies", "opportunity_lines"):
        assert f'name="grants-{name}-delete"' not in text


def test_the_last_administrator_role_has_no_delete_button(root: User) -> None:
    only = Role.objects.create(name="A", is_administrator=True)
    address = reverse("admin:users_role_delete", args=[only.pk])
    assert signed_in(root).post(address, {"post": "yes"}).status_code == 403
    Role.objects.create(name="B", is_administrator=True)
    assert signed_in(root).post(address, {"post": "yes"}).status_code == 302
    assert not Role.objects.filter(pk=only.pk).exists()


def test_a_deleted_team_is_gone_from_the_rights(root: User) -> None:
    user, team = User.objects.create_user("a@example.com"), Team.objects.create(name="North")
    user.teams.add(team)
    assert rights_of(user).team_ids == {team.pk}
    address = reverse("admin:users_team_delete", args=[team.pk])
    assert signed_in(root).post(address, {"post": "yes"}).status_code == 302
    assert rights_of(user).team_ids == frozenset()


def test_djangos_groups_are_not_shown() -> None:
    assert not admin.site.is_registered(Group)
