"""Users, teams, roles, tags and currencies are records like any other, with rules of their own."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db.models import ProtectedError

from lookups.models import Currency, Tag
from records import reading, writing
from records.access import Caller, caller_of
from records.history import history
from records.query import All, Is, Query, Where
from records.types import registry
from revisions.store import bump
from users.models import Role, Team, User
from users.rights import rights_of
from values.refusals import Clash, Forbidden, Missing, Refused, Unanswerable

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db: None) -> Caller:
    """An administrator by role, who is no superuser."""
    user = User.objects.create_user("chief@example.com")
    user.roles.add(Role.objects.create(name="Chiefs", is_administrator=True))
    bump("users")
    return caller_of(user, None, "native", "r1")


@pytest.fixture
def clerk(db: None) -> Caller:
    """Somebody without any role."""
    user = User.objects.create_user("clerk@example.com", "a long secret")
    bump("users")
    return caller_of(user, None, "native", "r2")


def create(name: str, caller: Caller, /, **body: Any) -> dict[str, Any]:
    return writing.create(registry[name], caller, body).item


def update(name: str, caller: Caller, number: int, /, **body: Any) -> dict[str, Any]:
    return writing.update(registry[name], caller, number, body).item


def listed(name: str, caller: Caller, where: Where = All()) -> list[dict[str, Any]]:  # noqa: B008
    return reading.page(registry[name], caller, Query(where=where)).items


def refused(fields: Mapping[str, Any]) -> list[str]:
    return [refusal.rule for refusals in fields.values() for refusal in refusals]


@pytest.mark.parametrize("name", ["users", "teams", "tags", "currencies"])
def test_everybody_reads_and_only_administrators_write(name: str, clerk: Caller) -> None:
    assert isinstance(listed(name, clerk), list)
    with pytest.raises(Forbidden):
        create(name, clerk, name="X")


def test_roles_are_for_administrators(clerk: Caller, chief: Caller) -> None:
    assert [one["name"] for one in listed("roles", chief)] == ["Chiefs"]
    with pytest.raises(Forbidden):
        listed("roles", clerk)


def test_a_new_user_gets_a_username_and_no_password(chief: Caller) -> None:
    made = create("users", chief, email="ada@example.com")

    assert (made["username"], made["is_active"], made["api_access"]) == ("ada", True, False)
    assert not User.objects.get(pk=made["id"]).has_usable_password()
    assert create("users", chief, email="ada@example.org")["username"] == "ada2"


def test_a_user_of_kind_api_has_access_unless_told_otherwise(chief: Caller) -> None:
    assert create("users", chief, username="robot", kind="api")["api_access"]
    assert not create("users", chief, username="idle", kind="api", api_access=False)["api_access"]


def test_a_password_is_stored_hashed_and_never_told(chief: Caller) -> None:
    made = create("users", chief, email="ada@example.com", password="a long secret")
    changed = update("users", chief, made["id"], password="another long secret")
    told = history(registry["users"], chief, made["id"], Query()).items

    assert User.objects.get(pk=made["id"]).check_password("another long secret")
    assert "password" not in made | changed
    assert changed["version"] == 2
    assert told[0]["changes"] == [{"field": "password", "old": None, "new": None}]
    assert "argon" not in str(told) and "md5" not in str(told)


def test_a_weak_password_is_refused(chief: Caller) -> None:
    with pytest.raises(Refused) as caught:
        create("users", chief, email="ada@example.com", password="12345")

    assert refused(caught.value.fields) == ["Password"]


def test_a_password_that_is_not_sent_stays(chief: Caller) -> None:
    made = create("users", chief, email="ada@example.com", password="a long secret")
    shown = reading.one(registry["users"], chief, made["id"]).item
    writing.update(registry["users"], chief, made["id"], shown, replace=True)
    update("users", chief, made["id"], password=None, first_name="Ada")

    assert User.objects.get(pk=made["id"]).check_password("a long secret")


def test_nobody_filters_by_a_password(chief: Caller) -> None:
    with pytest.raises(Unanswerable):
        listed("users", chief, Is("password", "eq", "x"))


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("email", "nobody", "Email"),
        ("email", "CHIEF@example.com", "Unique"),
        ("username", "Chief", "Unique"),
        ("kind", "boss", "In"),
        ("timezone", "Mars/Base", "In"),
        ("role_ids", [999], "Exists"),
    ],
)
def test_what_does_not_fit_a_user_is_refused(
    chief: Caller, field: str, value: Any, rule: str
) -> None:
    with pytest.raises(Refused) as caught:
        create("users", chief, **{"username": "ada", field: value})

    assert refused(caught.value.fields) == [rule]


@pytest.mark.parametrize("values", [{}, {"first_name": "Ada"}, {"email": None, "kind": "api"}])
def test_a_user_has_an_address_or_a_username(chief: Caller, values: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        create("users", chief, **values)

    assert [(name, one[0].rule) for name, one in caught.value.fields.items()] == [
        ("email", "Required")
    ]


def test_users_are_found_by_kind_and_email(chief: Caller) -> None:
    create("users", chief, username="robot", kind="api")

    assert [one["username"] for one in listed("users", chief, Is("kind", "eq", "api"))] == ["robot"]
    found = listed("users", chief, Is("email", "starts", "CHIEF@"))
    assert [one["email"] for one in found] == ["chief@example.com"]


def test_the_email_that_he_signs_in_by_is_the_primary_one(chief: Caller) -> None:
    made = create("users", chief, email="ada@example.com")
    entries = [{"address": "new@example.com"}, {"address": "ada@example.com"}]
    changed = update("users", chief, made["id"], emails=entries)

    assert changed["email"] == "new@example.com"
    assert update("users", chief, made["id"], email=None)["email"] == "ada@example.com"


def test_an_email_from_the_dashboard_can_be_cleared(chief: Caller, clerk: Caller) -> None:
    assert update("users", chief, clerk.user.pk, email=None)["email"] is None


def test_giving_a_role_bites_at_once(chief: Caller, clerk: Caller) -> None:
    role = create("roles", chief, name="All", grants=[{"record_type": "*", "read": "all"}])
    update("users", chief, clerk.user.pk, role_ids=[role["id"]])
    assert rights_of(clerk.user).level("accounts", "read") == "all"

    update("roles", chief, role["id"], grants=[])
    assert rights_of(clerk.user).level("accounts", "read") == "none"


def test_joining_a_team_bites_at_once(chief: Caller, clerk: Caller) -> None:
    team = create("teams", chief, name="Sales")
    update("users", chief, clerk.user.pk, team_ids=[team["id"]])

    assert rights_of(clerk.user).team_ids == {team["id"]}


@pytest.mark.parametrize("field", ["email", "username", "password", "is_active", "api_access"])
def test_the_sign_in_of_a_superuser_is_not_changed_by_others(chief: Caller, field: str) -> None:
    boss = User.objects.create_superuser("boss@example.com", api_access=False)
    values = {"is_active": False, "api_access": True, "email": "x@example.com"}
    with pytest.raises(Refused) as caught:
        update("users", chief, boss.pk, **{field: values.get(field, "another long secret")})

    assert refused(caught.value.fields) == ["ReadOnly"]
    assert update("users", chief, boss.pk, first_name="Ada")["first_name"] == "Ada"


def test_a_user_who_made_something_is_not_deleted(chief: Caller, clerk: Caller) -> None:
    create("teams", chief, name="Sales")
    boss = caller_of(User.objects.create_superuser("boss@example.com"), None, "native", "r3")
    bump("users")

    with pytest.raises(ProtectedError):
        writing.delete(registry["users"], boss, chief.user.pk)
    writing.delete(registry["users"], boss, clerk.user.pk)
    assert not User.objects.filter(pk=clerk.user.pk).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("grants", [{"record_type": "accounts", "read": "some"}]),
        ("grants", {"accounts": "all"}),
        ("hidden_fields", {"accounts": "name"}),
        ("read_only_fields", ["name"]),
        ("grants", [{"record_type": "acounts", "read": "all"}]),
        ("hidden_fields", {"accounts": ["nmae"]}),
    ],
)
def test_what_a_role_cannot_mean_is_refused(chief: Caller, field: str, value: Any) -> None:
    with pytest.raises(Refused) as caught:
        create("roles", chief, name="New", **{field: value})

    assert list(caught.value.fields) == [field]


def test_what_a_role_says_is_said_in_one_order(chief: Caller) -> None:
    grants = [{"read": "all", "record_type": "accounts"}, {"create": True, "record_type": "*"}]
    hidden = {"contacts": ["rating", "name"], "accounts": ["name"]}
    made = create("roles", chief, name="New", grants=grants, hidden_fields=hidden)
    nothing = {"create": False, "read": "none", "edit": "none", "delete": "none"}

    for role in (made, reading.one(registry["roles"], chief, made["id"]).item):
        assert role["grants"] == [
            {**nothing, "record_type": "accounts", "read": "all"},
            {**nothing, "record_type": "*", "create": True},
        ]
        assert {tuple(one) for one in role["grants"]} == {("record_type", *nothing)}
        assert list(role["hidden_fields"].items()) == sorted(hidden.items())
    assert update("roles", chief, made["id"], grants=grants)["version"] == 1


def test_the_last_administrator_role_stays(chief: Caller) -> None:
    role = Role.objects.get()
    with pytest.raises(Clash):
        writing.delete(registry["roles"], chief, role.pk)
    with pytest.raises(Refused):
        update("roles", chief, role.pk, is_administrator=False)

    create("roles", chief, name="Others", is_administrator=True)
    writing.delete(registry["roles"], chief, role.pk)


@pytest.mark.parametrize(("name", "model"), [("teams", Team), ("tags", Tag)])
def test_names_are_unique_ignoring_case(name: str, model: Any, chief: Caller) -> None:
    create(name, chief, name="Sales")
    with pytest.raises(Refused) as caught:
        create(name, chief, name="SALES")

    assert refused(caught.value.fields) == ["Unique"]
    assert model.objects.count() == 1


def test_a_tag_that_is_deleted_leaves_its_records(chief: Caller) -> None:
    account = create("accounts", chief, name="Acme", tag_ids=["Big", "New"])
    writing.delete(registry["tags"], chief, account["tag_ids"][0])

    shown = reading.one(registry["accounts"], chief, account["id"]).item
    assert shown["tag_ids"] == account["tag_ids"][1:]
    with pytest.raises(Missing):
        reading.one(registry["tags"], chief, account["tag_ids"][0])


def test_a_currency_switched_on_is_taken_at_once(chief: Caller) -> None:
    made = create("currencies", chief, code="XTS", name="Test", rate=2, is_active=False)
    body = {"name": "Acme", "currency": "XTS"}
    with pytest.raises(Refused):
        create("products", chief, **body)

    update("currencies", chief, made["id"], is_active=True)
    assert create("products", chief, **body)["currency"] == "XTS"
    with pytest.raises(Clash):
        writing.delete(registry["currencies"], chief, made["id"])


@pytest.mark.parametrize("code", ["eur", "EU", "E1R"])
def test_a_currency_has_a_code_of_three_capitals_that_stays(chief: Caller, code: str) -> None:
    with pytest.raises(Refused):
        create("currencies", chief, code=code, name="Euro", rate=1)

    made = create("currencies", chief, code="XTS", name="Test", rate=1)
    with pytest.raises(Refused):
        update("currencies", chief, made["id"], code="XTX")
    assert Currency.objects.get(pk=made["id"]).code == "XTS"
