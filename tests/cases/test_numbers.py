"""Every case has a number of its own, whoever else writes at the same time."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from cases.models import Case, LastNumber
from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_numbers_count_up(api: Call, owner: Person) -> None:
    first, second = (api(owner).post("/api/cases", {"subject": "X"}).body for _ in "ab")

    assert second["number"] == first["number"] + 1


def test_rows_of_one_request_are_numbered_in_order(api: Call, owner: Person) -> None:
    rows = [{"subject": subject} for subject in "abc"]

    api(owner).post("/api/cases/bulk", {"create": rows})

    cases = Case.objects.order_by("number").values_list("number", "subject")
    assert [subject for _, subject in cases] == ["a", "b", "c"]


def test_counting_goes_on_behind_the_highest_number(api: Call, owner: Person) -> None:
    case = api(owner).post("/api/cases", {"subject": "X"}).body["id"]
    Case.objects.filter(pk=case).update(number=700)
    LastNumber.objects.all().delete()

    assert api(owner).post("/api/cases", {"subject": "Y"}).body["number"] == 701


def test_the_number_is_not_chosen(api: Call, owner: Person) -> None:
    reply = api(owner).post("/api/cases", {"subject": "X", "number": 7})

    assert reply.rules("number") == ["ReadOnly"]


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_get_different_numbers(api: Call, owner: Person) -> None:
    start, numbers = Barrier(4), []

    def write() -> None:
        start.wait()
        numbers.append(api(owner).post("/api/cases", {"subject": "X"}).body["number"])
        connection.close()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == [1, 2, 3, 4]
