"""Writers at once, in threads with transactions of their own: each comes after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from channels.models import Turn
from tests.calls import Api, Reply
from tests.fields import define
from tests.people import People, gather, install

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[Api], Reply]


@pytest.fixture
def people(transactional_db: None) -> People:
    """The four, committed for all threads to see."""
    install()
    return gather()


@pytest.fixture
def sales(people: People) -> Api:
    """The owner's calls."""
    return Api(people.owner.token)


def together(people: People, *acts: Act, who: str = "owner") -> list[Reply]:
    """What these acts are told, done at the same moment, each in a thread with a client."""
    start = Barrier(len(acts))

    def carry_out(act: Act) -> Reply:
        try:
            api = Api(getattr(people, who).token)
            api.get("/api/me")
            start.wait()
            return act(api)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(carry_out, acts))


def make(calls: Api, path: str, **body: Any) -> str:
    """A record; its path."""
    reply = calls.post(f"/api/{path}", body)
    assert reply.status == 201, reply
    return f"/api/{path}/{reply.body['id']}"


def statuses(replies: list[Reply]) -> dict[int, int]:
    """How often each status came."""
    return dict(Counter(one.status for one in replies))


def test_of_two_changes_of_one_version_one_is_stale(people: People, sales: Api) -> None:
    path = make(sales, "accounts", name="0")
    replies = together(
        people, *(lambda api, n=n: api.patch(path, {"name": str(n)}, version=1) for n in (1, 2))
    )

    assert statuses(replies) == {200: 1, 412: 1}
    winner = next(one for one in replies if one.status == 200)
    assert sales.get(path).body == winner.body and winner.body["version"] == 2
    assert next(one for one in replies if one.status == 412).headers["ETag"] == '"2"'


def test_each_change_counts_the_version_up(people: People, sales: Api) -> None:
    define("accounts", "number", "cf_a")
    path = make(sales, "accounts", name="0")

    def change(api: Api, number: int) -> Reply:
        for step in range(5):
            reply = api.patch(path, {"cf_a": number * 10 + step})
            assert reply.status == 200, reply
        return reply

    together(people, *(lambda api, n=n: change(api, n) for n in range(1, 5)))

    assert sales.get(path).body["version"] == 21
    history = sales.get(f"{path}/changes", per_page=100).body
    assert history["count"] == 21
    steps = [{c["field"]: c for c in one["changes"]}["cf_a"] for one in history["results"][:20]]
    assert all(new["old"] == old["new"] for new, old in pairwise(steps))


def test_changes_of_different_fields_both_stand(people: People, sales: Api) -> None:
    for key in ("cf_a", "cf_b"):
        define("accounts", "text", key)
    path = make(sales, "accounts", name="0")
    replies = together(
        people, *(lambda api, key=key: api.patch(path, {key: key}) for key in ("cf_a", "cf_b"))
    )

    assert statuses(replies) == {200: 2}
    item = sales.get(path).body
    assert (item["cf_a"], item["cf_b"], item["version"]) == ("cf_a", "cf_b", 3)


def test_of_two_records_with_one_unique_custom_value_one_is_made(
    people: People, sales: Api
) -> None:
    define("accounts", "text", "cf_code", unique=True)
    body = {"name": "a", "cf_code": "1"}
    replies = together(people, *[lambda api: api.post("/api/accounts", body)] * 4)

    assert statuses(replies) == {201: 1, 422: 3}
    assert {tuple(one.refused) for one in replies if one.status == 422} == {("cf_code",)}
    assert sales.get("/api/accounts").body["count"] == 1


def test_of_two_records_with_one_unique_standard_value_one_is_made(
    people: People, sales: Api
) -> None:
    body = {"name": "a", "sku": "1"}
    replies = together(people, *[lambda api: api.post("/api/products", body)] * 4)

    assert statuses(replies) == {201: 1, 422: 3}
    assert {tuple(one.refused) for one in replies if one.status == 422} == {("sku",)}
    assert sales.get("/api/products").body["count"] == 1


def test_of_two_records_with_one_address_one_is_made(people: People, sales: Api) -> None:
    first: Act = lambda api: api.post(  # noqa: E731
        "/api/contacts",
        {"last_name": "a", "emails": [{"address": f"{n}@x.example"} for n in "ab"]},
    )
    last: Act = lambda api: api.post(  # noqa: E731
        "/api/contacts",
        {"last_name": "b", "emails": [{"address": f"{n}@X.example"} for n in "ba"]},
    )
    many: Act = lambda api: api.post(  # noqa: E731
        "/api/contacts/bulk",
        {"create": [{"last_name": "c", "email": f"{n}@x.EXAMPLE"} for n in "ba"]},
        allow_duplicate=False,
    )
    replies = together(people, *(first, last, first, last, many))

    found = statuses(replies)
    assert found in ({201: 1, 409: 3, 422: 1}, {200: 1, 409: 4})
    assert sales.get("/api/contacts").body["count"] == found.get(201, 0) + 2 * found.get(200, 0)
    assert not Turn.objects.exists()


