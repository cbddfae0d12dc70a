"""Promises about the verdict on a token."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from apitokens.checking import judge
from apitokens.format import checksum, make, pepper_id
from apitokens.issuing import Terms, issue, revoke
from apitokens.models import Token
from revisions.store import bump, snapshot
from tests.apitokens.conftest import NEW, OLD
from users.models import User
from users.rights import announce

HERE = "192.0.2.7"


@contextmanager
def request() -> Iterator[CaptureQueriesContext]:
    """The queries of a request: the revisions are looked at once."""
    token = snapshot.set({})
    try:
        with CaptureQueriesContext(connection) as queries:
            yield queries
    finally:
        snapshot.reset(token)


def test_a_token_stands_for_its_owner(owner: User) -> None:
    token, plaintext = issue(owner, "Import", scopes=["cases:read"], rate_limit=9)
    identity = judge(plaintext, HERE)
    assert identity is not None
    assert (identity.id, identity.name, identity.user) == (token.pk, "Import", owner)
    assert (identity.scopes, identity.rate_limit) == (("cases:read",), 9)
    assert identity.dialects is None
    assert identity.expires_at == token.expires_at


def test_a_wrong_checksum_is_refused_without_a_query() -> None:
    plaintext = make().plaintext
    wrong = plaintext[:-1] + ("0" if plaintext[-1] != "0" else "1")
    assert judge(wrong, HERE) is None  # without the db fixture a query would fail the test


def test_an_unknown_token_is_refused(owner: User) -> None:
    assert judge(make().plaintext, HERE) is None


def test_a_token_with_a_guessed_secret_is_refused(owner: User) -> None:
    token, _ = issue(owner, "Import")
    body = f"crm_{token.public_id}_{'0' * 40}"
    assert judge(body + checksum(body), HERE) is None


def test_once_known_a_token_costs_one_look_at_the_revisions(owner: User) -> None:
    _, plaintext = issue(owner, "Import")
    judge(plaintext, HERE)
    with request() as queries:
        assert judge(plaintext, HERE) is not None
    assert len(queries) == 1


def test_a_token_expires_to_the_second(owner: User) -> None:
    token, plaintext = issue(owner, "Import", days=1)
    with time_machine.travel(token.expires_at - timedelta(seconds=1), tick=False):
        assert judge(plaintext, HERE) is not None
    with time_machine.travel(token.expires_at, tick=False):
        assert judge(plaintext, HERE) is None


def test_a_revoked_token_is_refused(owner: User) -> None:
    token, plaintext = issue(owner, "Import")
    _, untouched = issue(owner, "Other")
    assert judge(plaintext, HERE) is not None
    revoke(token)
    assert judge(plaintext, HERE) is None
    assert judge(untouched, HERE) is not None


@pytest.mark.parametrize("switch", ["is_active", "api_access"])
def test_a_token_goes_with_its_owners_access(owner: User, switch: str) -> None:
    _, plaintext = issue(owner, "Import")
    assert judge(plaintext, HERE) is not None
    User.objects.update(**{switch: False})
    announce()
    assert judge(plaintext, HERE) is None


def test_a_token_goes_with_its_owner(owner: User) -> None:
    _, plaintext = issue(owner, "Import")
    assert judge(plaintext, HERE) is not None
    owner.delete()
    announce()
    assert judge(plaintext, HERE) is None


@pytest.mark.parametrize(
    ("networks", "address", "opens"),
    [
        (["192.0.2.0/24"], "192.0.2.255", True),
        (["192.0.2.0/24"], "192.0.3.0", False),
        (["192.0.2.7"], "::ffff:192.0.2.7", True),
        (["2001:db8::/32", "192.0.2.7"], "2001:db8:1::1", True),
        (["2001:db8::/32"], "2001:db9::1", False),
        (["0.0.0.0/0"], "2001:db8::1", False),
        (["192.0.2.0/24"], "", False),
        ([], "", True),
    ],
)
def test_a_token_opens_from_its_addresses_only(
    owner: User, networks: list[str], address: str, opens: bool
) -> None:
    _, plaintext = issue(owner, "Import", allowed_ips=networks)
    assert (judge(plaintext, address) is not None) is opens


def test_a_token_opens_its_dialects_only(owner: User) -> None:
    _, one = issue(owner, "One", dialects=["native"])
    _, all_of_them = issue(owner, "All", **Terms(dialects=[]))
    assert judge(one, HERE, "native") is not None
    assert judge(one, HERE, "spotler") is None
    assert judge(one, HERE) is not None
    assert judge(all_of_them, HERE, "spotler") is not None


def test_a_new_pepper_leaves_tokens_valid_and_takes_them_over_as_they_are_used(
    owner: User, settings: Settings
) -> None:
    used, plaintext = issue(owner, "Used")
    _, unused = issue(owner, "Unused")
    settings.CRM_TOKEN_PEPPERS = [NEW, OLD]
    assert judge(plaintext, HERE) is not None
    used.refresh_from_db()
    assert used.pepper_id == pepper_id(NEW)
    settings.CRM_TOKEN_PEPPERS = [NEW]
    bump("tokens")  # as good as a process that starts anew
    assert judge(plaintext, HERE) is not None
    assert judge(unused, HERE) is None


def test_a_removed_pepper_ends_its_tokens(owner: User, settings: Settings) -> None:
    _, plaintext = issue(owner, "Import")
    settings.CRM_TOKEN_PEPPERS = [NEW]
    assert judge(plaintext, HERE) is None


def test_the_last_use_is_written_at_most_once_a_minute(owner: User) -> None:
    token, plaintext = issue(owner, "Import")
    start = timezone.now().replace(microsecond=0)
    seen = []
    with time_machine.travel(start, tick=False) as clock:
        for seconds in (0, 30, 29, 1):
            clock.shift(timedelta(seconds=seconds))
            with request() as queries:
                judge(plaintext, HERE)
            token.refresh_from_db()
            writes = sum(query["sql"].startswith("UPDATE") for query in queries)
            assert token.last_used_at is not None
            seen.append(((token.last_used_at - start).seconds, writes))
    assert seen == [(0, 1), (0, 0), (0, 0), (60, 1)]


def test_processes_share_the_minute_of_the_last_use(owner: User) -> None:
    token, plaintext = issue(owner, "Import")
    start = timezone.now().replace(microsecond=0)
    Token.objects.update(last_used_at=start - timedelta(seconds=30))  # as another process did
    with time_machine.travel(start, tick=False):
        judge(plaintext, HERE)
    token.refresh_from_db()
    assert token.last_used_at == start - timedelta(seconds=30)


def test_a_refused_use_is_not_a_use(owner: User) -> None:
    token, plaintext = issue(owner, "Import", allowed_ips=["198.51.100.1"])
    judge(plaintext, HERE)
    token.refresh_from_db()
    assert token.last_used_at is None
