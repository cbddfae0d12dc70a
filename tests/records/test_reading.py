"""Lists, single records, related records: what they show, to whom, and in which form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from apitokens.issuing import issue
from tests.calls import Api
from tests.fields import define
from tests.people import People, Person

Calls = Callable[[Person | None], Api]


@pytest.fixture
def sales(api: Calls, owner: Person) -> Api:
    """The owner's calls."""
    return api(owner)


def make(calls: Api, path: str, **body: Any) -> int:
    """A record; its id."""
    reply = calls.post(f"/api/{path}", body)
    assert reply.status == 201, reply
    return int(reply.body["id"])


def test_the_newest_come_first(sales: Api) -> None:
    ids = [make(sales, "accounts", name=name) for name in "abc"]

    assert sales.get("/api/accounts").ids == ids[::-1]


def test_a_page_tells_where_it_stands(sales: Api) -> None:
    ids = [make(sales, "accounts", name=str(number)) for number in range(5)][::-1]

    first = sales.get("/api/accounts", per_page=2).body
    second = sales.get("/api/accounts", per_page=2, page=2).body
    last = sales.get("/api/accounts", per_page=2, page=3).body

    assert [one["id"] for one in second["results"]] == ids[2:4]
    assert [one["count"] for one in (first, second, last)] == [5, 5, 5]
    assert [one["has_more"] for one in (first, second, last)] == [True, True, False]
    assert first["previous"] is None and last["next"] is None and last["next_cursor"] is None
    assert sales.call("GET", second["next"].partition("testserver")[2]).ids == ids[4:]
    assert sales.call("GET", second["previous"].partition("testserver")[2]).ids == ids[:2]


def test_a_page_past_the_end_is_empty(sales: Api) -> None:
    make(sales, "accounts", name="a")

    for page in (2, 10**14):
        reply = sales.get("/api/accounts", page=page)
        assert (reply.status, reply.ids, reply.body["count"]) == (200, [], 1)


def test_a_page_holds_fifteen_unless_asked_and_a_hundred_at_most(sales: Api) -> None:
    rows = [{"name": str(number)} for number in range(101)]
    assert sales.post("/api/accounts/bulk", {"create": rows}).status == 200

    assert len(sales.get("/api/accounts").ids) == 15
    assert len(sales.get("/api/accounts", limit=20).ids) == 20
    most = sales.get("/api/accounts", per_page=5000)
    assert (len(most.ids), most.body["per_page"]) == (100, 100)


@pytest.mark.parametrize("asked", ["0", "-1", "x", "1.5", "", "１"])
@pytest.mark.parametrize("name", ["page", "per_page", "limit"])
def test_what_is_no_page_is_refused(sales: Api, name: str, asked: str) -> None:
    assert sales.get("/api/accounts", **{name: asked}).status == 400


def test_a_count_may_be_left_out_or_capped(sales: Api) -> None:
    make(sales, "accounts", name="a")

    assert sales.get("/api/accounts", count=False).body["count"] is None
    capped = sales.get("/api/accounts", count="capped").body
    assert capped["count"] == 1 and "count_capped" not in capped


def test_a_cursor_belongs_to_its_type_filter_and_order(sales: Api) -> None:
    for name in "abcd":
        make(sales, "accounts", name=name)
        make(sales, "products", name=name)
    asked: dict[str, Any] = {"q": {"name": {"$gt": ""}}, "order": {"name": "asc"}, "per_page": 2}
    cursor = sales.get("/api/accounts", **asked).body["next_cursor"]

    walking = sales.get("/api/accounts", cursor=cursor, **asked)
    assert (walking.status, walking.body["page"], walking.body["previous"]) == (200, None, None)
    others: list[dict[str, Any]] = [{"q": {"name": {"$gt": "a"}}}, {"order": {"name": "desc"}}]
    for other in [*others, {"page": 2}, {"cursor": cursor[:-2]}, {"cursor": "x"}]:
        reply = sales.get("/api/accounts", **{"cursor": cursor, **asked, **other})
        assert reply.status == 400, other
    assert sales.get("/api/products", cursor=cursor, **asked).status == 400


