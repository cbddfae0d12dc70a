"""A case is opened now, and closed by its status."""

from collections.abc import Callable

import pytest

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_a_new_case_is_new_and_open(api: Call, owner: Person) -> None:
    case = api(owner).post("/api/cases", {"subject": "X"}).body

    assert (case["status"], case["priority"], case["closed_at"]) == ("New", "Normal", None)
    assert case["opened_at"] is not None


@pytest.mark.parametrize("status", ["Closed", "Rejected", "Duplicate"])
def test_a_closing_status_says_when_and_leaving_it_clears_that(
    api: Call, owner: Person, status: str
) -> None:
    case = api(owner).post("/api/cases", {"subject": "X"}).body["id"]
    path = f"/api/cases/{case}"

    assert api(owner).patch(path, {"status": status}).body["closed_at"] is not None
    assert api(owner).patch(path, {"status": "Pending"}).body["closed_at"] is None


def test_a_purged_case_leaves_its_activities(
    api: Call, owner: Person, administrator: Person
) -> None:
    case = api(owner).post("/api/cases", {"subject": "X"}).body["id"]
    task = api(owner).post("/api/activities", {"type": "task", "case_id": case}).body["id"]

    api(administrator).delete(f"/api/cases/{case}", purge=True)

    assert api(owner).get(f"/api/activities/{task}").body["case_id"] is None
