"""Promises about users, teams and roles as they are stored."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from users.models import Role, Team, User

pytestmark = pytest.mark.django_db


def test_an_email_address_is_unique_ignoring_case() -> None:
    User.objects.create_user("Ann@Example.com")
    with pytest.raises(ValidationError, match="taken"):
        User(email="ann@example.COM", password="x").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ann@example.COM", username="other")


def test_many_users_may_have_no_email_address() -> None:
    User.objects.create_user(username="one")
    User.objects.create_user("", username="two")
    assert list(User.objects.values_list("email", flat=True)) == [None, None]


def test_a_malformed_email_address_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        User(email="not an address", password="x").full_clean()
    assert set(caught.value.message_dict) == {"email"}


def test_the_username_is_the_part_before_the_at_sign_made_unique() -> None:
    emails = ["ann@a.example", "ANN@b.example", "ann@c.example", "anna@d.example"]
    names = [User.objects.create_user(email).username for email in emails]
    assert names == ["ann", "ANN2", "ann3", "anna"]
    assert User.objects.create_user().username == "user"


def test_a_very_long_email_address_still_gives_a_username() -> None:
    local = "x" * 150
    names = [User.objects.create_user(f"{local}@{n}.example").username for n in "ab"]
    assert names == ["x" * 90, "x" * 90 + "2"]


def test_usernames_are_unique_ignoring_case() -> None:
    User.objects.create_user("a@example.com", username="Boss")
    with pytest.raises(ValidationError, match="taken"):
        User(email="b@example.com", username="bOSS", password="x").full_clean()


def test_a_user_may_keep_his_own_name() -> None:
    User.objects.create_user("a@example.com", password="x").full_clean()


def test_the_api_is_closed_to_new_users_but_those_of_kind_api_and_the_first() -> None:
    assert not User.objects.create_user("a@example.com").api_access
    assert User.objects.create_user("b@example.com", kind="api").api_access
    assert User.objects.create_superuser("c@example.com").api_access


def test_the_api_can_be_closed_to_a_user_of_kind_api() -> None:
    user = User.objects.create_user("b@example.com", kind="api", api_access=False)
    user.refresh_from_db()
    assert not user.api_access


def test_programs_and_the_inactive_do_not_enter_the_dashboard() -> None:
    assert User(kind="regular").is_staff
    assert User(kind="admin").is_staff
    assert not User(kind="api").is_staff
    assert not User(kind="system").is_staff
    assert not User(kind="regular", is_active=False).is_staff


def test_a_user_is_found_by_email_before_username() -> None:
    second = User.objects.create_user("other@example.com", username="ann@example.com")
    first = User.objects.create_user("ann@example.com", username="first")
    assert User.objects.named("ANN@example.com") == first
    assert User.objects.named("FIRST") == first
    assert User.objects.named(" other@example.com ") == second


@pytest.mark.parametrize("name", ["", "nobody", "a\x00b", "\ud800"])
def test_names_of_nobody_find_nobody(name: str) -> None:
    User.objects.create_user(username="somebody")
    assert User.objects.named(name) is None


def test_a_user_is_called_by_his_names_else_by_what_he_signs_in_with() -> None:
    assert str(User(first_name="Ann", last_name="Lee", email="a@example.com")) == "Ann Lee"
    assert str(User(last_name="Lee")) == "Lee"
    assert str(User(email="a@example.com", username="a")) == "a@example.com"
    assert str(User(username="a")) == "a"


def test_names_of_teams_and_roles_are_unique_ignoring_case() -> None:
    for table in (Team, Role):
        table.objects.create(name="Straße")
        with pytest.raises(ValidationError, match="taken"):
            table(name="STRASSE").full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(name="STRASSE")


@pytest.mark.parametrize("column", ["grants", "hidden_fields", "read_only_fields"])
def test_a_role_with_malformed_json_is_refused(column: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Role(name="Bad", **{column: 7}).full_clean()
    assert set(caught.value.message_dict) == {column}


def test_administrators_have_every_permission_of_djangos() -> None:
    holder, other = User.objects.create_user("a@e.example"), User.objects.create_user("b@e.example")
    holder.roles.add(Role.objects.create(name="A", is_administrator=True))
    assert holder.has_perm("any.thing")
    assert holder.has_module_perms("any")
    assert not other.has_perm("any.thing")
    holder.is_active = False
    assert not holder.has_perm("any.thing")
