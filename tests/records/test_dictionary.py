"""The data dictionary tells each caller what exists for him, and nothing else."""

from typing import Any

import pytest

from records.access import Caller, caller_of
from records.dictionary import Entry, describe_type, type_for, types_for
from users.models import Role, User
from users.rights import announce
from values.refusals import Missing

pytestmark = pytest.mark.django_db


def caller(**fields: Any) -> Caller:
    user = User.objects.create_user("ada@example.com", **fields)
    announce()
    return caller_of(user, None, "native", "r1")


def entries(name: str, asking: Caller) -> dict[str, Entry]:
    description = describe_type(type_for(name, asking), asking)
    return {one.field.name: one for one in description.entries}


def test_everybody_reads_the_types_that_are_open_to_all() -> None:
    names = {one.name for one in types_for(caller())}

    assert {"users", "teams", "tags", "currencies"} <= names
    assert "roles" not in names


def test_administrators_read_roles_too() -> None:
    assert "roles" in {one.name for one in types_for(caller(is_superuser=True))}


def test_a_type_that_the_caller_may_not_read_is_missing_like_one_that_is_not_there() -> None:
    asking = caller()

    with pytest.raises(Missing):
        type_for("roles", asking)
    with pytest.raises(Missing):
        type_for("rolls", asking)


def test_operators_follow_the_kind_of_value() -> None:
    found = entries("users", caller())

    assert found["is_active"].operators == ("eq", "in")
    assert found["created_at"].operators == ("eq", "in", "gt", "gte", "lt", "lte", "between")
    assert "contains" in found["email"].operators


def test_a_password_can_be_written_but_not_asked_for() -> None:
    password = entries("users", caller())["password"]

    assert not password.read_only
    assert not password.operators and not password.field.sortable


def test_fixed_words_stand_as_options() -> None:
    options = entries("users", caller())["kind"].options

    assert options is not None
    assert [one["id"] for one in options] == ["regular", "admin", "api", "system"]


def test_relations_name_their_target() -> None:
    found = entries("users", caller())

    assert found["team_ids"].relation == "teams"
    assert found["email"].relation is None


def test_a_hidden_field_is_absent() -> None:
    grants = [{"record_type": "users", "read": "all"}]
    asking = User.objects.create_user("bob@example.com")
    asking.roles.add(
        Role.objects.create(name="R", grants=grants, hidden_fields={"users": ["locale"]})
    )
    announce()

    assert "locale" not in entries("users", caller_of(asking, None, "native", "r1"))
