"""Promises about the dashboard pages of users, teams and roles: they walk the API's own door."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from changes.models import Change
from tests.calls import Api
from tests.fields import define
from tests.pages import Page, page, sent
from tests.people import People, Person, person
from users.grants import Grant, read_grants
from users.models import Role, Team, User
from users.rights import announce, rights_of
from users.roles import install

USERS, TEAMS, ROLES = (f"/admin/users/{one}/" for one in ("user", "team", "role"))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def root(administrator: Person) -> Client:
    """The dashboard as a superuser sees it."""
    return signed_in(administrator.user)


@pytest.fixture
def holder(administrator: Person) -> Person:
    """An administrator by role, who is no superuser."""
    return person("holder", roles=[Role.objects.create(name="Chiefs", is_administrator=True)])


def at(record_id: int, where: str, act: str = "change") -> str:
    """The address of a record's page."""
    return f"{where}{record_id}/{act}/"


def test_everybody_reads_users_and_teams_and_only_administrators_write(
    root: Client, holder: Person, colleague: Person
) -> None:
    by_role, other = signed_in(holder.user), signed_in(colleague.user)
    for where in (USERS, TEAMS, ROLES):
        assert page(root, where).text and page(by_role, f"{where}add/").data
        assert other.get(f"{where}add/").status_code == 403
    assert [other.get(one).status_code for one in (USERS, TEAMS, ROLES)] == [200, 200, 403]
    shown = page(other, at(holder.id, USERS))
    assert "may read this record, but not change it" in shown.text


def test_a_user_made_here_is_like_one_made_by_the_api(root: Client, holder: Person) -> None:
    told = {"email": "new@example.com", "password": "a long enough one", "kind": "api"}
    assert sent(root, f"{USERS}add/", **told).status_code == 302
    api = Api(holder.token)
    other = api.post("/api/users", told | {"email": "other@example.com"}).body
    made = api.get("/api/users", username="new").body["results"][0]
    made = api.get(f"/api/users/{made['id']}").body

    assert made["emails"][0]["address"] == "new@example.com"
    own = {"id", "username", "email", "emails", "created_at", "modified_at"}
    own |= {"created_by_id", "modified_by_id"}
    assert {n: made[n] for n in made if n not in own} == {n: other[n] for n in made if n not in own}
    assert made["api_access"] is True
    assert User.objects.get(pk=made["id"]).check_password("a long enough one")
    change = Change.objects.filter(record_id=made["id"]).latest("id")
    assert (change.action, change.dialect) == ("create", "dashboard")


def test_verdicts_are_those_of_the_api_and_a_password_is_asked_for_again(root: Client) -> None:
    wrong = {"email": "ADMINISTRATOR@example.com", "timezone": "Mars", "password": "12345"}
    shown = Page(sent(root, f"{USERS}add/", **wrong))
    assert shown.refused == {"email", "timezone", "password"}
    assert "12345" not in shown.text

    typed = {"email": "nobody", "password": "a long enough one"}
    again = Page(sent(root, f"{USERS}add/", **typed))
    assert "Type it again" in again.text and "a long enough one" not in again.text


def test_roles_and_teams_given_here_bite_at_once_and_stand_in_the_history(
    root: Client, colleague: Person
) -> None:
    install()
    role, team = Role.objects.get(name="Read-only"), Team.objects.create(name="North")
    assert sent(root, at(colleague.id, USERS), role_ids=[role.pk], team_ids=[team.pk])

    announce()
    assert rights_of(colleague.user).level("contacts", "read") == "all"
    assert rights_of(colleague.user).team_ids == {team.pk}
    text = page(root, at(colleague.id, USERS, "history")).text
    assert "Read-only" in text and "North" in text

    root.post(at(team.pk, TEAMS, "delete"))
    assert rights_of(colleague.user).team_ids == frozenset()


def test_a_password_changed_here_is_never_told_and_keeps_its_owner_signed_in(
    root: Client, administrator: Person
) -> None:
    url = at(administrator.id, USERS)
    assert sent(root, url, password="quite another one").status_code == 302
    shown = page(root, url)
    assert shown.data["password"] == "" and "Last sign-in" in shown.text
    past = page(root, at(administrator.id, USERS, "history")).text
    assert "argon2" not in past and "set anew" in past
    user = User.objects.get(pk=administrator.id)
    assert user.check_password("quite another one")
    assert sent(root, url, first_name="Ada").status_code == 302  # and an empty one changes nothing
    assert User.objects.get(pk=user.pk).password == user.password


def test_a_superusers_sign_in_is_changed_by_superusers_here_alone(
    root: Client, administrator: Person, holder: Person
) -> None:
    other = User.objects.create_superuser("other@example.com", "secret horse")
    shown = Page(sent(signed_in(holder.user), at(other.pk, USERS), email="x@example.com"))
    assert shown.refused == {"email"}
    over = Api(administrator.token).patch(f"/api/users/{other.pk}", {"email": "x@example.com"})
    assert over.refused == {"email"}

    assert sent(root, at(other.pk, USERS), email="x@example.com").status_code == 302
    assert User.objects.get(pk=other.pk).email == "x@example.com"


def test_nobody_switches_himself_off(holder: Person) -> None:
    shown = Page(sent(signed_in(holder.user), at(holder.id, USERS), is_active="false"))
    assert shown.refused == {"is_active"}
    reply = Api(holder.token).patch(f"/api/users/{holder.id}", {"is_active": False})
    assert reply.refused == {"is_active"}


