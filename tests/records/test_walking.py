"""A walk by cursor, while others write: nothing repeated, and nothing lost that is left alone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from tests.calls import Api
from tests.fields import define
from tests.people import People, Person, gather, install

pytestmark = pytest.mark.django_db(transaction=True)

Call = Callable[[Person], Api]
ORDERS: list[dict[str, str]] = [
    {},
    {"name": "asc"},
    {"name": "desc", "created_at": "asc"},
    {"industry": "asc"},
    {"cf_size": "desc"},
    {"email": "asc", "id": "desc"},
]


@pytest.fixture
def people(transactional_db: None) -> People:
    """The four, committed for all threads to see."""
    install()
    return gather()


@pytest.fixture
def chief(api: Call, administrator: Person) -> Api:
    """The API as an administrator calls it, with 60 accounts, many alike and some empty."""
    define("accounts", "number", "cf_size")
    caller = api(administrator)
    rows = [
        {
            "name": f"Acme {number % 7}",
            "industry": "Mining" if number % 3 else None,
            "cf_size": number % 5 if number % 4 else None,
            "email": f"a{number % 9}@example.com" if number % 2 else None,
        }
        for number in range(60)
    ]
    assert caller.post("/api/accounts/bulk", {"create": rows}).status == 200
    return caller


@contextmanager
def writing(person: Person) -> Iterator[None]:
    """Somebody makes, changes and deletes accounts of his own all the while."""
    end = threading.Event()
    failed: list[Any] = []

    def write() -> None:
        other, number = Api(person.token), 0
        while not end.is_set():
            number += 1
            body = {"name": f"Acme {number % 9}", "cf_size": number % 6, "industry": "Mining"}
            made = other.post("/api/accounts", body)
            if made.status == 201 and number % 2:
                other.patch(f"/api/accounts/{made.body['id']}", {"name": "Acme 3"})
                other.delete(f"/api/accounts/{made.body['id']}")
            if made.status >= 500:
                failed.append(made)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
    assert failed == []


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ",".join(order) or "none")
def test_nothing_is_repeated_and_nothing_is_lost(
    chief: Api, administrator: Person, order: dict[str, str]
) -> None:
    given = {"order": order, "count": "false", "fields": "id"}
    there = {
        one
        for page in (1, 2)
        for one in chief.get("/api/accounts", per_page="30", page=str(page)).ids
    }
    with writing(administrator):
        page = chief.get("/api/accounts", per_page="7", **given)
        met = page.ids
        while cursor := page.body["next_cursor"]:
            page = chief.get("/api/accounts", per_page="7", cursor=cursor, **given)
            assert page.status == 200
            assert (page.body["page"], page.body["previous"]) == (None, None)
            met += page.ids

    assert len(there) == 60
    assert len(met) == len(set(met))
    assert there <= set(met)


def test_counts_are_exact_none_or_capped(chief: Api) -> None:
    exact, capped, none = (
        chief.get("/api/accounts", q={"name": {"$sw": "acme"}}, count=word).body
        for word in ("true", "capped", "false")
    )

    assert (exact["count"], none["count"]) == (60, None)
    assert (capped["count"], "count_capped" in exact) == (60, False)
