"""However it is asked for, what one may not see reads, byte for byte, like what is not there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from accounts.models import Account
from contacts.models import Contact
from tests.calls import Api, Reply
from tests.fields import define
from tests.house.rights import undone
from tests.people import People, Person, person
from users.models import Role

pytestmark = pytest.mark.django_db
FAR = 987600000  # ids from here on stand in no text by chance
ABSENT = 987654321
WORD = "zebrafinch"


@dataclass(frozen=True)
class Secret:
    """A private account with all that hangs on it, and a prober who may do all but see it."""

    prober: Person
    account: int
    child: int
    file: int
    comment: int
    contact: int
    lead: int

    @property
    def api(self) -> Api:
        """The prober's calls."""
        return Api(self.prober.token)


@pytest.fixture(scope="module")
def secret(shared_people: People) -> Secret:
    """The account is the owner's; the prober has all rights, and a contact that is linked to it."""
    owner, boss = Api(shared_people.owner.token), Api(shared_people.administrator.token)
    Account.objects.create(pk=FAR, name="far", is_private=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Account]):
            cursor.execute(statement)
    define("accounts", "text", "cf_code", unique=True)
    every = {"record_type": "*", "create": True, **dict.fromkeys(("read", "edit", "delete"), "all")}
    role = Role.objects.create(name="Prober", grants=[every])
    prober = person("prober", [shared_people.team], [role])

    def made(path: str, **body: Any) -> int:
        reply = owner.post(f"/api/{path}", body)
        assert reply.status == 201, reply
        return int(reply.body["id"])

    private: dict[str, Any] = {"name": WORD, "is_private": True, "website": f"{WORD}.example"}
    private |= {"email": f"{WORD}@example.com", "phone": "+31201234567", "cf_code": WORD}
    account = made("accounts", **private)
    contact = made("contacts", last_name="Known")
    assert boss.patch(f"/api/contacts/{contact}", {"account_id": account}).status == 200
    form = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nx\r\n--b--\r\n"
    )
    place = f"/api/accounts/{account}/attachments"
    kind = "multipart/form-data; boundary=b"
    file = owner.client.generic("POST", place, form, content_type=kind).json()["id"]
    return Secret(
        prober=prober,
        account=account,
        child=made("accounts", name="Child", parent_id=account),
        file=file,
        comment=made(f"accounts/{account}/comments", body=WORD),
        contact=contact,
        lead=made("leads", last_name="Known"),
    )


def told(reply: Reply, number: int) -> tuple[int, str, Any]:
    """A reply but for the number that was asked for, its request's id, and time."""
    text = reply.content.decode().replace(str(number), "0")
    body = json.loads(text) if text else {}
    for name in ("request_id", "created_at", "modified_at", "id"):
        body.pop(name, None)
    return reply.status, json.dumps(body), reply.headers.get("ETag")


def probes(secret: Secret, number: int) -> dict[str, Reply]:
    """Every way to ask for an account by its number."""
    api, contact = secret.api, f"/api/contacts/{secret.contact}"
    place, ids = f"/api/accounts/{number}", {"ids": [number]}
    asked: list[tuple[str, str, Any]] = [
        *(("GET", place, None), ("PATCH", place, {"name": "x"}), ("PUT", place, {"name": "x"})),
        *(("DELETE", place, None), ("DELETE", f"{place}?purge=true", None)),
        *(("PATCH", place, {"nonsense": 1}), ("PATCH", place, {"name": 5})),
        *(("GET", f"{place}?expand=owner&fields=name", None), ("POST", f"{place}/restore", None)),
        *(("GET", f"{place}/{below}", None) for below in ("changes", "contacts", "subsidiaries")),
        *(("GET", f"{place}/{below}", None) for below in ("comments", "attachments", "follow")),
        *(("POST", f"{place}/comments", {"body": "x"}), ("PUT", f"{place}/follow", None)),
        *(("PUT", f"{place}/star", None), ("POST", f"{place}/contacts", {"ids": [secret.contact]})),
        ("PATCH", f"{place}/comments/{secret.comment}", {"body": "x"}),
        ("DELETE", f"{place}/comments/{secret.comment}", None),
        *(("POST", f"{contact}/accounts", ids), ("DELETE", f"{contact}/accounts", ids)),
        *(
            ("PATCH", contact, {"account_id": number}),
            ("PATCH", contact, {"account_ids": [number]}),
        ),
        ("PATCH", contact, {"account_links": [{"id": number, "role": "x"}]}),
        ("POST", "/api/contacts", {"last_name": "x", "account_id": number}),
        ("POST", "/api/accounts", {"name": "x", "parent_id": number}),
        ("POST", f"/api/leads/{secret.lead}/convert", {"account": number}),
        *(
            ("POST", "/api/accounts/bulk", {**rows, "atomic": atomic})
            for rows in ({"update": [{"id": number, "name": "x"}]}, {"delete": [number]})
            for atomic in (True, False)
        ),
        *(("GET", f"/api/{path}={number}", None) for path in ("accounts?id", "accounts?parent_id")),
        *(
            ("POST", f"/api/{name}/search", {"q": {field: wanted}, "explain": explain})
            for name, field in (
                *(("accounts", "id"), ("accounts", "parent_id"), ("contacts", "account_id")),
                *(("contacts", "account_ids"), ("contacts", "account.id")),
            )
            for wanted in (number, {"$not": number}, {"$in": [number]})
            for explain in (False, True)
        ),
    ]
    found = {}
    for verb, path, body in asked:
        with undone():
            found[f"{verb} {path} {body}".replace(str(number), "NUMBER")] = api.call(
                verb, path, body
            )
    return found


