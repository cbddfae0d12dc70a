"""Each type of activity has its own list of statuses."""

import pytest

from tests.calls import Api


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        ("task", "Not Started"),
        ("call", "Planned"),
        ("meeting", "Planned"),
        ("email", "Archived"),
        ("note", None),
    ],
)
def test_an_activity_begins_with_the_first_status_of_its_type(
    seller: Api, type_: str, status: str | None
) -> None:
    assert seller.post("/api/activities", {"type": type_}).body["status"] == status


@pytest.mark.parametrize(
    ("type_", "status"), [("task", "Held"), ("call", "Sent"), ("note", "Completed")]
)
def test_a_status_of_another_types_list_is_refused(seller: Api, type_: str, status: str) -> None:
    reply = seller.post("/api/activities", {"type": type_, "status": status})

    assert reply.rules("status") == ["In"]


def test_with_a_new_type_the_stored_status_is_sent_for_the_new_one(seller: Api) -> None:
    task = seller.post("/api/activities", {"type": "task"}).body
    path = f"/api/activities/{task['id']}"

    reply = seller.patch(path, {"subtype": "Call", "status": task["status"]})
    assert reply.rules("status") == ["In"]
    assert seller.patch(path, {"subtype": "Deadline", "status": task["status"]}).status == 200
    assert seller.patch(path, {"subtype": "Call"}).body["status"] == "Planned"
    meeting = seller.patch(path, {"subtype": "Meeting", "status": "Planned"})
    assert (meeting.body["type"], meeting.body["status"]) == ("meeting", "Planned")


def test_a_done_status_says_when_and_leaving_it_clears_that(seller: Api) -> None:
    task = seller.post("/api/activities", {"type": "task", "status": "completed"}).body
    assert task["completed_at"] is not None

    path = f"/api/activities/{task['id']}"
    kept = seller.patch(path, {"subject": "Other"}).body
    assert kept["completed_at"] == task["completed_at"]
    assert seller.patch(path, {"status": "Started"}).body["completed_at"] is None


def test_a_type_and_its_status_change_together(seller: Api) -> None:
    task = seller.post("/api/activities", {"type": "task"}).body["id"]

    moved = seller.patch(f"/api/activities/{task}", {"subtype": "Call", "status": "Held"}).body

    assert (moved["type"], moved["status"]) == ("call", "Held")


def test_activities_are_found_by_the_text_of_their_status(seller: Api) -> None:
    held = seller.post("/api/activities", {"type": "call", "status": "Held"}).body["id"]
    seller.post("/api/activities", {"type": "task"})

    assert seller.get("/api/activities", q={"status": "held"}).ids == [held]
