"""A reply of 400 or more leaves no trace: all tables are the same before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.calls import Api, Reply
from tests.fields import define, define_all
from tests.people import People

pytestmark = pytest.mark.django_db
# What counts calls, or notes when a token was last used, does so for refused ones too.
PASSED_OVER = {"apitokens_token": "last_used_at"}


@dataclass
class Scene:
    """Calls by each person, and the records that they are about."""

    people: People
    ids: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Api:
        return Api(getattr(self.people, name).token)


@pytest.fixture(scope="module")
def scene(shared_people: People) -> Scene:
    """An account, a contact and a sale of the owner's, with all that can hang on them."""
    found = Scene(shared_people)
    owner = found["owner"]
    define_all("contacts")
    define("accounts", "text", "cf_code", unique=True)
    bodies: dict[str, dict[str, Any]] = {
        "accounts": {"name": "Acme", "cf_code": "1", "email": "a@example.com"},
        "contacts": {"last_name": "N", "cf_text": "x", "phone": "555", "tag_ids": ["t"]},
        "opportunities": {"name": "Sale", "currency": "EUR"},
    }
    for path, body in bodies.items():
        found.ids[path] = owner.post(f"/api/{path}", body).body["id"]
    line = {"opportunity_id": found.ids["opportunities"], "name": "l", "unit_price": 1}
    found.ids["lines"] = owner.post("/api/opportunity_lines", line).body["id"]
    found.ids["role"] = found["administrator"].get("/api/roles").ids[0]
    return found


def fingerprints() -> dict[str, str]:
    """A hash of each table's rows."""
    return {table: fingerprint(table) for table in tables()}


def tables() -> list[str]:
    """All tables of the product."""
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})