def test_a_hidden_number_reads_like_an_absent_one(secret: Secret) -> None:
    hidden, absent = probes(secret, secret.account), probes(secret, ABSENT)

    assert len(hidden) > 55
    for asked, reply in hidden.items():
        assert told(reply, secret.account) == told(absent[asked], ABSENT), asked
        assert reply.status != 500 and WORD not in reply.content.decode(), asked


def test_a_hidden_value_reads_like_one_that_nobody_has(secret: Secret) -> None:
    api = secret.api
    for name, value in {
        "name": WORD,
        "website": f"{WORD}.example",
        "email": f"{WORD}@example.com",
        "cf_code": WORD,
    }.items():
        for wanted in (value, {"$sw": value[:5]}, {"$con": value[2:6]}, {"$in": [value]}):
            for field, path in ((name, "accounts"), (f"account.{name}", "contacts")):
                if field.count(".") and name == "email":
                    continue
                replies = [
                    api.post(f"/api/{path}/search", {"q": {field: one}})
                    for one in (wanted, {"$sw": "qqqqq"})
                ]
                told_both = [one.body.get("count", one.body.get("message")) for one in replies]
                assert told_both[0] == told_both[1], (field, wanted)
                assert told_both[0] == 0, (field, wanted, told_both)
        order = api.get("/api/accounts", order={name: "desc"}, per_page=1)
        assert WORD not in order.content.decode()
    for word in (WORD, WORD[:6], f"{WORD}@example.com"):
        assert api.get("/api/accounts", search=word).body["count"] == 0


def employers(contact: int) -> set[int]:
    """The accounts that a contact is stored with."""
    return set(Contact.objects.get(pk=contact).accounts.values_list("pk", flat=True))


def test_a_write_finds_nothing_hidden(secret: Secret) -> None:
    api = secret.api
    with undone():
        same = {"name": WORD, "email": f"{WORD}@example.com", "phone": "+31201234567"}
        assert api.post("/api/accounts", same).status == 201
    with undone():
        row = {"name": "x", "email": f"{WORD}@example.com"}
        done = api.post("/api/accounts/bulk", {"upsert": [row], "by": "email"}).body["results"]
        assert [one["status"] for one in done] == [201]
    with undone():  # what was hidden there stays among the others, and the first place is his
        own = api.post("/api/accounts", {"name": "mine"}).body["id"]
        changed = api.patch(f"/api/contacts/{secret.contact}", {"account_id": own})
        assert (changed.status, changed.body["account_ids"]) == (200, [own])
        assert employers(secret.contact) == {own, secret.account}
    with undone():
        clash = api.post("/api/accounts", {"name": "x", "cf_code": WORD.upper()})
        assert clash.rules("cf_code") == ["Unique"]
        assert str(secret.account) not in json.dumps(clash.body["validation"])


def test_counts_labels_and_files_tell_nothing(secret: Secret) -> None:
    api = secret.api
    child = api.get(f"/api/accounts/{secret.child}", expand="parent", labels=True).body
    assert (child["parent_id"], child["parent"]) == (None, None)
    known = api.get(f"/api/contacts/{secret.contact}", expand="account,accounts").body
    assert (known["account_id"], known["account"], known["accounts"]) == (None, None, [])
    for below in ("", "/content"):
        for verb in ("GET", "DELETE") if not below else ("GET",):
            replies = [
                told(api.call(verb, f"/api/attachments/{one}{below}"), one)
                for one in (secret.file, ABSENT)
            ]
            assert replies[0] == replies[1] and replies[0][0] == 404
    listed = api.get("/api/accounts", per_page=100)
    assert listed.body["count"] == len(listed.ids) and secret.account not in listed.ids
    following = api.get("/api/accounts", per_page=1, count="capped")
    assert WORD not in following.content.decode()


def test_the_dashboard_tells_no_more(secret: Secret) -> None:
    client = Client()
    client.force_login(secret.prober.user)
    for page in ("change", "history", "delete"):
        found = []
        for number in (secret.account, ABSENT):
            reply = client.get(f"/admin/accounts/account/{number}/{page}/")
            text = reply.content.decode().replace(str(number), "NUMBER")
            found.append((reply.status_code, text.replace(reply["X-Request-ID"], "")))
        assert found[0] == found[1] and found[0][0] == 404, page
    for path in (
        *(f"/admin/suggest/accounts/?term={WORD}", f"/admin/search/?s={WORD}"),
        *(
            f"/admin/accounts/account/?search={WORD}",
            f"/admin/accounts/account/{secret.child}/change/",
        ),
        f"/admin/contacts/contact/{secret.contact}/change/",
        f"/admin/contacts/contact/{secret.contact}/history/",
    ):
        reply = client.get(path)
        assert reply.status_code == 200, path
        text = reply.content.decode().replace(f"s={WORD}", "").replace(f'value="{WORD}"', "")
        assert f"/accounts/account/{secret.account}/" not in text, path
        if WORD not in path:
            assert WORD not in text, path