def test_a_cursor_neither_repeats_nor_loses_what_does_not_change(sales: Api) -> None:
    ids = [make(sales, "accounts", name=name) for name in "bdfhj"]
    asked: dict[str, Any] = {"order": {"name": "asc"}, "per_page": 2}
    first = sales.get("/api/accounts", **asked)
    make(sales, "accounts", name="a")
    sales.delete(f"/api/accounts/{ids[0]}")

    second = sales.get("/api/accounts", cursor=first.body["next_cursor"], **asked)
    third = sales.get("/api/accounts", cursor=second.body["next_cursor"], **asked)

    assert [first.ids, second.ids, third.ids] == [ids[:2], ids[2:4], ids[4:]]


def test_sets_stand_in_single_records_and_in_lists_where_named(sales: Api) -> None:
    account = make(sales, "accounts", name="a", emails=[{"address": "a@example.com"}])
    sets = {"emails", "phones", "team_ids", "tag_ids"}

    [listed] = sales.get("/api/accounts").body["results"]
    single = sales.get(f"/api/accounts/{account}").body
    [named] = sales.get("/api/accounts", expand="emails").body["results"]

    assert not sets & set(listed) and sets <= set(single)
    assert listed["email"] == "a@example.com"
    assert named["emails"] == single["emails"]
    assert sales.get("/api/accounts", fields="id,emails").body["results"] == [
        {"id": account, "emails": single["emails"]}
    ]
    assert single["phones"] == single["tag_ids"] == []


def test_fields_names_what_is_shown(sales: Api) -> None:
    define("accounts", "text", "cf_region")
    account = make(sales, "accounts", name="a", cf_region="North")

    asked = "name,cf_region"
    assert sales.get(f"/api/accounts/{account}", fields=asked).body == {
        "name": "a",
        "cf_region": "North",
    }
    for unknown in ("nmae", "cf_regio", "owner__email", "account.name"):
        reply = sales.get("/api/accounts", fields=f"id,{unknown}")
        assert reply.status == 400, unknown
    assert "did you mean 'name'?" in sales.get("/api/accounts", fields="nmae").body["message"]


def test_custom_fields_stand_after_the_standard_ones_all_of_them(sales: Api) -> None:
    for key in ("cf_b", "cf_a"):
        define("accounts", "text", key)
    account = make(sales, "accounts", name="a")

    for item in (
        sales.get(f"/api/accounts/{account}").body,
        sales.get("/api/accounts").body["results"][0],
    ):
        assert list(item)[-2:] == ["cf_b", "cf_a"]
        assert item["cf_b"] is None


def test_a_field_made_later_is_empty_in_what_is_stored(sales: Api) -> None:
    define("accounts", "text", "cf_a")
    account = make(sales, "accounts", name="a", cf_a="x")
    define("accounts", "number", "cf_b", default=5, required=True)

    item = sales.get(f"/api/accounts/{account}").body
    assert (item["cf_a"], item["cf_b"]) == ("x", None)
    assert sales.get("/api/accounts", q={"cf_b": None}).ids == [account]


def test_expand_embeds_what_the_caller_may_see(
    api: Calls, sales: Api, owner: Person, stranger: Person
) -> None:
    seen = make(sales, "accounts", name="seen")
    hidden = make(api(stranger), "accounts", name="hidden")
    contact = make(sales, "contacts", last_name="c", account_ids=[seen])
    lonely = make(api(stranger), "contacts", last_name="d", account_id=hidden)
    api(stranger).patch(f"/api/contacts/{lonely}", {"owner_id": stranger.id})

    item = sales.get(f"/api/contacts/{contact}", expand="account,owner,accounts").body
    assert item["account"]["name"] == "seen" and item["account_id"] == seen
    assert item["owner"]["id"] == owner.id and "password" not in item["owner"]
    assert [one["id"] for one in item["accounts"]] == [seen]
    assert "emails" not in item["account"]
    assert sales.get("/api/contacts", expand="nothing").status == 400


def test_expand_gives_null_for_none(sales: Api) -> None:
    contact = make(sales, "contacts", last_name="c")

    item = sales.get(f"/api/contacts/{contact}", expand="account,accounts").body
    assert (item["account"], item["accounts"]) == (None, [])


