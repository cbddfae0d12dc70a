"""Many writes in one request: all or none, or each for itself; found by a value; each answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.calls import Api, Reply
from tests.fields import define
from tests.people import Person

Calls = Callable[[Person], Api]


@pytest.fixture
def sales(api: Calls, owner: Person) -> Api:
    """The owner's calls."""
    return api(owner)


@pytest.fixture
def ids(sales: Api) -> list[int]:
    """Three accounts."""
    reply = bulk(sales, create=[{"name": name} for name in "abc"])
    return [one["id"] for one in reply.body["results"]]


def bulk(calls: Api, path: str = "accounts", **body: Any) -> Reply:
    """A bulk request."""
    return calls.post(f"/api/{path}/bulk", body)


def test_each_row_has_its_result_in_order(sales: Api, ids: list[int]) -> None:
    define("accounts", "text", "cf_code", unique=True)
    sales.patch(f"/api/accounts/{ids[2]}", {"cf_code": "x"})
    reply = bulk(
        sales,
        delete=[ids[0]],
        upsert=[{"cf_code": "X", "name": "c2"}, {"cf_code": "y", "name": "new"}],
        update=[{"id": ids[1], "name": "b2"}],
        create=[{"name": "d"}],
        by="cf_code",
    )

    assert reply.status == 200, reply
    told = {(one["op"], one["index"]): one for one in reply.body["results"]}
    assert [*told] == [
        *(("create", 0), ("update", 0), ("upsert", 0), ("upsert", 1), ("delete", 0)),
    ]
    assert {key: one["status"] for key, one in told.items()} == {
        **{("create", 0): 201, ("update", 0): 200, ("upsert", 0): 200},
        **{("upsert", 1): 201, ("delete", 0): 200},
    }
    assert told["upsert", 0]["id"] == ids[2] and told["delete", 0]["id"] == ids[0]
    names = [one["name"] for one in sales.get("/api/accounts").body["results"]]
    assert sorted(names) == ["b2", "c2", "d", "new"]


def test_with_a_bad_row_nothing_is_written(sales: Api, ids: list[int]) -> None:
    reply = bulk(
        sales,
        create=[{"name": "ok"}, {"name": None}, {"nmae": "x"}, 5],
        update=[{"id": ids[0], "name": "new"}, {"id": 987654321}, {"name": "x"}],
        delete=[ids[1], "x", 987654320],
    )

    assert reply.status == 422, reply
    told = {(one["op"], one["index"]): one["status"] for one in reply.body["results"]}
    assert told == {
        **{("create", 1): 422, ("create", 2): 400, ("create", 3): 400},
        **{("update", 1): 404, ("update", 2): 422, ("delete", 1): 422, ("delete", 2): 404},
    }
    assert sales.get("/api/accounts", fields="id,name,version").body["results"] == [
        {"id": one, "name": name, "version": 1} for one, name in zip(ids[::-1], "cba", strict=True)
    ]


def test_each_for_itself_writes_what_is_good(sales: Api, ids: list[int]) -> None:
    reply = bulk(
        *(sales,),
        create=[{"name": "ok"}, {"name": None}],
        update=[{"id": ids[0], "name": "new"}, {"id": ids[1], "name": 5}],
        delete=[ids[2], 987654321],
        atomic=False,
    )

    assert reply.status == 200
    assert [one["status"] for one in reply.body["results"]] == [201, 422, 200, 422, 200, 404]
    refused = reply.body["results"][1]["error"]
    assert refused["validation"] == {"name": [{"Required": []}]}
    names = {one["name"] for one in sales.get("/api/accounts").body["results"]}
    assert names == {"ok", "new", "b"}


def test_a_request_may_hold_a_thousand_rows(sales: Api) -> None:
    rows = [{"name": str(number)} for number in range(1001)]

    assert bulk(sales, create=rows).status == 400
    assert bulk(sales, create=rows[:1000]).status == 200
    assert sales.get("/api/accounts").body["count"] == 1000


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"create": []}, {"create": {}}, {"create": None}, {"crate": [{"name": "a"}]}),
        *({"create": [{"name": "a"}], "atomic": 1}, {"upsert": [{"name": "a"}]}),
        *({"upsert": [{"name": "a"}], "by": "name"}, {"upsert": [{"name": "a"}], "by": "nope"}),
        {"upsert": [{"name": "a"}], "by": 5},
    ],
)
def test_what_is_no_bulk_request_is_refused(sales: Api, body: dict[str, Any]) -> None:
    reply = bulk(sales, **body)

    assert (reply.status, reply.body["type"]) == (400, "Invalid Request error")


def test_rows_of_one_request_share_no_unique_value(sales: Api) -> None:
    define("accounts", "number", "cf_code", unique=True)
    reply = bulk(sales, create=[{"name": "a", "cf_code": 1}, {"name": "b", "cf_code": 1}])

    assert reply.status == 422
    [refused] = reply.body["results"]
    assert (refused["index"], [*refused["error"]["validation"]]) == (1, ["cf_code"])


def test_unique_values_can_change_places(sales: Api) -> None:
    define("accounts", "text", "cf_code", unique=True)
    made = bulk(sales, create=[{"name": "a", "cf_code": "1"}, {"name": "b", "cf_code": "2"}])
    a, b = (one["id"] for one in made.body["results"])

    swapped = bulk(sales, update=[{"id": a, "cf_code": "2"}, {"id": b, "cf_code": "1"}])
    assert swapped.status == 200, swapped
    assert sales.get(f"/api/accounts/{a}").body["cf_code"] == "2"


