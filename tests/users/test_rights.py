"""Promises about rights: roles add up, and a change of them is noticed at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from revisions.store import snapshot
from users.models import Role, Team, User
from users.rights import Rights, announce, rights_of, role_rights


def role(grants: list[dict[str, Any]], **fields: Any) -> Role:
    return Role(name="A role", grants=grants, **fields)


def rights(*roles: Role) -> Rights:
    return Rights(1, False, frozenset(), tuple(map(role_rights, roles)))


def grant(record_type: str, **levels: Any) -> dict[str, Any]:
    return {"record_type": record_type, **levels}


def test_without_a_role_nothing_is_allowed() -> None:
    nobody = rights()
    assert nobody.level("contacts", "read") == "none"
    assert not nobody.may_create("contacts")


def test_the_highest_level_of_all_roles_wins() -> None:
    both = rights(
        role([grant("contacts", read="all", edit="none")]),
        role([grant("contacts", read="own", edit="team", create=True)]),
    )
    assert both.level("contacts", "read") == "all"
    assert both.level("contacts", "edit") == "team"
    assert both.level("contacts", "delete") == "none"
    assert both.may_create("contacts")


def test_the_star_stands_for_types_that_the_role_does_not_name() -> None:
    some = rights(role([grant("*", read="all"), grant("cases", read="own")]))
    assert some.level("accounts", "read") == "all"
    assert some.level("cases", "read") == "own"


def test_a_field_is_hidden_only_if_every_reading_role_hides_it() -> None:
    hides = role([grant("contacts", read="all")], hidden_fields={"contacts": ["rating", "phone"]})
    hides_less = role([grant("contacts", read="own")], hidden_fields={"*": ["rating"]})
    cannot_read = role([grant("cases", read="all")])
    assert rights(hides, hides_less).hidden("contacts") == {"rating"}
    assert rights(hides, cannot_read).hidden("contacts") == {"rating", "phone"}
    assert rights(hides).hidden("accounts") == frozenset()


def test_a_field_is_read_only_if_it_is_so_in_every_writing_role() -> None:
    guards = role([grant("contacts", edit="all")], read_only_fields={"contacts": ["rating"]})
    creates = role([grant("contacts", create=True)])
    reads = role([grant("contacts", read="all")])
    assert rights(guards, reads).read_only("contacts") == {"rating"}
    assert rights(guards, creates).read_only("contacts") == frozenset()


def test_administrators_may_all_and_nothing_is_hidden_from_them(fresh: None) -> None:
    holder = User.objects.create_user("holder@example.com")
    boss = role([], is_administrator=True, hidden_fields={"contacts": ["rating"]})
    boss.save()
    holder.roles.add(boss)
    root = User.objects.create_superuser("root@example.com")
    for who in (holder, root):
        assert rights_of(who).level("contacts", "delete") == "all"
        assert rights_of(who).may_create("contacts")
        assert rights_of(who).hidden("contacts") == frozenset()


def test_rights_know_the_teams(fresh: None) -> None:
    user, team = User.objects.create_user("a@example.com"), Team.objects.create(name="North")
    user.teams.add(team)
    assert rights_of(user).team_ids == {team.pk}
    assert rights_of(user).user_id == user.pk


def test_rights_are_remembered_until_they_are_announced_to_have_changed(fresh: None) -> None:
    user = User.objects.create_user("a@example.com")
    sales = role([grant("contacts", read="own")])
    sales.save()
    user.roles.add(sales)
    assert rights_of(user).level("contacts", "read") == "own"
    with CaptureQueriesContext(connection) as queries:
        rights_of(user)
    assert len(queries) == 1  # the revisions alone
    Role.objects.update(grants=[grant("contacts", read="all")])
    announce()
    assert rights_of(user).level("contacts", "read") == "all"


def test_inside_a_request_remembered_rights_cost_one_look_at_the_revisions(fresh: None) -> None:
    user = User.objects.create_user("a@example.com")
    rights_of(user)
    token = snapshot.set({})
    try:
        with CaptureQueriesContext(connection) as queries:
            for _ in range(5):
                rights_of(user)
    finally:
        snapshot.reset(token)
    assert len(queries) == 1


def test_the_rights_of_nobody_are_an_error(fresh: None) -> None:
    with pytest.raises(User.DoesNotExist):
        rights_of(User(pk=4_000_000))
