"""Activities end after they start, and whole days begin at midnight."""

from typing import Any

import pytest

from tests.calls import Api

START = "2026-11-22T10:30:00Z"


def test_nothing_ends_before_it_starts(seller: Api) -> None:
    body = {"type": "meeting", "starts_at": START, "ends_at": "2026-11-22T10:29:59Z"}
    assert seller.post("/api/activities", body).rules("ends_at") == ["Min"]

    meeting = seller.post("/api/activities", body | {"ends_at": START}).body["id"]
    later = {"starts_at": "2026-11-22T10:31:00Z"}
    assert seller.patch(f"/api/activities/{meeting}", later).refused == {"ends_at"}


def test_whole_days_begin_at_midnight(seller: Api) -> None:
    body = {"type": "meeting", "starts_at": START, "ends_at": "2026-11-23T01:00:00+02:00"}

    made = seller.post("/api/activities", body | {"all_day": True}).body

    assert made["starts_at"] == made["ends_at"] == "2026-11-22T00:00:00Z"


def test_reminders_come_back_as_they_were_sent(seller: Api) -> None:
    reminders = [{"type": "Popup", "seconds": 600}, {"type": "Email", "seconds": 0}]
    meeting = seller.post("/api/activities", {"type": "meeting", "reminders": reminders}).body
    assert meeting["reminders"] == reminders

    path = f"/api/activities/{meeting['id']}"
    assert seller.patch(path, {"reminders": None}).body["reminders"] == []


@pytest.mark.parametrize(
    "reminders",
    ["soon", [5], [{"type": "Popup"}], [{"type": "Popup", "seconds": -1}], [{"seconds": True}]],
)
def test_other_things_are_no_reminders(seller: Api, reminders: Any) -> None:
    reply = seller.post("/api/activities", {"type": "meeting", "reminders": reminders})

    assert reply.rules("reminders") == ["Type"]