def test_a_user_whom_others_refer_to_is_not_deleted(root: Client, people: People) -> None:
    Api(people.owner.token).post("/api/accounts", {"name": "Acme"})
    shown = Page(root.post(at(people.owner.id, USERS, "delete")))
    assert "Other records refer to it" in shown.text


def test_a_concurrent_change_of_a_user_is_laid_beside_ones_own_without_the_password(
    root: Client, holder: Person, colleague: Person
) -> None:
    url = at(colleague.id, USERS)
    form = page(root, url).data
    Api(holder.token).patch(f"/api/users/{colleague.id}", {"job_title": "Clerk"})
    mine = {"job_title": "Boss", "first_name": "Ada", "password": "quite another one"}
    shown = Page(root.post(url, form | mine))

    assert "Clerk" in shown.text and "Boss" in shown.text and "set it again" in shown.text
    assert "quite another one" not in shown.text
    assert root.post(url, shown.data).status_code == 302
    user = User.objects.get(pk=colleague.id)
    assert (user.job_title, user.first_name) == ("Boss", "Ada")


def test_a_role_is_made_from_tables_of_choices(root: Client) -> None:
    define("contacts", "number", "cf_salary", label="Salary")
    said: dict[str, Any] = {"grants-contacts-read": "team", "grants-contacts-create": "yes"}
    said |= {"grants-*-read": "own", "hidden_fields-of-contacts": ["rating", "cf_salary"]}
    assert sent(root, f"{ROLES}add/", name="Sales", **said).status_code == 302

    role = Role.objects.get(name="Sales")
    granted = {Grant("contacts", create=True, read="team"), Grant("*", read="own")}
    assert set(read_grants(role.grants)) == granted
    assert role.hidden_fields == {"contacts": ["rating", "cf_salary"]}
    assert role.read_only_fields == {}
    shown = page(root, at(role.pk, ROLES))
    assert "Salary" in shown.text
    text = page(root, at(role.pk, ROLES, "history")).text
    assert "Contacts: create, read team" in text and "Contacts: Rating, Salary" in text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("grants-contacts-read", "most", "none, own, team, all"),
        ("grants-contacts-create", "perhaps", "must be true or false"),
        ("grants-Contacts!-read", "all", "must be the name of a record type"),
        ("grants-contracts-read", "all", "did you mean &#x27;contacts&#x27;"),
        ("hidden_fields-of-contacts", ["ratign"], "did you mean &#x27;rating&#x27;"),
    ],
)
def test_what_a_role_cannot_mean_is_told_at_the_field(
    root: Client, name: str, value: Any, words: str
) -> None:
    shown = Page(sent(root, f"{ROLES}add/", name="New", **{name: value}))
    assert shown.refused == {name.split("-")[0]} and words in shown.text
    assert not Role.objects.filter(name="New").exists()


def test_a_role_is_saved_as_its_tables_show_it(root: Client) -> None:
    install()
    for name in ("Support", "Sales manager", "Administrator"):
        role = Role.objects.get(name=name)
        before = (role.grants, role.hidden_fields)
        assert sent(root, at(role.pk, ROLES), name=f"New {name}").status_code == 302
        role.refresh_from_db()
        assert (role.name, role.grants, role.hidden_fields) == (f"New {name}", *before)

    support = Role.objects.get(name="New Support")
    nothing = {f"grants-cases-{one}": "" for one in ("create", "read", "edit", "delete")}
    sent(root, at(support.pk, ROLES), **nothing)
    support.refresh_from_db()
    assert "cases" not in {one["record_type"] for one in support.grants}


def test_what_a_role_named_may_have_gone_since(root: Client) -> None:
    grants = [{"record_type": "contracts", "read": "all"}]
    role = Role.objects.create(name="Old", grants=grants, hidden_fields={"contacts": ["cf_gone"]})
    shown = sent(root, at(role.pk, ROLES), **{"grants-contacts-read": "all"})
    assert shown.status_code == 302, Page(shown).refused
    role.refresh_from_db()
    assert {one["record_type"] for one in role.grants} == {"contracts", "contacts"}


def test_the_tables_have_a_row_for_each_type_that_roles_decide_about(root: Client) -> None:
    text = page(root, f"{ROLES}add/").text
    for name in ("*", "accounts", "contacts", "invoices"):
        assert f'name="grants-{name}-delete"' in text
    for name in ("users", "currencies", "opportunity_lines"):
        assert f'name="grants-{name}-delete"' not in text
    assert 'data-name="hidden_fields-of-opportunity_lines"' in text


def test_fields_are_suggested_to_administrators(root: Client, colleague: Person) -> None:
    define("contacts", "number", "cf_salary", label="Salary")
    found = root.get("/admin/suggest-field/contacts/", {"term": "sal"}).json()["results"]
    assert {"id": "cf_salary", "text": "Salary", "note": "cf_salary"} in found
    every = root.get("/admin/suggest-field/*/", {"term": "cf_sal"}).json()["results"]
    assert [one["id"] for one in every] == ["cf_salary"]
    assert signed_in(colleague.user).get("/admin/suggest-field/contacts/").status_code == 404


def test_the_last_administrator_role_stays(root: Client, holder: Person) -> None:
    only = Role.objects.get(is_administrator=True)
    shown = Page(sent(root, at(only.pk, ROLES), is_administrator="false"))
    assert shown.refused == {"is_administrator"}
    assert "last administrator role" in Page(root.post(at(only.pk, ROLES, "delete"))).text
    Role.objects.create(name="B", is_administrator=True)
    assert root.post(at(only.pk, ROLES, "delete")).status_code == 302
