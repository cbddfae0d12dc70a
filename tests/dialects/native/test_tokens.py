"""Over the API each makes his own tokens, and a token makes none that goes beyond itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from apitokens import signins
from apitokens.issuing import issue
from apitokens.models import Token
from idempotency.models import Keyed
from tests.calls import Api
from tests.people import MANY_CALLS, People, Person, person
from users.models import Role, User

Calls = Callable[[Person], Api]
PATH = "/api/tokens"
DAY = timedelta(days=1)


def signed_in(user: User) -> Api:
    """The API as an app of a user who signed in."""
    return Api(signins.begin(user).access)


def holding(user: User, **terms: Any) -> Api:
    """The API by a new token of a user."""
    return Api(issue(user, "narrow", **({"rate_limit": MANY_CALLS} | terms))[1])


def soon(**more: float) -> str:
    """A moment from now, as it is sent."""
    return (timezone.now() + timedelta(**more)).isoformat()


def test_a_token_is_made_shown_once_used_and_revoked(owner: Person) -> None:
    mine = signed_in(owner.user)
    asked = {"name": "Import", "scopes": ["contacts:read"], "allowed_ips": ["127.0.0.1"]}

    made = mine.post(PATH, asked | {"dialects": ["native"], "expires_at": soon(days=2)})
    assert made.status == 201
    token, place = made.body["token"], made.headers["Location"]
    assert token.startswith(made.body["key_id"]) and place.endswith(f"{PATH}/{made.body['id']}")
    assert Api(token).get("/api/contacts").status == 200
    assert Api(token).get("/api/accounts").status == 403
    assert Api(token).post("/api/contacts", {"last_name": "x"}).status == 403

    told = mine.get(place).body
    assert told == {name: one for name, one in made.body.items() if name != "token"} | {
        "last_used_at": told["last_used_at"]
    }
    assert told["last_used_at"] is not None and told["created_by_id"] == owner.id
    assert (told["scopes"], told["allowed_ips"]) == (["contacts:read"], ["127.0.0.1/32"])
    for page in (mine.get(PATH), mine.get(f"{PATH}?per_page=1")):
        assert page.ids[0] == made.body["id"] and token not in page.content.decode()

    assert mine.delete(place).body == {}
    assert Api(token).get("/api/contacts").status == 401
    assert mine.get(place).status == mine.delete(place).status == 404
    assert made.body["id"] not in mine.get(PATH).ids


def test_what_is_not_said_has_its_default(owner: Person) -> None:
    made = signed_in(owner.user).post(PATH, {"name": "plain"}).body

    assert (made["scopes"], made["dialects"], made["allowed_ips"]) == (["read", "write"], None, [])
    ends = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=365) < ends <= timedelta(days=366)


@pytest.mark.parametrize(
    ("body", "status", "named"),
    [
        ({}, 422, {"name"}),
        ({"name": 5}, 422, {"name"}),
        ({"name": "x" * 101}, 422, {"name"}),
        ({"name": "x", "scopes": []}, 422, {"scopes"}),
        ({"name": "x", "scopes": "read"}, 422, {"scopes"}),
        ({"name": "x", "scopes": None}, 422, {"scopes"}),
        ({"name": "x", "scopes": ["admin"]}, 422, {"scopes"}),
        ({"name": "x", "dialects": ["klingon"]}, 422, {"dialects"}),
        ({"name": "x", "dialects": "native"}, 422, {"dialects"}),
        ({"name": "x", "dialects": [5, [6]]}, 422, {"dialects"}),
        ({"name": "x", "allowed_ips": ["here"]}, 422, {"allowed_ips"}),
        ({"name": "x", "allowed_ips": None}, 422, {"allowed_ips"}),
        ({"name": "x", "expires_at": "soon"}, 422, {"expires_at"}),
        ({"name": "x", "expires_at": "2001-01-01T00:00:00Z"}, 422, {"expires_at"}),
        ({"name": "x", "expires_at": "2999-01-01T00:00:00Z"}, 422, {"expires_at"}),
        ({"name": "x", "rate_limit": 5000}, 422, {"rate_limit"}),
        ({"name": "x", "user_id": "1"}, 422, {"user_id"}),
        ({"name": "x", "user_id": 987654321}, 422, {"user_id"}),
        ({"name": "x", "scope": ["read"]}, 400, None),
        ({"name": "x", "token": "crm_chosen"}, 400, None),
        ({"name": "x", "id": 7}, 400, None),
        ({"name": "x", "created_by_id": 1}, 400, None),
        ({"name": "x", "is_superuser": True}, 400, None),
    ],
)
def test_a_body_is_judged(
    owner: Person, body: dict[str, Any], status: int, named: set[str] | None
) -> None:
    before = Token.objects.count()
    reply = signed_in(owner.user).post(PATH, body)

    assert reply.status == status
    assert named is None or reply.refused == named
    assert Token.objects.count() == before


def test_a_token_makes_none_that_is_wider_or_lives_longer(owner: Person, stranger: Person) -> None:
    narrow = holding(
        owner.user,
        scopes=["contacts:write", "cases:read", "tokens:write"],
        dialects=["native"],
        allowed_ips=["127.0.0.0/24"],
        expires_at=timezone.now() + DAY,
        rate_limit=500,
    )
    asked = {"name": "x"}

    tried: dict[str, list[Any]] = {
        "scopes": ["read", "write", "contacts:read", "accounts:read", "cases:write", "tokens:read"],
        "allowed_ips": ["127.0.0.0/23", "0.0.0.0/0", "::/0", "192.0.2.1"],
        "expires_at": [soon(days=1, minutes=1), soon(days=300)],
        "user_id": [stranger.id],
    }
    for field, values in tried.items():
        for one in values:
            wanted = [one] if field in ("scopes", "allowed_ips") else one
            reply = narrow.post(PATH, asked | {field: wanted})
            if one in ("contacts:read", "tokens:read"):
                assert reply.status == 201, one
            else:
                assert (reply.status, reply.refused) == (422, {field}), one
    nothing: dict[str, Any] = {"dialects": None, "allowed_ips": []}
    for field, empty in nothing.items():
        assert narrow.post(PATH, asked | {field: empty}).refused == {field}

    made = narrow.post(PATH, asked).body
    own = Token.objects.get(name="narrow")
    same = ("scopes", "dialects", "allowed_ips", "rate_limit")
    assert all(made[name] == getattr(own, name) for name in same)
    assert datetime.fromisoformat(made["expires_at"]) <= own.expires_at
    inner = narrow.post(PATH, asked | {"allowed_ips": ["127.0.0.1"], "scopes": ["contacts:write"]})
    assert inner.status == 201


@pytest.mark.parametrize(
    ("scopes", "read", "write"),
    [(["read"], 200, 403), (["contacts:write"], 403, 403), (["tokens:read"], 200, 403)],
)
def test_what_a_token_may_do_with_tokens_goes_by_its_scopes(
    owner: Person, scopes: list[str], read: int, write: int
) -> None:
    narrow = holding(owner.user, scopes=scopes)
    place = f"{PATH}/{Token.objects.get(name='narrow').pk}"

    assert narrow.get(PATH).status == narrow.get(place).status == read
    assert narrow.post(PATH, {"name": "x", "scopes": scopes}).status == write
    assert narrow.delete(place).status == write


def test_others_tokens_do_not_exist_but_for_administrators(api: Calls, people: People) -> None:
    owner, boss = people.owner, people.administrator
    [number] = api(owner).get(PATH).ids

    for path in (f"{PATH}/{number}", f"{PATH}/987654321"):
        told = [api(people.colleague).call(verb, path) for verb in ("GET", "DELETE")]
        assert [one.status for one in told] == [404, 404]
    assert api(people.colleague).get(PATH, user_id=owner.id).status == 403
    assert api(people.colleague).get(PATH, all=True).status == 403
    assert api(boss).get(PATH).ids != api(boss).get(PATH, user_id=owner.id).ids == [number]
    assert api(boss).get(PATH, all=True).body["count"] == 4
    assert api(boss).get(PATH, all=True, user_id=1).status == 400
    assert api(boss).get(f"{PATH}/{number}").body["user_id"] == owner.id
    assert api(boss).delete(f"{PATH}/{number}").status == 200
    assert api(owner).get(PATH).status == 401


def test_administrators_make_tokens_for_others_when_they_are_signed_in(people: People) -> None:
    boss, owner = people.administrator.user, people.owner
    admin = person("admin", roles=[Role.objects.create(name="Boss", is_administrator=True)])
    asked = {"name": "x", "user_id": owner.id, "rate_limit": 5}

    made = signed_in(boss).post(PATH, asked | {"expires_at": soon(days=3000)}).body
    assert (made["user_id"], made["created_by_id"], made["rate_limit"]) == (owner.id, boss.pk, 5)
    assert Api(made["token"]).get("/api/me").body["id"] == owner.id
    assert signed_in(admin.user).post(PATH, asked).status == 201
    late = signed_in(admin.user).post(PATH, asked | {"expires_at": soon(days=3000)})
    assert late.refused == {"expires_at"}
    for token in (people.administrator.token, admin.token):
        assert Api(token).post(PATH, asked).refused == {"user_id"}
    others = signed_in(admin.user).post(PATH, {"name": "x", "user_id": boss.pk})
    assert others.refused == {"user_id"}
    assert signed_in(owner.user).post(PATH, asked | {"user_id": boss.pk}).refused == {"user_id"}
    User.objects.filter(pk=owner.id).update(api_access=False)
    assert signed_in(boss).post(PATH, asked).refused == {"user_id"}


def test_a_new_token_is_not_kept_under_an_idempotency_key(owner: Person) -> None:
    api = Api(owner.token)
    api.client.defaults["HTTP_IDEMPOTENCY_KEY"] = "once"

    token = api.post(PATH, {"name": "x"}).body["token"]
    again = api.post(PATH, {"name": "x"})
    assert again.status == 409 and token not in again.content.decode()
    assert not [one for one in Keyed.objects.all() if one.body and token in str(one.body)]
    assert Token.objects.filter(name="x").count() == 1


def test_the_caller_is_told_who_he_is_and_what_he_may_do(owner: Person, people: People) -> None:
    narrow = holding(owner.user, scopes=["contacts:read"], allowed_ips=["127.0.0.1"])

    me = Api(owner.token).get("/api/me").body
    assert (me["id"], me["email"]) == (owner.id, "owner@example.com")
    assert [one["name"] for one in me["roles"]] == ["Seller"]
    assert me["team_ids"] == [people.team.pk] and not me["is_administrator"]
    seller = {"create": True, "read": "team", "edit": "own", "delete": "own"}
    assert me["rights"]["accounts"] == seller
    assert me["rights"]["users"] == dict.fromkeys(seller, "none") | {
        "create": False,
        "read": "all",
    }
    assert me["token"]["name"] == "owner" and me["token"]["scopes"] == ["write"]
    told = narrow.get("/api/me").body
    none = dict.fromkeys(seller, "none") | {"create": False}
    assert told["rights"]["contacts"] == none | {"read": "team"}
    assert told["rights"]["accounts"] == none
    assert told["token"]["allowed_ips"] == ["127.0.0.1/32"]
    boss = Api(people.administrator.token).get("/api/me").body
    assert boss["is_superuser"] and boss["rights"]["roles"]["edit"] == "all"
