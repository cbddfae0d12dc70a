"""What a caller may not see does not exist for him, and what he may not do he is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from apitokens.issuing import issue
from customfields import definitions
from tests.calls import Api, Reply
from tests.fields import define
from tests.people import People, Person, person
from users.models import Role

Calls = Callable[[Person], Api]


def told(reply: Reply) -> tuple[int, Any]:
    """A reply but for the id of its request."""
    return reply.status, {name: one for name, one in reply.body.items() if name != "request_id"}


def make(calls: Api, path: str, **body: Any) -> int:
    """A record; its id."""
    reply = calls.post(f"/api/{path}", body)
    assert reply.status == 201, reply
    return int(reply.body["id"])


def holder(name: str, *grants: Mapping[str, Any], **more: Any) -> Person:
    """Somebody with one role."""
    return person(name, roles=[Role.objects.create(name=name, grants=list(grants), **more)])


def test_invisible_reads_like_absent(
    api: Calls, owner: Person, colleague: Person, stranger: Person
) -> None:
    account = make(api(owner), "accounts", name="Acme")
    assert api(colleague).get(f"/api/accounts/{account}").status == 200

    hidden, absent = f"/api/accounts/{account}", "/api/accounts/987654321"
    body = {"name": "x"}
    for method, below, sent in (
        *(("GET", "", None), ("PATCH", "", body), ("PUT", "", body), ("DELETE", "", None)),
        *(("GET", "/contacts", None), ("GET", "/changes", None), ("PATCH", "", {"name": 5})),
    ):
        replies = [api(stranger).call(method, path + below, sent) for path in (hidden, absent)]
        assert told(replies[0]) == told(replies[1]), method
        assert replies[0].status == 404
    assert api(owner).get(hidden).body["name"] == "Acme"


def test_who_may_only_read_is_told_so(api: Calls, owner: Person, colleague: Person) -> None:
    path = f"/api/accounts/{make(api(owner), 'accounts', name='Acme')}"

    for method, body in (("PATCH", {"name": "x"}), ("PUT", {"name": "x"}), ("DELETE", None)):
        reply = api(colleague).call(method, path, body)
        assert (reply.status, reply.body["type"]) == (403, "Forbidden error")


@pytest.mark.parametrize(
    ("level", "own", "mate", "other"),
    [
        ("none", 403, 403, 403),
        ("own", 200, 404, 404),
        ("team", 200, 200, 404),
        ("all", 200, 200, 200),
    ],
)
def test_a_level_of_reading_reaches_so_far(
    api: Calls, people: People, level: str, own: int, mate: int, other: int
) -> None:
    grant = {"record_type": "accounts", "create": True, "read": level, "edit": level}
    reader = holder("reader", grant)
    reader.user.teams.add(people.team)
    mine = make(api(people.administrator), "accounts", name="m", owner_id=reader.id)
    theirs = make(api(people.owner), "accounts", name="t")
    strange = make(api(people.stranger), "accounts", name="s")

    seen = {mine: own, theirs: mate, strange: other}
    for account, status in seen.items():
        assert api(reader).get(f"/api/accounts/{account}").status == status
        assert api(reader).patch(f"/api/accounts/{account}", {"website": "x"}).status == status
    listed = api(reader).get("/api/accounts")
    if level == "none":
        assert listed.status == 403
        return
    expected = sorted((one for one, status in seen.items() if status == 200), reverse=True)
    assert (listed.ids, listed.body["count"]) == (expected, len(expected))


@pytest.mark.parametrize("level", ["none", "own", "team", "all"])
@pytest.mark.parametrize("action", ["edit", "delete"])
def test_a_level_of_writing_reaches_so_far(
    api: Calls, people: People, action: str, level: str
) -> None:
    grant = {"record_type": "accounts", "read": "all", action: level}
    writer = holder("writer", grant)
    writer.user.teams.add(people.team)
    reach = {
        make(api(people.administrator), "accounts", name="m", owner_id=writer.id): "own team all",
        make(api(people.owner), "accounts", name="t"): "team all",
        make(api(people.stranger), "accounts", name="s"): "all",
    }
    method, body = ("PATCH", {"website": "x"}) if action == "edit" else ("DELETE", None)
    other = "DELETE" if action == "edit" else "PATCH"

    for account, levels in reach.items():
        path = f"/api/accounts/{account}"
        assert (
            api(writer).call(other, path, {"website": "y"} if body is None else None).status == 403
        )
        status = 200 if level in levels.split() else 403
        assert api(writer).call(method, path, body).status == status


def test_creating_is_a_right_of_its_own(api: Calls, people: People) -> None:
    reader = holder("reader", {"record_type": "accounts", "read": "all", "edit": "all"})

    assert api(reader).post("/api/accounts", {"name": "x"}).status == 403
    assert api(reader).post("/api/accounts", {"nonsense": "x"}).status == 403
    assert api(reader).post("/api/contacts", {"last_name": "x"}).status == 403


def test_roles_add_up(api: Calls, people: People) -> None:
    doubled = holder("doubled", {"record_type": "accounts", "read": "own", "edit": "all"})
    more = {"record_type": "*", "read": "all", "create": True}
    doubled.user.roles.add(Role.objects.create(name="more", grants=[more]))
    api(people.administrator).patch("/api/roles/1", {"name": "x"})
    account = make(api(people.stranger), "accounts", name="s")

    assert api(doubled).patch(f"/api/accounts/{account}", {"name": "t"}).status == 200


def test_a_record_is_shared_with_its_own_teams(api: Calls, people: People) -> None:
    account = make(api(people.stranger), "accounts", name="s", team_ids=[people.team.pk])

    for reader in (people.owner, people.colleague):
        assert api(reader).get("/api/accounts").ids == [account]


def test_a_private_record_is_seen_by_its_owner_and_administrators(
    api: Calls, people: People
) -> None:
    shared = {"is_private": True, "team_ids": [people.team.pk]}
    account = make(api(people.owner), "accounts", name="p", **shared)
    every = holder("every", {"record_type": "*", "read": "all"})

    for reader in (people.colleague, every):
        assert api(reader).get(f"/api/accounts/{account}").status == 404
        assert api(reader).get("/api/accounts").body["count"] == 0
    for reader in (people.owner, people.administrator):
        assert api(reader).get("/api/accounts").ids == [account]


def test_what_points_at_the_invisible_reads_as_empty(api: Calls, people: People) -> None:
    hidden = make(api(people.owner), "accounts", name="h", is_private=True)
    contact = make(api(people.owner), "contacts", last_name="c", account_id=hidden)
    reader, path = api(people.colleague), f"/api/contacts/{contact}"

    item = reader.get(path, expand="account,accounts").body
    assert (item["account_id"], item["account"]) == (None, None)
    assert item["account_ids"] == item["account_links"] == item["accounts"] == []
    for name, value in (("account_id", hidden), ("account.name", "h"), ("account_ids", hidden)):
        assert reader.get("/api/contacts", q={name: None}).ids == [contact]
        assert reader.get("/api/contacts", q={name: value}).ids == []
    assert reader.get(f"{path}/accounts").ids == []
    assert told(reader.get(f"/api/accounts/{hidden}/contacts"))[0] == 404


def test_the_invisible_stays_where_it_is_when_a_record_goes_back(
    api: Calls, people: People
) -> None:
    hidden = make(api(people.administrator), "accounts", name="h", is_private=True)
    contact = make(api(people.owner), "contacts", last_name="c")
    path = f"/api/contacts/{contact}"
    api(people.administrator).patch(path, {"account_id": hidden})

    for rating, send in enumerate((api(people.owner).patch, api(people.owner).put)):
        item = api(people.owner).get(path).body
        assert send(path, {**item, "rating": rating}).status == 200
        kept = api(people.administrator).get(path).body
        assert (kept["account_id"], kept["account_ids"]) == (hidden, [hidden])


def test_the_invisible_cannot_be_pointed_at(api: Calls, people: People) -> None:
    hidden = make(api(people.stranger), "accounts", name="h")

    for account in (hidden, 987654321):
        for field, value in (("account_id", account), ("account_ids", [account])):
            reply = api(people.owner).post("/api/contacts", {"last_name": "c", field: value})
            assert (reply.status, reply.rules(field)) == (422, ["Exists"])


def test_a_unique_clash_tells_nothing_of_the_invisible(api: Calls, people: People) -> None:
    define("accounts", "text", "cf_code", unique=True)
    holder_id = make(api(people.stranger), "accounts", name="h", cf_code="1")

    reply = api(people.owner).post("/api/accounts", {"name": "x", "cf_code": "1"})
    assert reply.refused == {"cf_code"}
    [rule] = reply.body["validation"]["cf_code"]
    assert holder_id not in rule["Unique"] and len(rule["Unique"]) == 1


def test_a_duplicate_that_is_invisible_is_none(api: Calls, people: People) -> None:
    make(api(people.stranger), "accounts", name="h", email="a@example.com")

    make(api(people.owner), "accounts", name="x", email="a@example.com")


def test_nobody_gives_records_to_whom_he_could_not_edit(api: Calls, people: People) -> None:
    grant = {"record_type": "*", "create": True, "read": "all", "edit": "team"}
    editor = holder("editor", grant)
    editor.user.teams.add(people.team)
    account = make(api(editor), "accounts", name="a")
    path = f"/api/accounts/{account}"

    assert api(editor).patch(path, {"owner_id": people.stranger.id}).refused == {"owner_id"}
    assert api(editor).patch(path, {"owner_id": None}).refused == {"owner_id"}
    assert api(editor).patch(path, {"owner_id": people.colleague.id}).status == 200
    own = make(api(people.owner), "accounts", name="b")
    given = api(people.owner).patch(f"/api/accounts/{own}", {"owner_id": people.colleague.id})
    assert given.refused == {"owner_id"}


def test_a_hidden_field_reads_like_an_unknown_one(api: Calls, people: People) -> None:
    define("accounts", "text", "cf_secret")
    grant = {"record_type": "*", "create": True, "read": "all", "edit": "all"}
    hidden = {"accounts": ["website", "cf_secret"]}
    clerk = holder("clerk", grant, hidden_fields=hidden)
    body = {"name": "a", "website": "w", "cf_secret": "s"}
    account = make(api(people.owner), "accounts", **body)
    contact = make(api(people.owner), "contacts", last_name="c", account_id=account)
    path = f"/api/accounts/{account}"

    item = api(clerk).get(path).body
    assert not {"website", "cf_secret"} & set(item)
    shown = api(clerk).get("/api/contacts", expand="account").body["results"][0]["account"]
    assert shown["id"] == account and not {"website", "cf_secret"} & set(shown)
    history = api(clerk).get(f"{path}/changes").body["results"][0]["changes"]
    assert not {"website", "cf_secret"} & {one["field"] for one in history}
    assert api(clerk).get("/api/contacts", q={"account.website": "w"}).status == 400
    assert contact


@pytest.mark.parametrize("name", ["website", "cf_secret"])
@pytest.mark.parametrize(
    "asked",
    [
        *({"q": '{"NAME": "w"}'}, {"q": '{"NAME": null}'}, {"order": '{"NAME": "asc"}'}),
        *({"fields": "id,NAME"}, {"q": '{"$or": [{"NAME": {"$not": "w"}}]}'}, {"expand": "NAME"}),
        *({"q": '{"parent.NAME": "w"}'}, {"q": '{"NAME": {"$nonsense": 1}}'}),
    ],
)
def test_asking_for_a_hidden_field_is_refused_like_asking_for_an_unknown_one(
    api: Calls, people: People, asked: Mapping[str, str], name: str
) -> None:
    define("accounts", "text", "cf_secret")
    hidden = {"accounts": ["website", "cf_secret"]}
    clerk = holder("clerk", {"record_type": "*", "read": "all"}, hidden_fields=hidden)

    [(parameter, text)] = asked.items()
    replies = [
        api(clerk).get("/api/accounts", **{parameter: text.replace("NAME", word)})
        for word in (name, "qqqqqqqq")
    ]
    assert [one.status for one in replies] == [400, 400]
    assert replies[0].body["message"].replace(name, "qqqqqqqq") == replies[1].body["message"]


def test_a_write_keeps_what_is_hidden_from_the_writer(api: Calls, people: People) -> None:
    define("accounts", "text", "cf_secret", required=True)
    grant = {"record_type": "*", "create": True, "read": "all", "edit": "all"}
    clerk = holder("clerk", grant, hidden_fields={"accounts": ["website", "cf_secret"]})
    body = {"name": "a", "website": "w", "cf_secret": "s"}
    path = f"/api/accounts/{make(api(people.owner), 'accounts', **body)}"

    assert api(clerk).put(path, {"name": "b"}).status == 200
    item = api(people.owner).get(path).body
    assert (item["name"], item["website"], item["cf_secret"]) == ("b", "w", "s")


def test_a_read_only_field_is_seen_but_not_written(api: Calls, people: People) -> None:
    define("accounts", "number", "cf_score")
    grant = {"record_type": "*", "create": True, "read": "all", "edit": "all"}
    clerk = holder("clerk", grant, read_only_fields={"accounts": ["website", "cf_score"]})
    path = f"/api/accounts/{make(api(people.owner), 'accounts', name='a', website='w', cf_score=1)}"

    refused = api(clerk).patch(path, {"website": "x", "cf_score": 2})
    assert (refused.status, refused.refused) == (422, {"website", "cf_score"})
    assert refused.rules("website") == ["ReadOnly"]
    same = api(clerk).patch(path, {"website": "w", "cf_score": 1, "name": "b"})
    assert (same.status, same.body["name"], same.body["cf_score"]) == (200, "b", 1)
    assert api(clerk).get("/api/accounts", q={"website": "w"}).body["count"] == 1
    kept = api(clerk).put(path, {"name": "c"}).body
    assert (kept["website"], kept["cf_score"]) == ("w", 1)


def test_parts_follow_their_parent(api: Calls, people: People) -> None:
    sale = make(api(people.owner), "opportunities", name="s")
    line = {"opportunity_id": sale, "name": "l", "unit_price": 1}
    path = f"/api/opportunity_lines/{make(api(people.owner), 'opportunity_lines', **line)}"

    assert api(people.colleague).get(path).status == 200
    assert api(people.colleague).patch(path, {"name": "m"}).status == 403
    assert api(people.colleague).delete(path).status == 403
    assert api(people.stranger).get(path).status == 404
    assert api(people.stranger).get("/api/opportunity_lines").body["count"] == 0
    assert api(people.stranger).get("/api/opportunity_histories").body["count"] == 0
    assert api(people.colleague).get("/api/opportunity_histories").body["count"] == 1
    for writer, statuses in ((people.colleague, (403, 422)), (people.stranger, (422,))):
        assert api(writer).post("/api/opportunity_lines", line).status in statuses
    assert api(people.owner).delete(path).status == 200


def test_a_part_does_not_move_to_where_its_writer_could_not_make_it(
    api: Calls, people: People
) -> None:
    own = make(api(people.owner), "opportunities", name="o")
    other = make(api(people.colleague), "opportunities", name="c")
    line = make(api(people.owner), "opportunity_lines", opportunity_id=own, name="l", unit_price=1)

    moved = api(people.owner).patch(f"/api/opportunity_lines/{line}", {"opportunity_id": other})
    assert moved.status in (403, 422)
    assert api(people.colleague).get(f"/api/opportunities/{other}", lines=True).body["lines"] == []


def test_supporting_records_are_read_by_all_and_written_by_administrators(
    api: Calls, people: People
) -> None:
    for path in ("users", "teams", "tags", "pipelines", "pipeline_stages", "currencies"):
        assert api(people.stranger).get(f"/api/{path}").status == 200
        assert api(people.stranger).post(f"/api/{path}", {"name": "x"}).status == 403
    assert api(people.stranger).get("/api/roles").status == 403
    assert api(people.administrator).get("/api/roles").status == 200
    made = api(people.administrator).post("/api/teams", {"name": "New"})
    assert made.status == 201
    assert api(people.stranger).patch(f"/api/teams/{made.body['id']}", {"name": "x"}).status == 403


def test_rights_change_with_the_next_call(api: Calls, people: People) -> None:
    role = Role.objects.get(name="Seller").pk
    assert api(people.owner).get("/api/accounts").status == 200

    changed = api(people.administrator).patch(f"/api/roles/{role}", {"grants": []})
    assert changed.status == 200
    assert api(people.owner).get("/api/accounts").status == 403


def test_a_token_that_only_reads_purges_nothing(api: Calls, people: People) -> None:
    account = make(api(people.administrator), "accounts", name="a")
    reader = Api(issue(people.administrator.user, "reader", scopes=["read"])[1])

    assert reader.delete(f"/api/accounts/{account}", purge=True).status == 403
    assert api(people.administrator).delete(f"/api/accounts/{account}").status == 200
    assert reader.delete(f"/api/accounts/{account}", purge=True).status == 403
    assert api(people.administrator).get("/api/accounts", trashed=True).ids == [account]


def test_who_may_edit_more_than_he_reads_edits_what_he_reads(api: Calls, people: People) -> None:
    grant = {"record_type": "*", "create": True, "read": "own", "edit": "all", "delete": "all"}
    clerk = holder("clerk", grant)
    own = make(api(clerk), "accounts", name="own")
    other = make(api(people.owner), "accounts", name="other")

    assert api(clerk).patch(f"/api/accounts/{own}", {"name": "x"}).status == 200
    assert api(clerk).patch(f"/api/accounts/{other}", {"name": "x"}).status == 404
    assert api(clerk).delete(f"/api/accounts/{other}").status == 404


def test_a_history_tells_nothing_of_the_invisible(api: Calls, people: People) -> None:
    secret = make(api(people.owner), "accounts", name="s", is_private=True)
    known = make(api(people.owner), "accounts", name="k")
    path = f"/api/contacts/{make(api(people.owner), 'contacts', last_name='c')}"
    api(people.owner).patch(path, {"account_ids": [secret, known]})

    for reader, ids in ((people.owner, [secret, known]), (people.colleague, [known])):
        newest = api(reader).get(f"{path}/changes").body["results"][0]["changes"]
        new = {one["field"]: one["new"] for one in newest}
        assert new["account_id"] == (secret if secret in ids else None)
        assert new["account_ids"] == [one["id"] for one in new["account_links"]] == ids


def test_a_history_tells_nothing_of_a_hidden_field_that_was_deleted(
    api: Calls, people: People
) -> None:
    field = define("accounts", "text", "cf_secret")
    grant = {"record_type": "*", "read": "all"}
    clerk = holder("clerk", grant, hidden_fields={"accounts": ["cf_secret"]})
    path = f"/api/accounts/{make(api(people.owner), 'accounts', name='a', cf_secret='s')}"
    definitions.delete(field.id, None)

    [entry] = api(clerk).get(f"{path}/changes").body["results"]
    assert "cf_secret" not in {one["field"] for one in entry["changes"]}
