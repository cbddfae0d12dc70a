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
    return {"name": "Import", "user": owner.pk, "scopes": "read write"} | changes


def errors(reply: Any) -> dict[str, list[str]]:
    return dict(reply.context["adminform"].form.errors)


def shown_token(reply: HttpResponse) -> str:
    [plaintext] = re.findall(r'value="(crm_\w+)"', reply.content.decode())
    return str(plaintext)


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
    for page in (reverse(LIST), reverse("admin:apitokens_token_change", args=[token.pk])):
        later = dashboard.get(page)
        assert later.status_code == 200
        assert plaintext[17:] not in later.content.decode()
        assert token.digest not in later.content.decode()


def test_the_plaintext_stays_out_of_cookies_and_sessions(dashboard: Client, owner: User) -> None:
    plaintext = shown_token(dashboard.post(reverse(ADD), token_form(owner)))  # type: ignore[arg-type]
    assert plaintext not in dashboard.cookies.output()
    assert plaintext not in str(dict(dashboard.session))


def test_what_the_form_says_is_kept(dashboard: Client, owner: User) -> None:
    last_day = (timezone.now() + timedelta(days=10)).date()
    form = token_form(
        owner,
        scopes="contacts:read, cases:write",
        expires_at_0=last_day.isoformat(),
        expires_at_1="12:00:00",
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
        ("scopes", {"scopes": "everything"}, "is not read, write"),
        ("allowed_ips", {"allowed_ips": "here"}, "neither an address nor a network"),
        ("rate_limit", {"rate_limit": "0"}, "from 1"),
        ("expires_at", {"expires_at_0": "2999-01-01", "expires_at_1": "00:00"}, "at most 366"),
        ("expires_at", {"expires_at_0": "1999-01-01", "expires_at_1": "00:00"}, "future"),
        ("dialects", {"dialects": ["klingon"]}, "klingon"),
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
    form = {"action": "revoke_selected", "_selected_action": [token.pk]}
    assert dashboard.post(reverse(LIST), form).status_code == 302
    assert judge(plaintext, "192.0.2.7") is None


def test_a_token_is_neither_edited_nor_deleted(dashboard: Client, owner: User) -> None:
    token, _ = issue(owner, "Import", scopes=["read"])
    change = reverse("admin:apitokens_token_change", args=[token.pk])
    assert dashboard.post(change, token_form(owner)).status_code == 403
    delete = reverse("admin:apitokens_token_delete", args=[token.pk])
    assert dashboard.post(delete, {"post": "yes"}).status_code == 403
    token.refresh_from_db()
    assert token.scopes == ["read"]


def test_whom_the_api_is_open_to_makes_and_sees_his_own_only(
    owner: User, administrator: User
) -> None:
    User.objects.filter(pk=administrator.pk).update(api_access=True)
    administrator.refresh_from_db()
    issue(administrator, "not yours")
    client = Client()
    client.force_login(owner)

    reply = client.post(reverse(ADD), {"name": "Mine", "scopes": "read", "user": administrator.pk})

    assert judge(shown_token(reply), "192.0.2.7").user == owner  # type: ignore[arg-type, union-attr]
    listed = client.get(reverse(LIST)).content.decode()
    assert "Mine" in listed and "not yours" not in listed


def test_whom_the_api_is_closed_to_has_no_page_of_tokens(owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(api_access=False)
    client = Client()
    client.force_login(owner)
    assert client.get(reverse(LIST)).status_code == 403
    assert client.post(reverse(ADD), token_form(owner)).status_code == 403
    assert not Token.objects.exists()
