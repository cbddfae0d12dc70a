"""Promises about making and revoking tokens."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apitokens.format import digest
from apitokens.issuing import Terms, issue, revoke
from apitokens.models import Token
from tests.apitokens.conftest import OLD
from users.models import User
from values.refusals import Refused


def test_of_a_token_only_a_digest_under_the_present_pepper_is_stored(owner: User) -> None:
    token, plaintext = issue(owner, "Import")
    row = Token.objects.values().get()
    assert row["digest"] == digest(plaintext, OLD)
    assert row["public_id"] == plaintext[4:16]
    secret = plaintext[17:]
    assert not any(secret in str(value) for value in row.values())
    assert str(token) == "Import"


def test_a_token_may_read_and_write_everywhere_for_366_days_unless_said_otherwise(
    owner: User,
) -> None:
    token, _ = issue(owner, "Import")
    assert token.scopes == ["read", "write"]
    assert token.dialects is None
    assert token.allowed_ips == []
    assert token.rate_limit is None
    left = token.expires_at - timezone.now()
    assert timedelta(days=365, hours=23) < left <= timedelta(days=366)


def test_what_is_said_of_a_token_is_kept(owner: User) -> None:
    terms = Terms(
        scopes=["cases:read"],
        days=3,
        dialects=["native"],
        allowed_ips=["192.0.2.9/24"],
        rate_limit=5,
        by=owner,
    )
    issue(owner, "Import", **terms)
    token = Token.objects.get()
    assert token.scopes == ["cases:read"]
    assert token.dialects == ["native"]
    assert token.allowed_ips == ["192.0.2.0/24"]
    assert token.rate_limit == 5
    assert token.created_by == owner
    assert token.expires_at - timezone.now() <= timedelta(days=3)


def test_only_a_superuser_makes_a_token_of_more_than_366_days(owner: User) -> None:
    for by in (None, owner):
        with pytest.raises(Refused, match="at most 366 days"):
            issue(owner, "Long", days=367, by=by)
    root = User.objects.create_superuser("root@example.com")
    token, _ = issue(owner, "Long", days=1000, by=root)
    assert token.expires_at > timezone.now() + timedelta(days=999)


def refuse(field: str, rule: str, **terms: Any) -> tuple[str, str, dict[str, Any]]:
    return field, rule, terms


@pytest.mark.parametrize(
    ("field", "rule", "terms"),
    [
        refuse("scopes", "In", scopes=["everything"]),
        refuse("scopes", "Required", scopes=[]),
        refuse("expires_at", "Min", days=0),
        refuse("expires_at", "Min", days=-(10**12)),
        refuse("expires_at", "Max", days=10**12),
        refuse("expires_at", "Min", expires_at=timezone.now() - timedelta(seconds=1)),
        refuse("expires_at", "Max", expires_at=timezone.now() + timedelta(days=367)),
        refuse("dialects", "In", dialects=["klingon"]),
        refuse("allowed_ips", "Address", allowed_ips=["here"]),
        refuse("rate_limit", "Max", rate_limit=0),
        refuse("rate_limit", "Number", rate_limit=True),
    ],
)
def test_bad_terms_are_refused(owner: User, field: str, rule: str, terms: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        issue(owner, "Bad", **terms)
    assert {name: [one.rule for one in why] for name, why in caught.value.fields.items()} == {
        field: [rule]
    }
    assert not Token.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b"])
def test_a_token_needs_a_sound_name(owner: User, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        issue(owner, name)


@pytest.mark.parametrize("switch", ["is_active", "api_access"])
def test_who_may_not_use_the_api_gets_no_token(owner: User, switch: str) -> None:
    setattr(owner, switch, False)
    with pytest.raises(Refused, match="user_id"):
        issue(owner, "No")


def test_all_faults_are_told_at_once(owner: User) -> None:
    with pytest.raises(Refused) as caught:
        issue(owner, "", scopes=[], rate_limit=-1)
    assert set(caught.value.fields) == {"name", "scopes", "rate_limit"}


def test_revoking_again_keeps_the_first_date(owner: User) -> None:
    token, _ = issue(owner, "Import")
    revoke(token)
    first = token.revoked_at
    revoke(token)
    assert first is not None
    assert token.revoked_at == first
    assert not token.is_valid