def test_two_who_upsert_one_value_make_one_record(people: People, sales: Api) -> None:
    define("accounts", "text", "cf_code", unique=True)
    body = {"upsert": [{"name": "a", "cf_code": "1"}], "by": "cf_code"}
    replies = together(people, *[lambda api: api.post("/api/accounts/bulk", body)] * 4)

    assert set(statuses(replies)) <= {200, 422}
    assert sales.get("/api/accounts").body["count"] == 1


def test_a_value_appended_twice_to_a_list_stands_there_once(people: People, sales: Api) -> None:
    body = {"items": ["Fresh", "fresh", "Other"]}
    append: Act = lambda api: api.patch("/api/lookup/account_type", body)  # noqa: E731
    replies = together(people, append, append, append, append, who="administrator")

    assert statuses(replies) == {200: 4}
    assert len({str(one.body["items"]) for one in replies}) == 1
    values = [one["value"] for one in sales.get("/api/lookup/accounts/type").body["items"]]
    assert values.count("Fresh") + values.count("fresh") == 1 and values.count("Other") == 1


def test_a_tag_named_by_two_is_made_once(people: People, sales: Api) -> None:
    body = {"name": "a", "tag_ids": ["fresh"]}
    replies = together(people, *[lambda api: api.post("/api/accounts", body)] * 4)

    assert statuses(replies) == {201: 4}
    assert len({tuple(one.body["tag_ids"]) for one in replies}) == 1
    assert sales.get("/api/tags").body["count"] == 1


def test_no_number_of_a_case_is_given_twice(people: People, sales: Api) -> None:
    replies = together(people, *[lambda api: api.post("/api/cases", {"subject": "c"})] * 6)

    assert statuses(replies) == {201: 6}
    assert sorted(one.body["number"] for one in replies) == [1, 2, 3, 4, 5, 6]


def test_records_named_in_opposite_orders_are_no_deadlock(people: People, sales: Api) -> None:
    ids = [int(make(sales, "accounts", name=n).rpartition("/")[2]) for n in "abcdefgh"]

    def update(api: Api, order: list[int], name: str) -> Reply:
        return api.post("/api/accounts/bulk", {"update": [{"id": i, "name": name} for i in order]})

    replies = together(
        people,
        *(lambda api, n=n: update(api, ids[:: 1 if n % 2 else -1], str(n)) for n in range(4)),
    )
    assert statuses(replies) == {200: 4}
    names = {one["name"] for one in sales.get("/api/accounts").body["results"]}
    assert len(names) == 1


def test_two_who_would_close_a_circle_do_not(people: People, sales: Api) -> None:
    a, b = make(sales, "accounts", name="a"), make(sales, "accounts", name="b")
    ids = {path: int(path.rpartition("/")[2]) for path in (a, b)}
    replies = together(
        people,
        lambda api: api.patch(a, {"parent_id": ids[b]}),
        lambda api: api.patch(b, {"parent_id": ids[a]}),
    )

    assert statuses(replies) == {200: 1, 422: 1}


def test_lines_added_at_once_all_count(people: People, sales: Api) -> None:
    sale = make(sales, "opportunities", name="s")
    line = {"opportunity_id": int(sale.rpartition("/")[2]), "name": "l", "unit_price": 5}
    replies = together(people, *[lambda api: api.post("/api/opportunity_lines", line)] * 4)

    assert statuses(replies) == {201: 4}
    item = sales.get(sale, lines=True).body
    assert item["amount"] == 20
    assert sorted(one["position"] for one in item["lines"]) == [1, 2, 3, 4]


def test_a_record_that_goes_while_it_is_changed_is_gone(people: People, sales: Api) -> None:
    path = make(sales, "accounts", name="a")
    replies = together(
        *(people, lambda api: api.delete(path), lambda api: api.delete(path)),
        *[lambda api: api.patch(path, {"name": "b"})] * 2,
    )

    assert Counter(one.status for one in replies[:2]) == {200: 1, 404: 1}
    assert {one.status for one in replies[2:]} <= {200, 404}
    assert sales.get("/api/accounts", count=True).body["count"] == 0
    boss = Api(people.administrator.token)
    assert boss.get("/api/accounts").body["count"] == 0


def test_a_field_made_while_records_are_written_is_in_all_of_them(
    people: People, sales: Api
) -> None:
    define("accounts", "text", "cf_a")
    field = {"record_type": "accounts", "type": "text", "label": "b", "key": "cf_b"}
    boss = Api(people.administrator.token)

    def write(api: Api) -> Reply:
        for _ in range(5):
            reply = api.post("/api/accounts", {"name": "n", "cf_a": "x"})
            assert reply.status == 201, reply
        return reply

    replies = together(people, write, write, lambda api: boss.post("/api/customfields", field))
    assert statuses(replies) == {201: 3}
    found = sales.get("/api/accounts", per_page=100).body["results"]
    assert {(one["cf_a"], one["cf_b"]) for one in found} == {("x", None)} and len(found) == 10
