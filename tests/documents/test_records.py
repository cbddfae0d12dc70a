"""A document is published today unless something else is said."""

from collections.abc import Callable
from datetime import UTC, datetime

import time_machine

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_a_document_is_active_and_of_today(api: Call, owner: Person) -> None:
    with time_machine.travel(datetime(2027, 2, 3, 12, tzinfo=UTC), tick=False):
        document = api(owner).post("/api/documents", {"name": "Plan"}).body

    assert (document["status"], document["publish_date"]) == ("Active", "2027-02-03")


def test_a_date_that_is_left_empty_on_purpose_stays_empty(api: Call, owner: Person) -> None:
    body = {"name": "Plan", "publish_date": None}

    document = api(owner).post("/api/documents", body).body

    assert document["publish_date"] is None
    path = f"/api/documents/{document['id']}"
    assert api(owner).patch(path, {"content": "…"}).body["publish_date"] is None


def test_a_document_without_name_and_file_is_refused(api: Call, owner: Person) -> None:
    assert api(owner).post("/api/documents", {"content": "…"}).rules("name") == ["Required"]
