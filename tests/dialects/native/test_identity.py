"""Who calls: one credential in one header, judged to the second, whatever else is sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Account
from apitokens import signins
from apitokens.issuing import issue
from tests.calls import Api
from tests.people import People, Person
from users.models import User

pytestmark = pytest.mark.django_db
PATH = "/api/accounts"


def told(headers: dict[str, str], **more: Any) -> tuple[int, Any, str | None]:
    """The reply to a list, but for the id of its request."""
    reply = Client(headers=headers, raise_request_exception=False).get(PATH, **more)
    body = json.loads(reply.content)
    body.pop("request_id", None)
    return reply.status_code, body.get("message"), reply.headers.get("WWW-Authenticate")


@pytest.mark.parametrize(
    "headers",
    [
        *({"Authorization": "Bearer {}"}, {"Authorization": "bearer   {} "}),
        *({"Authorization": "Bearer 31|{}"}, {"X-Api-Key": "{}"}, {"X-Api-Key": "7|{}"}),
    ],
)
def test_a_token_is_taken_in_either_header(owner: Person, headers: dict[str, str]) -> None:
    sent = {name: form.format(owner.token) for name, form in headers.items()}
    assert told(sent)[0] == 200
    last = "y" if owner.token.endswith("x") else "x"
    wrong = {name: form.format(owner.token[:-1] + last) for name, form in headers.items()}
    assert told(wrong)[0] == 401


def test_whatever_is_wrong_reads_the_same(owner: Person) -> None:
    other, token = issue(owner.user, "elsewhere", dialects=["native"], allowed_ips=["192.0.2.1"])
    expected = told({})
    assert expected[0] == 401 and expected[2] == "Bearer"

    for value in (
        *("Bearer", "Bearer ", f"Bearer {token}", f"Basic {owner.token}", owner.token, "Bearer x"),
        *("Bearer " + "A" * 16_384, f"Bearer {owner.token}\x00", "Bearer \x00", "Bearer \xff\xfe"),
        *(f"Bearer {owner.token} {owner.token}", f"Bearer {'9' * 30}|{owner.token}", "Bearer |"),
        *(f"Bearer 1||{owner.token}", f"Bearer x|{owner.token}", "Bearer eyJ.eyJ.", "\x00", ""),
        *(f"Bearer crm_{'0' * 12}_{'0' * 46}", f"Bearer {owner.token[:-7]}", "Bearer null"),
    ):
        assert told({"Authorization": value}) == expected, value[:60]
    for value in ("", "\x00", "A" * 16_384, owner.token[1:], f"Bearer {owner.token}"):
        assert told({"X-Api-Key": value}) == expected, value[:60]
    assert other.is_valid


def test_two_credentials_are_a_malformed_question(owner: Person, stranger: Person) -> None:
    jwt = signins.begin(owner.user).access
    bearer = f"Bearer {owner.token}"
    for headers in (
        {"Authorization": bearer, "X-Api-Key": owner.token},
        {"Authorization": bearer, "X-Api-Key": stranger.token},
        {"Authorization": f"Bearer {jwt}", "X-Api-Key": owner.token},
        {"Authorization": f"{bearer}, {bearer}"},  # a header that was sent twice arrives so
        {"Authorization": f"{bearer},Bearer {jwt}"},
        {"Authorization": f"Basic x, {bearer}"},
        {"X-Api-Key": f"{owner.token},{owner.token}"},
    ):
        assert told(headers)[0] == 400, headers


def test_beside_a_credential_the_session_is_not_looked_at(
    owner: Person, administrator: Person
) -> None:
    client = Client()
    client.force_login(administrator.user)
    mine = {"Authorization": f"Bearer {owner.token}"}

    assert client.get("/api/me", headers=mine).json()["id"] == owner.id
    assert client.get("/api/me", headers={"Authorization": "Bearer crm_wrong"}).status_code == 401
    assert client.get("/api/me", headers={"X-Api-Key": "crm_wrong"}).status_code == 401
    assert client.get("/api/me").json()["id"] == administrator.id


def test_pages_of_others_may_call_by_token_but_not_by_session(owner: Person) -> None:
    foreign = {"Origin": "https://evil.example", "Referer": "https://evil.example/page"}
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner.user)

    def made(**headers: str) -> int:
        body = {"name": "Acme"}
        sent = client.post(PATH, body, content_type="application/json", headers=headers)
        return int(sent.status_code)

    assert made(**foreign, Authorization=f"Bearer {owner.token}") == 201
    assert made(**foreign) == made() == 403
    client.cookies["csrftoken"] = "a" * 32
    assert made(**{"X-CSRFToken": "a" * 32}) == 201
    assert made(**foreign, **{"X-CSRFToken": "a" * 32}) == 403
    assert made(**{"X-CSRFToken": "b" * 32}) == 403
    assert client.get(PATH, headers=foreign).status_code == 200


def test_a_token_ends_to_the_second(owner: Person) -> None:
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    _, token = issue(owner.user, "ends", expires_at=end)
    for late, status in ((-1, 200), (0, 401), (1, 401)):
        with time_machine.travel(end + timedelta(seconds=late), tick=False):
            assert told({"Authorization": f"Bearer {token}"})[0] == status, late


def test_nobody_writes_what_is_not_his_to_write(people: People) -> None:
    owner, boss = people.owner, Api(people.administrator.token)
    mine = Api(owner.token)
    account = mine.post(PATH, {"name": "Acme"}).body["id"]
    place = f"{PATH}/{account}"

    for name, value in {
        **{"id": 5, "created_by_id": people.stranger.id, "created_at": "2001-01-01T00:00:00Z"},
        **{"version": 99, "modified_by_id": people.stranger.id},
        **{"owner_id": people.stranger.id, "deleted_at": "2001-01-01T00:00:00Z"},
        **{"is_superuser": True, "name_key": "x", "pk": 5, "owner": 5, "_state": {}},
    }.items():
        for reply in (
            mine.patch(place, {name: value}),
            mine.put(place, {"name": "Acme", name: value}),
            mine.post(PATH, {"name": "Other", name: value}),
            mine.post(f"{PATH}/bulk", {"update": [{"id": account, "_": 0, name: value}]}),
        ):
            assert reply.status in (400, 422), (name, reply)
    row = Account.objects.get()
    assert (row.pk, row.owner_id, row.created_by_id, row.version) == (
        account,
        owner.id,
        owner.id,
        1,
    )

    for name, value in {"is_superuser": True, "api_access": True, "role_ids": [1]}.items():
        path = f"/api/users/{owner.id}"
        assert mine.patch(path, {name: value}).status in (400, 403), name
        assert mine.post("/api/users", {"email": "x@example.com", name: value}).status in (400, 403)
    for reply in (
        boss.patch(f"/api/users/{owner.id}", {"is_superuser": True}),
        boss.post("/api/users", {"email": "x@example.com", "is_superuser": True}),
    ):
        assert reply.status == 400
    assert User.objects.filter(is_superuser=True).count() == 1
