"""Apps sign people in: one answer to all that is wrong, pairs that are good once, and a lock."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import time_machine
from django.test import Client
from pytest_django import Settings
from rest_framework_simplejwt.tokens import Token as Jwt

from apitokens import signins
from apitokens.jwts import Access, Refresh, keyring, secrets
from apitokens.models import SignIn
from idempotency.models import Keyed
from tests.calls import Api, Reply
from tests.people import Person
from users.models import User

PASSWORD = "a horse, a battery, a staple"
PATH = "/api/auth/token"


@pytest.fixture
def ann(owner: Person) -> User:
    """Somebody with a password and API access."""
    owner.user.set_password(PASSWORD)
    owner.user.save()
    return owner.user


def sign_in(**body: Any) -> Reply:
    """The reply to a sign-in of Ann, or of whoever is named."""
    return Api().post(PATH, {"email": "owner@example.com", "password": PASSWORD} | body)


def told(reply: Reply) -> tuple[int, Any, Any]:
    """A reply but for the id of its request and where the limit stands."""
    body = {name: one for name, one in reply.body.items() if name != "request_id"}
    return reply.status, body, reply.headers.get("WWW-Authenticate")


def opens(access: str) -> bool:
    """Whether an access token opens the API now."""
    reply = Api(access).get("/api/accounts")
    assert reply.status in (200, 401)
    return reply.status == 200


def test_a_pair_opens_the_api_and_is_renewed_once(ann: User) -> None:
    first = sign_in()
    assert first.status == 200 and set(first.body) == {"access", "refresh"}
    assert first.headers["Cache-Control"] == "no-store"
    assert "X-RateLimit-Limit" in first.headers
    me = Api(first.body["access"]).get("/api/me").body
    assert (me["id"], me["token"]) == (ann.pk, None)
    ann.refresh_from_db()
    assert ann.last_login is not None

    second = Api().post(f"{PATH}/refresh", {"refresh": first.body["refresh"]})
    assert second.status == 200
    assert len({*first.body.values(), *second.body.values()}) == 4
    assert opens(first.body["access"]) and opens(second.body["access"])


def test_a_refresh_token_used_twice_ends_the_whole_sign_in(ann: User) -> None:
    first, other = sign_in().body, sign_in().body
    second = Api().post(f"{PATH}/refresh", {"refresh": first["refresh"]}).body

    for refresh in (first["refresh"], second["refresh"]):
        assert Api().post(f"{PATH}/refresh", {"refresh": refresh}).status == 401
    assert not opens(first["access"]) and not opens(second["access"])
    assert opens(other["access"])


def test_signing_out_ends_both_tokens(ann: User) -> None:
    pair = sign_in().body

    assert Api().post(f"{PATH}/revoke", {"refresh": pair["refresh"]}).body == {}
    assert not opens(pair["access"])
    for word in ("refresh", "revoke"):
        assert Api().post(f"{PATH}/{word}", {"refresh": pair["refresh"]}).status == 401


def test_the_username_signs_in_as_well(ann: User) -> None:
    body = {"username": ann.username.upper(), "password": PASSWORD}
    assert Api().post(PATH, body).status == 200


def test_a_wrong_password_and_every_other_hindrance_read_the_same(
    ann: User, stranger: Person, colleague: Person
) -> None:
    for person, column in ((stranger, "is_active"), (colleague, "api_access")):
        person.user.set_password(PASSWORD)
        setattr(person.user, column, False)
        person.user.save()

    replies = [sign_in(password="wrong"), sign_in(email="nobody@example.com")]
    replies += [sign_in(email=f"{one}@example.com") for one in ("stranger", "colleague")]
    assert all(told(one) == told(replies[0]) for one in replies)
    assert told(replies[0])[0] == 401 and told(replies[0])[2] == "Bearer"
    assert not SignIn.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "named"),
    [
        ({"email": "a@example.com"}, 422, {"password"}),
        ({"password": "x"}, 422, {"email"}),
        ({"email": "", "password": "x"}, 422, {"email"}),
        ({"email": 5, "password": ["x"]}, 422, {"email", "password"}),
        ({"email": "a@example.com", "password": "x" * 5000}, 422, {"password"}),
        ({"email": "a@example.com", "username": "a", "password": "x"}, 400, None),
        ({"email": "a@example.com", "password": "x", "remember": True}, 400, None),
        (["email"], 400, None),
        (b'{"email": "a", "email": "b", "password": "x"}', 400, None),
        (b"", 400, None),
    ],
)
def test_a_body_is_read_strictly(db: None, body: Any, status: int, named: set[str] | None) -> None:
    reply = Api().post(PATH, body)

    assert reply.status == status
    assert named is None or reply.refused == named


def test_failures_lock_this_account_from_this_address_only(ann: User, stranger: Person) -> None:
    stranger.user.set_password(PASSWORD)
    stranger.user.save()
    statuses = [sign_in(password="wrong").status for _ in range(5)]
    assert statuses == [401, 401, 401, 401, 429]

    locked = sign_in()
    assert (locked.status, locked.body["type"]) == (429, "Limit error")
    assert 0 < int(locked.headers["Retry-After"]) <= 900
    assert sign_in(email="OWNER@example.com").status == 429
    assert sign_in(email="stranger@example.com").status == 200
    elsewhere = Api()
    elsewhere.client.defaults["REMOTE_ADDR"] = "2001:db8:1:2::5"
    assert elsewhere.post(PATH, {"email": "owner@example.com", "password": PASSWORD}).status == 200
    assert Api(signins.begin(ann).access).get("/api/me").status == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=15, seconds=5)):
        assert sign_in().status == 200


def test_one_network_of_ipv6_is_one_client_and_a_success_forgets_failures(ann: User) -> None:
    api = Api()
    for number in range(4):
        api.client.defaults["REMOTE_ADDR"] = f"2001:db8:1:2::{number}"
        assert api.post(PATH, {"username": ann.username, "password": "wrong"}).status == 401
    assert api.post(PATH, {"username": ann.username, "password": PASSWORD}).status == 200
    for number in range(5):
        api.client.defaults["REMOTE_ADDR"] = f"2001:db8:1:2:{number}::"
        last = api.post(PATH, {"username": ann.username, "password": "wrong"})
    assert last.status == 429


def test_failures_count_and_replies_are_not_kept_under_an_idempotency_key(
    ann: User, owner: Person
) -> None:
    api = Api(owner.token)
    api.client.defaults["HTTP_IDEMPOTENCY_KEY"] = "again"
    body = {"email": "owner@example.com", "password": PASSWORD}

    assert len({api.post(PATH, body).body["refresh"] for _ in range(2)}) == 2
    assert [api.post(PATH, body | {"password": "no"}).status for _ in range(5)][-1] == 429
    assert not Keyed.objects.exists()


def new_password(user: User) -> None:
    user.set_password("another horse, another staple")


def inactive(user: User) -> None:
    user.is_active = False


def closed(user: User) -> None:
    user.api_access = False


@pytest.mark.parametrize("change", [new_password, inactive, closed])
def test_what_changes_with_a_user_ends_his_sign_ins(ann: User, change: Any) -> None:
    pair = sign_in().body
    assert opens(pair["access"])
    change(ann)
    ann.save()

    assert not opens(pair["access"])
    assert Api().post(f"{PATH}/refresh", {"refresh": pair["refresh"]}).status == 401


def test_a_password_changed_over_the_api_ends_sign_ins_and_sessions(
    ann: User, administrator: Person
) -> None:
    pair, browser = sign_in().body, Client()
    browser.force_login(ann)
    assert browser.get("/api/me").status_code == 200 and opens(pair["access"])
    body = {"password": "another horse, another staple"}
    assert Api(administrator.token).patch(f"/api/users/{ann.pk}", body).status == 200

    assert not opens(pair["access"]) and browser.get("/api/me").status_code == 401
    assert Api().post(f"{PATH}/refresh", {"refresh": pair["refresh"]}).status == 401
    assert sign_in(**body).status == 200


def test_who_was_let_out_is_not_signed_in_when_he_is_let_in_again(
    ann: User, administrator: Person, stranger: Person
) -> None:
    pair, browser, other = sign_in().body, Client(), Client()
    browser.force_login(ann)
    other.force_login(stranger.user)
    for is_active in (False, True):
        body = {"is_active": is_active}
        assert Api(administrator.token).patch(f"/api/users/{ann.pk}", body).status == 200
        assert not opens(pair["access"]) and browser.get("/api/me").status_code == 401
        assert Api().post(f"{PATH}/refresh", {"refresh": pair["refresh"]}).status == 401
    assert other.get("/api/me").status_code == 200
    assert sign_in().status == 200


def test_lifetimes_are_those_of_the_contract(ann: User) -> None:
    start = datetime.now(UTC).replace(microsecond=0)
    with time_machine.travel(start, tick=False):
        pair = sign_in().body
    for kept, word in ((timedelta(minutes=15), "access"), (timedelta(days=14), "refresh")):
        for late, status in ((timedelta(seconds=-1), 200), (timedelta(), 401)):
            with time_machine.travel(start + kept + late, tick=False):
                reply = (
                    Api(pair["access"]).get("/api/me")
                    if word == "access"
                    else Api().post(f"{PATH}/refresh", {"refresh": pair["refresh"]})
                )
                assert reply.status == status, (word, late)


def test_an_older_secret_still_reads_what_it_signed(ann: User, settings: Settings) -> None:
    pair = sign_in().body
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of the suite, of 32 or more"
    assert opens(pair["access"])
    assert Api().post(f"{PATH}/refresh", {"refresh": pair["refresh"]}).status == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert not opens(pair["access"])


def part(value: Any) -> str:
    """JSON as a part of a JWT."""
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def forged(ann: User) -> Iterator[tuple[str, str]]:
    """Tokens that open nothing, each with what is wrong with it."""
    pair = signins.begin(ann)
    key = keyring(secrets()).signing_key
    head, body, signature = pair.access.split(".")
    claims: dict[str, Any] = json.loads(urlsafe_b64decode(body + "=="))

    def signed(changes: dict[str, Any], *without: str, by: Any = key, how: str = "HS256") -> str:
        mine = {name: one for name, one in claims.items() if name not in without}
        return jwt.encode(mine | changes, by, algorithm=how)

    assert opens(signed({}))  # so that what follows fails for its own fault
    yield "no algorithm", f"{part({'alg': 'none', 'typ': 'JWT'})}.{body}."
    yield "no algorithm, signed", f"{part({'alg': 'none', 'typ': 'JWT'})}.{body}.{signature}"
    yield "another algorithm", signed({}, how="HS512")
    yield "another key", signed({}, by="k" * 64)
    yield "the raw secret as key", signed({}, by=secrets()[0])
    yield "refresh for access", pair.refresh
    yield "another body", f"{head}.{part(claims | {'sub': '1'})}.{signature}"
    for name in ("exp", "iss", "aud", "sub", "sid", "stamp", "jti", "token_type"):
        yield f"no {name}", signed({}, name)
    for name, value in {
        **{"iss": "else", "aud": "else", "exp": 1, "iat": 2**40, "sub": "999999", "sid": 999999},
        **{"stamp": "0" * 32, "token_type": "refresh", "exp ": None},
    }.items():
        if value is not None:
            yield f"{name} {value}", signed({name: value})
    yield "another's", signed({"sub": str(User.objects.exclude(pk=ann.pk).latest("pk").pk)})
    yield "deep header", f"eyJ{part([[]])}{'W1tb' * 900}.{body}.{signature}"
    yield "long", pair.access + "A" * 9000
    yield "no token", "eyJ"
    yield "latin", "eyJ\xe9.\xe9.\xe9"


def test_a_forged_token_opens_nothing_and_reads_like_any_other(ann: User, stranger: Person) -> None:
    expected = told(Api("crm_wrong").get("/api/accounts"))
    assert expected[0] == 401
    for name, token in forged(ann):
        assert told(Api(token).get("/api/accounts")) == expected, name


def test_a_jwt_costs_no_look_at_the_tokens(ann: User, django_assert_max_num_queries: Any) -> None:
    access = sign_in().body["access"]
    opens(access)

    with django_assert_max_num_queries(3) as counted:
        assert opens(access)
    assert not [one for one in counted if "apitokens" in one["sql"]]


def test_kinds_of_tokens_are_not_mistaken_for_one_another() -> None:
    def kinds(kind: type[Jwt]) -> str:
        return str(kind()["token_type"])

    assert (kinds(Access), kinds(Refresh)) == ("access", "refresh")
