"""Promises about the dashboard page of the tokens."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apitokens.checking import judge
from apitokens.issuing import issue
from apitokens.models import Token
from users.models import Role, User

ADD = "admin:apitokens_token_add"
LIST = "admin:apitokens_token_changelist"


@pytest.fixture
def administrator(owner: User) -> User:
    user = User.objects.create_user("boss@example.com")
    user.roles.add(Role.objects.create(name="Administrator", is_administrator=True))
    return user


@pytest.fixture
def dashboard(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def token_form(owner: User, **changes: Any) -> dict[str, Any]:
    return {"name": "Import", "user": owner.pk, "way": "read write"} | changes


def errors(reply: Any) -> dict[str, list[str]]:
    return dict(reply.context["form"].errors)


def shown_token(reply: HttpResponse) -> str:
    [plaintext] = re.findall(r'value="(crm_\w+)"', reply.content.decode())
    return str(plaintext)


def listed(client: Client, **parameters: Any) -> str:
    reply = client.get(reverse(LIST), parameters)
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_token_is_shown_once_and_works(
    dashboard: Client, owner: User, administrator: User
) -> None:
    reply = dashboard.post(reverse(ADD), token_form(owner))
    assert reply.status_code == 200
    assert "you will not see it again" in reply.content.decode()
    assert "no-store" in reply["Cache-Control"]
    plaintext = shown_token(reply)  # type: ignore[arg-type]
    identity = judge(plaintext, "192.0.2.7")
    assert identity is not None
    assert identity.user == owner
    token = Token.objects.get()
    assert token.created_by == administrator
    later = listed(dashboard, show="all")
    assert "Import" in later and plaintext[:16] in later
    assert plaintext[17:] not in later and token.digest not in later


def test_the_plaintext_stays_out_of_cookies_and_sessions(dashboard: Client, owner: User) -> None:
    plaintext = shown_token(dashboard.post(reverse(ADD), token_form(owner)))  # type: ignore[arg-type]
    assert plaintext not in dashboard.cookies.output()
    assert plaintext not in str(dict(dashboard.session))


def test_what_the_form_says_is_kept(dashboard: Client, owner: User) -> None:
    last_day = (timezone.now() + timedelta(days=10)).date()
    form = token_form(
        owner,
        way="some",
        scopes="contacts:read, cases:write",
        expires_at=f"{last_day}T12:00",
        dialects=["native"],
        allowed_ips="192.0.2.0/24\n2001:db8::/32",
        rate_limit="50",
    )
    assert dashboard.post(reverse(ADD), form).status_code == 200
    token = Token.objects.get()
    assert token.scopes == ["contacts:read", "cases:write"]
    assert token.expires_at.date() == last_day
    assert token.dialects == ["native"]
    assert token.allowed_ips == ["192.0.2.0/24", "2001:db8::/32"]
    assert token.rate_limit == 50


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("name", {"name": ""}, "required"),
        ("way", {"way": "any"}, "any"),
        ("scopes", {"way": "some", "scopes": "everything"}, "is not read, write"),
        ("scopes", {"way": "some", "scopes": ""}, "Required"),
        ("allowed_ips", {"allowed_ips": "here"}, "neither an address nor a network"),
        ("rate_limit", {"rate_limit": "0"}, "from 1"),
        ("expires_at", {"expires_at": "2999-01-01T00:00"}, "at most 366"),
        ("expires_at", {"expires_at": "1999-01-01T00:00"}, "future"),
        ("dialects", {"dialects": ["klingon"]}, "klingon"),
        ("user", {"user": "987654321"}, "valid choice"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(
    dashboard: Client, owner: User, field: str, changes: dict[str, Any], words: str
) -> None:
    reply = dashboard.post(reverse(ADD), token_form(owner, **changes))
    assert words in " ".join(errors(reply)[field])
    assert not Token.objects.exists()


def test_a_user_without_access_is_told_at_the_owner(dashboard: Client, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(api_access=False)
    reply = dashboard.post(reverse(ADD), token_form(owner))
    assert "API access is off" in " ".join(errors(reply)["user"])


def test_tokens_are_revoked_from_the_list(dashboard: Client, owner: User) -> None:
    token, plaintext = issue(owner, "Import")
    assert judge(plaintext, "192.0.2.7") is not None
    place = reverse("admin:apitokens_token_revoke", args=[token.pk])
    assert dashboard.get(place).status_code == 405
    assert dashboard.post(place, {"show": "all"})["Location"].endswith("?show=all")
    assert judge(plaintext, "192.0.2.7") is None
    assert plaintext[:16] not in listed(dashboard, show="all")
    assert dashboard.post(place).status_code == 404


def test_whom_the_api_is_open_to_makes_and_sees_his_own_only(
    owner: User, administrator: User
) -> None:
    User.objects.filter(pk=administrator.pk).update(api_access=True)
    administrator.refresh_from_db()
    other, plaintext = issue(administrator, "not yours")
    client = Client()
    client.force_login(owner)

    form = {"name": "Mine", "way": "read", "user": administrator.pk, "rate_limit": "9"}
    reply = client.post(reverse(ADD), form)

    assert judge(shown_token(reply), "192.0.2.7").user == owner  # type: ignore[arg-type, union-attr]
    assert Token.objects.latest("pk").rate_limit is None
    assert "Mine" in listed(client) and "not yours" not in listed(client)
    for show in ("all", "orphans"):
        assert client.get(reverse(LIST), {"show": show}).status_code == 403
    place = reverse("admin:apitokens_token_revoke", args=[other.pk])
    assert client.post(place).status_code == 404
    assert judge(plaintext, "192.0.2.7") is not None


def test_whom_the_api_is_closed_to_has_no_page_of_tokens(owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(api_access=False)
    client = Client()
    client.force_login(owner)
    assert client.get(reverse(LIST)).status_code == 403
    assert client.post(reverse(ADD), token_form(owner)).status_code == 403
    assert not Token.objects.exists()


def test_tokens_that_nobody_needs_are_listed_as_orphans(dashboard: Client, owner: User) -> None:
    gone = User.objects.create_user("gone@example.com", api_access=True)
    for user, name in ((owner, "Sync 1"), (owner, "Sync 2"), (owner, "Sync 3"), (gone, "Sync 4")):
        issue(user, name)
    now = timezone.now()
    Token.objects.exclude(name="Sync 2").update(last_used_at=now - timedelta(days=89))
    Token.objects.filter(name="Sync 3").update(last_used_at=now - timedelta(days=91))
    User.objects.filter(pk=gone.pk).update(is_active=False)

    page = listed(dashboard, show="orphans")
    assert [one in page for one in ("Sync 1", "Sync 2", "Sync 3", "Sync 4")] == [
        *(False, True, True, True),
    ]
    found = listed(dashboard, show="all", search="GONE@")
    assert "Sync 4" in found and "Sync 1" not in found
    assert "Nothing found" in listed(dashboard, show="all", search="nobody\x00")


def test_a_superusers_tokens_are_his_own_business(dashboard: Client) -> None:
    superuser = User.objects.create_superuser("root@example.com")
    reply = dashboard.post(reverse(ADD), token_form(superuser))
    assert "only superusers" in " ".join(errors(reply)["user"])