def test_lines_are_embedded_in_their_order(sales: Api) -> None:
    sale = make(sales, "opportunities", name="s")
    other = make(sales, "opportunities", name="t")
    for place, name in ((2, "b"), (1, "a")):
        line = {"opportunity_id": sale, "name": name, "unit_price": 5, "position": place}
        assert sales.post("/api/opportunity_lines", line).status == 201

    item = sales.get(f"/api/opportunities/{sale}", lines=True).body
    assert [line["name"] for line in item["lines"]] == ["a", "b"]
    assert [line["total"] for line in item["lines"]] == [5, 5]
    listed = sales.get("/api/opportunities", lines=True).body["results"]
    assert {one["id"]: len(one["lines"]) for one in listed} == {sale: 2, other: 0}
    assert sales.get("/api/accounts", lines=True).status == 400


def test_related_records_are_a_page_with_all_list_parameters(sales: Api) -> None:
    account = make(sales, "accounts", name="a")
    ids = [make(sales, "contacts", last_name=name, account_id=account) for name in "cab"]
    make(sales, "contacts", last_name="a")

    path = f"/api/accounts/{account}/contacts"
    assert sales.get(path).ids == ids[::-1]
    asked = sales.get(path, q={"last_name": {"$gt": "a"}}, order={"name": "asc"}, fields="id")
    assert asked.body["results"] == [{"id": ids[2]}, {"id": ids[0]}]
    assert sales.get(path, per_page=1).body["count"] == 3
    assert sales.get(path, nonsense=1).status == 400
    assert sales.get(f"/api/accounts/{account}/nonsense").status == 404
    assert sales.get("/api/accounts/987654321/contacts").status == 404


def test_relations_lead_both_ways(sales: Api) -> None:
    mother = make(sales, "accounts", name="m")
    child = make(sales, "accounts", name="c", parent_id=mother)
    contact = make(sales, "contacts", last_name="x", account_ids=[child, mother])

    assert sales.get(f"/api/accounts/{mother}/subsidiaries").ids == [child]
    assert set(sales.get(f"/api/contacts/{contact}/accounts").ids) == {child, mother}
    assert sales.get(f"/api/accounts/{mother}/contacts").ids == [contact]


def test_a_cursor_of_related_records_is_not_good_for_others(sales: Api) -> None:
    first, second = (make(sales, "accounts", name=name) for name in "ab")
    for account in (first, second):
        for name in "abc":
            make(sales, "contacts", last_name=name, account_id=account)

    cursor = sales.get(f"/api/accounts/{first}/contacts", per_page=1).body["next_cursor"]
    own = sales.get(f"/api/accounts/{first}/contacts", per_page=1, cursor=cursor)
    other = sales.get(f"/api/accounts/{second}/contacts", per_page=1, cursor=cursor)
    assert (own.status, other.status) == (200, 400)


@pytest.mark.parametrize("key", ["0", "-1", "x", "1.0", "99999999999999999999", "1;", "１", "01"])
def test_what_can_be_no_id_is_a_missing_record(sales: Api, key: str) -> None:
    make(sales, "accounts", name="a")

    for method in ("GET", "PATCH", "PUT", "DELETE"):
        body = {"name": "b"} if method in ("PATCH", "PUT") else None
        assert sales.call(method, f"/api/accounts/{key}", body).status == 404


def test_a_token_that_only_reads_writes_nothing(
    api: Callable[[str], Api], owner: Person, sales: Api
) -> None:
    account = make(sales, "accounts", name="a")
    reader = api(issue(owner.user, "reader", scopes=["read"])[1])

    assert reader.get(f"/api/accounts/{account}").status == 200
    for method, path in (("POST", ""), ("PATCH", f"/{account}"), ("DELETE", f"/{account}")):
        body = None if method == "DELETE" else {"name": "b"}
        assert reader.call(method, f"/api/accounts{path}", body).status == 403


def test_a_scope_for_one_type_reaches_no_other(
    api: Callable[[str], Api], owner: Person, sales: Api
) -> None:
    account = make(sales, "accounts", name="a")
    make(sales, "contacts", last_name="c", account_id=account)
    reader = api(issue(owner.user, "reader", scopes=["contacts:read"])[1])

    [contact] = reader.get("/api/contacts").body["results"]
    assert contact["account_id"] is None
    assert reader.get("/api/accounts").status == 403
    assert reader.get("/api/contacts", q={"account.name": "a"}).ids == []


def test_an_unknown_parameter_is_refused_with_the_nearest_name(people: People, sales: Api) -> None:
    reply = sales.get("/api/accounts", ordr='{"name":"asc"}')

    assert reply.status == 400
    assert "did you mean 'order'?" in reply.body["message"]
