"""How many queries a request may cost, whatever the number of records and fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.calls import Api, Reply
from tests.fields import define
from tests.people import People

pytestmark = pytest.mark.django_db
FIELDS = {
    **{"text": 6, "number": 3, "numeric": 3, "date": 2, "boolean": 2, "select": 2},
    **{"multi_select": 1, "datetime": 1},
}
VALUES: dict[str, Any] = {
    **{"text": "Some text", "number": 5, "numeric": 1.5, "date": "2020-01-01", "boolean": True},
    **{"select": "One", "multi_select": ["One", "Two"], "datetime": "2020-01-01T00:00:00Z"},
}
TWENTY = {f"cf_{name}_{n}": VALUES[name] for name, count in FIELDS.items() for n in range(count)}
# Each counts the look at the revisions, and begin and end of a transaction where there is one.
LIST, SINGLE, CREATE, CHANGE = 3, 7, 9, 16
BULK = 30


@pytest.fixture(scope="module")
def sales(shared_people: People) -> Api:
    """The owner's calls, where contacts have twenty custom fields and there are a hundred."""
    for name, count in FIELDS.items():
        for number in range(count):
            define("contacts", name, f"cf_{name}_{number}")
    api = Api(shared_people.owner.token)
    rows = [{"last_name": str(number), **TWENTY} for number in range(100)]
    assert api.post("/api/contacts/bulk", {"create": rows}).status == 200
    return api


def cost(act: Callable[[], Reply], status: int = 200) -> int:
    """The number of queries of a call that is made a second time, with nothing to be learnt."""
    act()
    with CaptureQueriesContext(connection) as context:
        reply = act()
    assert reply.status == status, reply
    return len(context)


def test_a_list_costs_the_same_however_long_and_wide(sales: Api) -> None:
    assert len(TWENTY) == 20

    wide = [cost(partial(sales.get, "/api/contacts", per_page=n)) for n in (1, 10, 100)]
    narrow = cost(lambda: sales.get("/api/contacts", per_page=100, fields="id,last_name"))
    assert [*wide, narrow] == [LIST] * 4


def test_a_filter_and_an_order_cost_as_much_for_many_demands_as_for_one(sales: Api) -> None:
    query = {"cf_text_0": {"$sw": "some"}, "cf_number_1": {"$gt": 1}, "account.name": None}
    order = {"cf_numeric_0": "asc", "last_name": "desc"}

    # The demands are weighed and the ids found before the rows are read.
    assert cost(lambda: sales.get("/api/contacts", q=query, order=order, per_page=100)) == LIST + 2


def test_embedding_costs_by_relation_not_by_record(sales: Api) -> None:
    few = cost(lambda: sales.get("/api/contacts", per_page=2, expand="account,owner,emails"))
    many = cost(lambda: sales.get("/api/contacts", per_page=100, expand="account,owner,emails"))

    assert few == many <= LIST + 5


def test_a_single_record_costs_one_query_for_each_kind_of_set(sales: Api) -> None:
    one = sales.get("/api/contacts", per_page=1).ids[0]

    assert cost(lambda: sales.get(f"/api/contacts/{one}")) <= SINGLE


def test_a_record_with_twenty_custom_values_is_made_in_few_queries(sales: Api) -> None:
    body = {"last_name": "N", **TWENTY}

    assert cost(lambda: sales.post("/api/contacts", body), 201) <= CREATE


def test_a_change_of_twenty_custom_values_costs_as_much_as_of_one(sales: Api) -> None:
    one = sales.get("/api/contacts", per_page=1).ids[0]
    words = iter(range(1000))

    def change(names: list[str]) -> Reply:
        word = str(next(words))
        return sales.patch(f"/api/contacts/{one}", {name: word for name in names})

    texts = [name for name in TWENTY if name.startswith("cf_text")]
    assert cost(lambda: change(texts)) == cost(lambda: change(texts[:1])) <= CHANGE


def test_a_thousand_records_are_made_in_bounded_queries(sales: Api) -> None:
    rows = [{"last_name": "N", "email": f"a{n}@example.com", **TWENTY} for n in range(1000)]

    assert cost(lambda: sales.post("/api/contacts/bulk", {"create": rows})) <= BULK


def test_a_hundred_changes_cost_no_more_than_ten(sales: Api) -> None:
    ids = sales.get("/api/contacts", per_page=100).ids
    words = iter(range(1000))

    def change(count: int) -> Reply:
        body = {"cf_text_0": str(next(words)), "description": "x"}
        rows = [{"id": one, **body} for one in ids[:count]]
        return sales.post("/api/contacts/bulk", {"update": rows})

    allowed = 6 if connection.vendor == "sqlite" else 1  # there, ids of the log
    assert cost(lambda: change(100)) <= cost(lambda: change(10)) + allowed
