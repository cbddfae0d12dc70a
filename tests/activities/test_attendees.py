"""The owner of a call or meeting takes part in it."""

from collections.abc import Callable
from typing import Any

from tests.calls import Api
from tests.people import Person


def test_the_owner_joins_calls_and_meetings_and_nothing_else(seller: Api, owner: Person) -> None:
    joined = {
        type_: seller.post("/api/activities", {"type": type_}).body["user_ids"]
        for type_ in ("call", "meeting", "task")
    }

    assert joined == {"call": [owner.id], "meeting": [owner.id], "task": []}


def test_the_owner_stands_behind_those_who_were_named(
    seller: Api, owner: Person, colleague: Person
) -> None:
    links = [{"id": colleague.id, "status": "Accepted"}]

    made = seller.post("/api/activities", {"type": "call", "user_links": links}).body

    assert made["user_links"] == [*links, {"id": owner.id, "status": None}]


def test_a_new_owner_joins_and_the_others_stay(
    api: Callable[[Any], Api], administrator: Person, seller: Api, owner: Person, colleague: Person
) -> None:
    call = seller.post("/api/activities", {"type": "call"}).body["id"]

    changed = api(administrator).patch(f"/api/activities/{call}", {"owner_id": colleague.id}).body

    assert changed["user_ids"] == [owner.id, colleague.id]


def test_a_call_that_became_a_meeting_changes_no_attendee(seller: Api, owner: Person) -> None:
    call = seller.post("/api/activities", {"type": "call"}).body["id"]

    assert seller.patch(f"/api/activities/{call}", {"subtype": "Demo"}).body["user_ids"] == [
        owner.id
    ]
