"""The type of an activity is fixed; only a subtype moves it to another."""

import pytest

from tests.calls import Api


def test_a_type_has_its_usual_subtype_which_names_the_subject(seller: Api) -> None:
    made = seller.post("/api/activities", {"type": "meeting"}).body

    assert (made["subtype"], made["subject"]) == ("Meeting", "Meeting")


def test_a_subtype_alone_tells_the_type(seller: Api) -> None:
    made = seller.post("/api/activities", {"subtype": "Lunch", "subject": "Soup"}).body

    assert (made["type"], made["subject"]) == ("meeting", "Soup")


def test_one_of_the_two_is_needed(seller: Api) -> None:
    assert seller.post("/api/activities", {"subject": "X"}).refused == {"type"}


def test_type_and_subtype_that_disagree_are_refused(seller: Api) -> None:
    reply = seller.post("/api/activities", {"type": "task", "subtype": "Demo"})

    assert reply.rules("subtype") == ["In"]


def test_the_type_alone_does_not_change(seller: Api) -> None:
    task = seller.post("/api/activities", {"type": "task"}).body["id"]

    assert seller.patch(f"/api/activities/{task}", {"type": "call"}).rules("type") == ["ReadOnly"]


def test_a_subtype_of_another_type_brings_type_and_first_status(seller: Api) -> None:
    body = {"type": "task", "status": "Completed"}
    task = seller.post("/api/activities", body).body["id"]

    moved = seller.patch(f"/api/activities/{task}", {"subtype": "Demo"}).body

    assert (moved["type"], moved["status"], moved["completed_at"]) == ("meeting", "Planned", None)


def test_a_replacing_write_keeps_the_type(seller: Api) -> None:
    call = seller.post("/api/activities", {"type": "call"}).body["id"]

    replaced = seller.put(f"/api/activities/{call}", {"type": "call", "subject": "Again"}).body

    assert (replaced["type"], replaced["subtype"]) == ("call", "Call")


@pytest.mark.parametrize(("type_", "direction"), [("call", "Outbound"), ("task", None)])
def test_calls_go_out_unless_said_otherwise(seller: Api, type_: str, direction: str | None) -> None:
    assert seller.post("/api/activities", {"type": type_}).body["direction"] == direction


def test_a_note_needs_no_subject(seller: Api) -> None:
    assert seller.post("/api/activities", {"type": "note"}).body["subject"] is None
