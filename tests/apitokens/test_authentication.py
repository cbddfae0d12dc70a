"""Promises about how a request shows who calls."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from apitokens.authentication import (
    ApiKeyAuthentication,
    BearerAuthentication,
    SessionAuthentication,
)
from apitokens.format import make
from apitokens.identity import TokenIdentity
from apitokens.issuing import issue
from users.models import User
from values.refusals import Unanswerable


class RankingAuthentication(BearerAuthentication):
    """A dialect that has its own order for several credentials, and its own word."""

    one_credential = False
    scheme = "Token"
    dialect = "ranking"


CLASSES = (BearerAuthentication, ApiKeyAuthentication, SessionAuthentication)


def ask(user: User | None = None, classes: Any = CLASSES, **headers: Any) -> Request:
    """A request with these headers, perhaps in a user's session."""
    plain = RequestFactory().get("/api/contacts", headers=headers)
    return wrap(plain, user, classes)


def wrap(plain: HttpRequest, user: User | None, classes: Any = CLASSES) -> Request:
    plain.user = user or AnonymousUser()
    return Request(plain, authenticators=[one() for one in classes])


@pytest.fixture
def plaintext(owner: User) -> str:
    return issue(owner, "Import")[1]


@pytest.mark.parametrize("form", ["Bearer {}", "bearer {}", "BEARER   {} ", "Bearer 31|{}"])
def test_a_bearer_token_is_taken(owner: User, plaintext: str, form: str) -> None:
    request = ask(authorization=form.format(plaintext))
    assert request.user == owner
    assert isinstance(request.auth, TokenIdentity)
    assert request.auth.name == "Import"


def test_the_same_token_is_taken_as_an_api_key(owner: User, plaintext: str) -> None:
    assert ask(x_api_key=plaintext).user == owner


def test_a_dialect_says_only_where_the_token_stands(owner: User, plaintext: str) -> None:
    classes = [RankingAuthentication]
    assert ask(classes=classes, authorization=f"Token {plaintext}").user == owner
    assert not ask(classes=classes, authorization=f"Bearer {plaintext}").user.is_authenticated


def test_without_a_credential_nobody_calls() -> None:
    request = ask()
    assert isinstance(request.user, AnonymousUser)
    assert request.auth is None


WRONG = [
    "Bearer",
    "Bearer ",
    "Bearer x",
    f"Bearer crm_{'a' * 12}_{'b' * 46}",
    "Bearer " + "x" * 16 * 1024,
    "Bearer crm_\x00",
    "Bearer crm_é",
    "Bearer \udcff",
    "Bearer a b",
    "Bearer 1|",
]


@pytest.mark.parametrize("header", WRONG)
def test_whatever_is_wrong_is_refused_in_the_same_words(header: str) -> None:
    with pytest.raises(AuthenticationFailed) as caught:
        _ = ask(authorization=header).user
    assert str(caught.value) == "A valid token is required."
    assert caught.value.status_code == 401


def test_an_unknown_token_is_refused_in_the_same_words(owner: User) -> None:
    with pytest.raises(AuthenticationFailed, match=r"^A valid token is required\.$"):
        _ = ask(authorization=f"Bearer {make().plaintext}").user


@pytest.mark.parametrize("header", ["", "Basic b25lOnR3bw==", "\x00", "x" * 16 * 1024, "é", ","])
def test_another_scheme_makes_nobody_of_the_caller_and_of_his_session(header: str) -> None:
    request = ask(User(pk=1, email="ann@example.com"), authorization=header)
    assert isinstance(request.user, AnonymousUser)


def test_a_401_asks_for_a_bearer_token() -> None:
    request = ask()
    for one in CLASSES:
        assert one().authenticate_header(request) == "Bearer"


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer a", "x_api_key": "b"},
        {"authorization": "Basic a", "x_api_key": "b"},
        {"authorization": "Bearer a,Bearer b"},
        {"authorization": "Basic a, Bearer b"},
        {"x_api_key": "a,b"},
    ],
)
def test_two_credentials_are_one_too_many(headers: dict[str, Any]) -> None:
    request = ask(**headers)
    with pytest.raises(Unanswerable):
        _ = request.user
    assert isinstance(request.user, AnonymousUser)  # an error page may ask again
    assert request.auth is None


def test_a_dialect_may_rank_two_credentials_itself(owner: User, plaintext: str) -> None:
    request = ask(
        classes=[RankingAuthentication], authorization=f"Token {plaintext}", x_api_key="b"
    )
    assert request.user == owner


def test_a_session_calls_without_a_token(owner: User) -> None:
    request = ask(owner)
    assert request.user == owner
    assert request.auth is None


def test_a_session_is_not_looked_at_beside_a_token(owner: User, plaintext: str) -> None:
    stranger = User.objects.create_user("stranger@example.com")
    assert ask(stranger, authorization=f"Bearer {plaintext}").user == owner
    with pytest.raises(AuthenticationFailed):
        _ = ask(stranger, authorization="Bearer wrong").user


def test_a_session_of_an_inactive_user_is_none(owner: User) -> None:
    owner.is_active = False
    assert isinstance(ask(owner).user, AnonymousUser)


def test_writing_by_session_needs_the_csrf_token(owner: User) -> None:
    plain = RequestFactory(enforce_csrf_checks=True).post("/api/contacts")
    with pytest.raises(PermissionDenied):
        _ = wrap(plain, owner).user


def test_writing_by_token_needs_none(owner: User, plaintext: str) -> None:
    plain = RequestFactory(enforce_csrf_checks=True).post(
        "/api/contacts",
        headers={
            "authorization": f"Bearer {plaintext}",
            "origin": "https://elsewhere.example",
            "referer": "https://elsewhere.example/",
        },
    )
    assert wrap(plain, None).user == owner


def test_the_clients_address_is_judged_behind_trusted_proxies_only(owner: User) -> None:
    _, plaintext = issue(owner, "Import", allowed_ips=["192.0.2.7"])
    headers = {"authorization": f"Bearer {plaintext}", "x_forwarded_for": "192.0.2.7"}
    for socket, opens in (("10.1.2.3", True), ("198.51.100.1", False)):
        plain = RequestFactory(REMOTE_ADDR=socket).get("/api/contacts", headers=headers)
        request = wrap(plain, None)
        if opens:
            assert request.user == owner
        else:
            with pytest.raises(AuthenticationFailed):
                _ = request.user


def test_a_token_of_another_dialect_is_refused(owner: User) -> None:
    _, plaintext = issue(owner, "Import", dialects=["native"])
    with pytest.raises(AuthenticationFailed):
        _ = ask(classes=[RankingAuthentication], authorization=f"Token {plaintext}").user