def test_a_record_is_named_once(sales: Api, ids: list[int]) -> None:
    reply = bulk(
        sales, update=[{"id": ids[0], "name": "x"}, {"id": ids[0]}], delete=[ids[0]], atomic=False
    )

    assert [one["status"] for one in reply.body["results"]] == [200, 409, 409]


def test_upsert_by_an_address_finds_any_of_a_records_addresses(sales: Api) -> None:
    emails = [{"address": "a@example.com"}, {"address": "b@example.com"}]
    made = sales.post("/api/contacts", {"last_name": "N", "emails": emails}).body["id"]
    row = {"email": "B@example.com", "last_name": "M"}

    reply = bulk(
        sales, "contacts", upsert=[row, {"email": "c@example.com", "last_name": "C"}], by="email"
    )
    assert [one["status"] for one in reply.body["results"]] == [200, 201]
    assert reply.body["results"][0]["id"] == made
    assert sales.get(f"/api/contacts/{made}").body["last_name"] == "M"


def test_upsert_by_what_several_have_is_a_conflict(sales: Api) -> None:
    rows = [{"name": name, "external_id": "7"} for name in "ab"]
    assert bulk(sales, create=rows).status == 200

    reply = bulk(sales, upsert=[{"external_id": "7", "name": "c"}], by="external_id", atomic=False)
    assert [one["status"] for one in reply.body["results"]] == [409]


def test_upsert_by_external_id_makes_and_then_changes(sales: Api) -> None:
    row = {"external_id": "Straße", "name": "a"}
    first = bulk(sales, upsert=[row], by="external_id").body["results"][0]
    second = bulk(sales, upsert=[{**row, "external_id": "STRASSE"}], by="external_id")

    assert (first["status"], second.body["results"][0]["status"]) == (201, 200)
    assert second.body["results"][0]["id"] == first["id"]


def test_upsert_does_not_find_the_bin_or_the_invisible(
    api: Calls, sales: Api, stranger: Person
) -> None:
    row = {"external_id": "7", "name": "a"}
    api(stranger).post("/api/accounts", row)
    gone = sales.post("/api/accounts", row).body["id"]
    sales.delete(f"/api/accounts/{gone}")

    reply = bulk(sales, upsert=[row, {"name": "b"}], by="external_id", atomic=False)
    assert [one["status"] for one in reply.body["results"]] == [201, 422]


def test_rights_are_asked_row_by_row(
    api: Calls, sales: Api, colleague: Person, ids: list[int]
) -> None:
    own = api(colleague).post("/api/accounts", {"name": "own"}).body["id"]
    rows = [{"id": own, "name": "x"}, {"id": ids[0], "name": "x"}, {"id": 987654321, "name": "x"}]

    reply = bulk(api(colleague), update=rows, delete=[ids[1]], atomic=False)
    assert [one["status"] for one in reply.body["results"]] == [200, 403, 404, 403]
    assert sales.get("/api/accounts", q={"name": "x"}).ids == [own]


def test_what_is_needed_elsewhere_is_told_row_by_row(api: Calls, administrator: Person) -> None:
    boss = api(administrator)
    used = boss.post("/api/opportunities", {"name": "s"}).body["pipeline_id"]
    free = boss.post("/api/pipelines", {"name": "free"}).body["id"]

    refused = bulk(boss, "pipelines", delete=[free, used])
    assert (refused.status, [one["index"] for one in refused.body["results"]]) == (422, [1])
    assert refused.body["results"][0]["status"] == 409
    assert free in boss.get("/api/pipelines").ids
    reply = bulk(boss, "pipelines", delete=[free, used], atomic=False)
    assert [one["status"] for one in reply.body["results"]] == [200, 409]
    assert boss.get("/api/pipelines").ids == [used]


def test_duplicates_are_looked_for_if_asked(sales: Api) -> None:
    row = {"name": "a", "email": "a@example.com"}
    assert bulk(sales, create=[row]).status == 200
    assert bulk(sales, create=[row]).status == 200

    body = {"create": [row], "atomic": False}
    reply = sales.post("/api/accounts/bulk", body, allow_duplicate=False)
    assert [one["status"] for one in reply.body["results"]] == [409]


def test_duplicates_are_looked_for_among_the_rows_too(sales: Api) -> None:
    rows = [{"name": name, "email": f"{name}@example.com"} for name in ("a", "A", "b")]

    body = {"create": rows, "atomic": False}
    reply = sales.post("/api/accounts/bulk", body, allow_duplicate=False)

    assert [one["status"] for one in reply.body["results"]] == [201, 409, 201]


def test_lines_written_together_make_one_amount(sales: Api) -> None:
    sale = sales.post("/api/opportunities", {"name": "s"}).body["id"]
    rows = [
        {"opportunity_id": sale, "name": str(price), "unit_price": price} for price in (1, 2, 3)
    ]

    assert bulk(sales, "opportunity_lines", create=rows).status == 200
    item = sales.get(f"/api/opportunities/{sale}", lines=True).body
    assert (item["amount"], item["version"]) == (6, 2)
    assert [line["position"] for line in item["lines"]] == [1, 2, 3]
