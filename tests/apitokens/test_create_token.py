"""Promises about the operator's command for a token."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from apitokens.checking import judge
from apitokens.models import Token
from users.models import User


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("create_token", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_a_token_that_works_and_nothing_else(owner: User) -> None:
    printed = run("OWNER@example.com", "--name", "Import")
    assert printed.endswith("\n")
    assert printed.count("\n") == 1
    identity = judge(printed.strip(), "192.0.2.7")
    assert identity is not None
    assert (identity.user, identity.name, identity.scopes) == (owner, "Import", ("read", "write"))


def test_a_read_only_token_of_some_days(owner: User) -> None:
    run("owner@example.com", "--name", "Import", "--read-only", "--days", "1000")
    token = Token.objects.get()
    assert token.scopes == ["read"]
    assert timedelta(days=999) < token.expires_at - timezone.now() <= timedelta(days=1000)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody@example.com", "--name", "x"], "There is no user 'nobody@example.com'"),
        (["owner@example.com", "--name", "x", "--days", "0"], "--days"),
        (["owner@example.com", "--name", "x", "--days", "soon"], "--days"),
        (["owner@example.com", "--name", "x", "--days", "-1"], "--days"),
        (["owner@example.com", "--name", "x", "--days", "٣"], "--days"),
        (["owner@example.com", "--name", "x", "--days", "99999999999"], "at most"),
        (["owner@example.com", "--name", ""], "name"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    owner: User, arguments: list[str], words: str
) -> None:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not Token.objects.exists()


def test_an_inactive_user_gets_no_token(owner: User) -> None:
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="is not active"):
        run("owner@example.com", "--name", "x")


def test_where_api_access_is_off_it_says_how_to_turn_it_on(owner: User) -> None:
    User.objects.update(api_access=False)
    with pytest.raises(CommandError, match=f"/admin/users/user/{owner.pk}/change/"):
        run("owner@example.com", "--name", "x")
