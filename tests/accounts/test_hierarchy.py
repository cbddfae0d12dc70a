"""Nobody becomes his own ancestor, however the circle would be closed."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def made(api: Api, name: str, parent: int | None = None) -> int:
    """A new account's id."""
    return int(api.post("/api/accounts", {"name": name, "parent_id": parent}).body["id"])


def test_a_subsidiary_is_found_below_its_parent(api: Call, owner: Person) -> None:
    parent = made(api(owner), "Holding")
    child = made(api(owner), "Works", parent)

    assert api(owner).get(f"/api/accounts/{parent}/subsidiaries").ids == [child]


def test_an_account_is_not_its_own_parent(api: Call, owner: Person) -> None:
    account = made(api(owner), "Alone")

    reply = api(owner).patch(f"/api/accounts/{account}", {"parent_id": account})

    assert reply.status == 422
    assert reply.rules("parent_id") == ["In"]


def test_a_descendant_does_not_become_the_parent(api: Call, owner: Person) -> None:
    top = made(api(owner), "Top")
    bottom = made(api(owner), "Bottom", made(api(owner), "Middle", top))

    assert api(owner).patch(f"/api/accounts/{top}", {"parent_id": bottom}).status == 422


def test_a_circle_of_two_rows_of_one_request_is_refused(api: Call, owner: Person) -> None:
    one, other = made(api(owner), "One"), made(api(owner), "Other")
    rows = [{"id": one, "parent_id": other}, {"id": other, "parent_id": one}]

    assert api(owner).post("/api/accounts/bulk", {"update": rows}).status == 422


def test_two_rows_may_swap_places(api: Call, owner: Person) -> None:
    top = made(api(owner), "Top")
    bottom = made(api(owner), "Bottom", top)
    rows = [{"id": top, "parent_id": bottom}, {"id": bottom, "parent_id": None}]

    assert api(owner).post("/api/accounts/bulk", {"update": rows}).status == 200


def test_a_row_that_is_refused_opens_no_circle(api: Call, owner: Person) -> None:
    top = made(api(owner), "Top")
    bottom = made(api(owner), "Bottom", top)
    rows = [{"id": top, "parent_id": bottom}, {"id": bottom, "parent_id": None, "name": None}]

    api(owner).post("/api/accounts/bulk", {"update": rows, "atomic": False})

    assert api(owner).get(f"/api/accounts/{top}").body["parent_id"] is None


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_do_not_close_a_circle(api: Call, owner: Person) -> None:
    one, other = made(api(owner), "One"), made(api(owner), "Other")
    start, statuses = Barrier(2), []

    def move(account: int, parent: int) -> None:
        start.wait()
        reply = api(owner).patch(f"/api/accounts/{account}", {"parent_id": parent})
        statuses.append(reply.status)
        connection.close()

    threads = [Thread(target=move, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200, 422]