def fingerprint(table: str) -> str:
    """A hash of a table's rows, in whatever order they come."""
    passed_over = PASSED_OVER.get(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        names = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    kept = [number for number, name in enumerate(names) if name != passed_over]
    rows = [[row[number] for number in kept] for row in rows]
    return blake2b("\n".join(sorted(map(repr, rows))).encode(), digest_size=8).hexdigest()


Call = Callable[[Scene], Reply]
MIB = 1024 * 1024
ACCOUNT = "/api/accounts/{accounts}"
NEW = {"name": "New", "tag_ids": ["brand new"], "email": "new@example.com"}
PERSON = {"last_name": "N", "tag_ids": ["brand new"], "cf_text": "y"}


def post(path: str, body: Any, who: str = "owner", **parameters: Any) -> Call:
    """A POST, in which {name} stands for a record."""
    return lambda scene: scene[who].post(path.format(**scene.ids), body, **parameters)


def patch(path: str, body: Any, who: str = "owner", version: int | None = None) -> Call:
    """A PATCH."""
    return lambda scene: scene[who].patch(path.format(**scene.ids), body, version)


def raw(method: str, path: str, body: bytes | None, who: str = "owner") -> Call:
    """Any call."""
    return lambda scene: scene[who].call(method, path.format(**scene.ids), body)


def linked(path: str, target: str, **body: Any) -> Call:
    """A POST of a record that points at another one, by a field in the body."""
    return lambda scene: scene["owner"].post(path, {**body, target: scene.ids["accounts"]})


BAD: Mapping[str, tuple[int, Call]] = {
    "no such field": (400, post("/api/accounts", {**NEW, "nmae": "x"})),
    "no such parameter": (400, post("/api/accounts", NEW, nonsense=1)),
    "a field to show that is none": (400, post("/api/accounts", NEW, fields="nope")),
    "nothing to expand": (400, post("/api/accounts", NEW, expand="nope")),
    "no JSON": (400, raw("POST", "/api/accounts", b"{")),
    "a key twice": (400, raw("POST", "/api/accounts", b'{"name": "a", "name": "b"}')),
    "NUL": (400, raw("POST", "/api/accounts", b'{"name": "a\\u0000"}')),
    "too deep": (400, raw("POST", "/api/accounts", b'{"name":' + b"[" * 40 + b"]" * 40 + b"}")),
    "a list": (400, raw("POST", "/api/accounts", b"[]")),
    "required": (422, post("/api/accounts", {**NEW, "name": None})),
    "a bad value beside good ones": (422, post("/api/contacts", {**PERSON, "cf_number": "12"})),
    "a bad address": (422, post("/api/accounts", {**NEW, "email": "nope"})),
    "an address twice": (
        422,
        post(
            "/api/accounts", {"name": "x", "emails": [{"address": "a@b.co"}, {"address": "A@b.co"}]}
        ),
    ),
    "an unknown lookup value": (422, post("/api/accounts", {**NEW, "type": "None such"})),
    "a record that is not there": (422, post("/api/contacts", {**PERSON, "account_id": 98765})),
    "a unique value": (422, post("/api/accounts", {**NEW, "cf_code": "1"})),
    "a unique value in a change": (
        422,
        patch(ACCOUNT, {"id": 5, "cf_code": "2"}),
    ),
    "a duplicate": (409, post("/api/accounts", {**NEW, "email": "A@example.com"})),
    "a read-only field": (422, patch(ACCOUNT, {"version": 9, "name": "x"})),
    "a stale version": (412, patch(ACCOUNT, {"name": "x"}, version=7)),
    "a change by a colleague": (403, patch(ACCOUNT, {"name": "x"}, "colleague")),
    "a change by a stranger": (404, patch(ACCOUNT, {"name": "x"}, "stranger")),
    "a deletion by a colleague": (
        403,
        raw("DELETE", ACCOUNT, None, "colleague"),
    ),
    "a purge by the owner": (403, raw("DELETE", "/api/accounts/{accounts}?purge=true", None)),
    "a deletion with a body": (400, raw("DELETE", ACCOUNT, b'{"a":1}')),
    "a put without what is required": (422, raw("PUT", ACCOUNT, b"{}")),
    "a cycle of accounts": (
        422,
        lambda scene: scene["owner"].patch(
            f"/api/accounts/{scene.ids['accounts']}", {"parent_id": scene.ids["accounts"]}
        ),
    ),
    "an owner that may not be": (
        422,
        lambda scene: scene["owner"].patch(
            f"/api/accounts/{scene.ids['accounts']}", {"owner_id": scene.people.stranger.id}
        ),
    ),
    "primary and set that disagree": (
        422,
        post("/api/contacts", {**PERSON, "account_id": 98765, "account_ids": [98764]}),
    ),
    "a line without amount of its sale": (422, post("/api/opportunity_lines", {"name": "l"})),
    "a line too large": (
        422,
        lambda scene: scene["owner"].post(
            "/api/opportunity_lines",
            {
                **{"opportunity_id": scene.ids["opportunities"], "name": "l"},
                **{"unit_price": 10**14, "quantity": 10**11},
            },
        ),
    ),
    "a sum too large": (
        422,
        lambda scene: scene["owner"].post(
            "/api/opportunity_lines/bulk",
            {
                "create": [
                    {
                        **{"opportunity_id": scene.ids["opportunities"], "name": "l"},
                        "unit_price": 6 * 10**14,
                    }
                ]
                * 2
            },
        ),
    ),
    "a line in another's sale": (
        422,
        lambda scene: scene["colleague"].post(
            "/api/opportunity_lines",
            {"opportunity_id": scene.ids["opportunities"], "name": "l", "unit_price": 1},
        ),
    ),
    "a status against the stage": (
        422,
        post("/api/opportunities", {"name": "x", "status": "gone"}),
    ),
    "a bad row among good ones": (
        422,
        post(
            "/api/accounts/bulk", {"create": [NEW, {"name": "b"}, {"name": 5}], "delete": [98765]}
        ),
    ),
    "a bulk request that is none": (400, post("/api/accounts/bulk", {"create": [NEW], "by": 5})),
    "a clash inside a bulk request": (
        422,
        post("/api/accounts/bulk", {"create": [{**NEW, "cf_code": "9"}, {**NEW, "cf_code": "9"}]}),
    ),
    "a team by no administrator": (403, post("/api/teams", {"name": "x"})),
    "a team twice": (422, post("/api/teams", {"name": "SALES"}, "administrator")),
    "a role that makes no sense": (
        422,
        patch("/api/roles/{role}", {"name": "x", "grants": [{"read": "all"}]}, "administrator"),
    ),
    "a user in use": (
        409,
        lambda scene: scene["administrator"].delete(f"/api/users/{scene.people.owner.id}"),
    ),
    "a stage in use": (
        409,
        lambda scene: scene["administrator"].delete(
            f"/api/pipeline_stages/{scene['owner'].get('/api/opportunities').body['results'][0]['stage_id']}"
        ),
    ),
    "a currency in use": (
        409,
        lambda scene: scene["administrator"].delete(
            f"/api/currencies/{scene['owner'].get('/api/currencies', q={'code': 'EUR'}).ids[0]}"
        ),
    ),
    "a path that is none": (404, raw("POST", "/api/nonsense", b'{"name": "x"}')),
    "a method that is none": (405, raw("DELETE", "/api/accounts", None)),
    "a body that is too large": (
        413,
        raw("POST", "/api/accounts", b'{"name":"' + b"a" * 1048576 + b'"}'),
    ),
}


def test_the_hash_sees_a_change(scene: Scene) -> None:
    before = fingerprints()
    reply = scene["owner"].post("/api/accounts", {"name": "New", "cf_code": "5", "phone": "5"})
    after = fingerprints()

    assert reply.status == 201
    changed = {table for table in before if before[table] != after[table]}
    assert {"accounts_account", "accounts_account_value", "channels_phone"} <= changed
    assert {"changes_change", "records_tally"} <= changed


@pytest.mark.parametrize(
    ("status", "call"), [pytest.param(*one, id=name) for name, one in BAD.items()]
)
def test_a_refused_request_leaves_no_trace(scene: Scene, status: int, call: Call) -> None:
    before = fingerprints()
    reply = call(scene)

    assert reply.status == status, reply
    after = fingerprints()
    assert {table for table in before if before[table] != after[table]} == set()
