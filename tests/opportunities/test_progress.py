"""Stage, status and probability follow each other."""

from typing import Any

import pytest

from tests.calls import Api, Reply


def made(api: Api, **body: Any) -> dict[str, Any]:
    """A new opportunity."""
    reply = api.post("/api/opportunities", {"name": "Engines", **body})
    assert reply.status == 201, reply.body
    return dict(reply.body)


def changed(api: Api, opportunity: dict[str, Any], **body: Any) -> Reply:
    """What comes of changing an opportunity."""
    return api.patch(f"/api/opportunities/{opportunity['id']}", body)


def test_one_begins_on_the_first_stage_of_the_default_pipeline(
    seller: Api, stages: dict[str, int]
) -> None:
    opportunity = made(seller)

    assert opportunity["stage_id"] == stages["Prospecting"]
    assert (opportunity["status"], opportunity["probability"]) == ("open", 10)


def test_one_begins_on_the_first_stage_of_the_pipeline_named(
    seller: Api, second: dict[str, int], chief: Api
) -> None:
    pipeline = chief.get(f"/api/pipeline_stages/{second['Open']}").body["pipeline_id"]

    assert made(seller, pipeline_id=pipeline)["stage_id"] == second["Open"]


def test_a_stage_brings_status_and_probability(seller: Api, stages: dict[str, int]) -> None:
    opportunity = changed(seller, made(seller), stage_id=stages["Closed Won"]).body

    assert (opportunity["status"], opportunity["probability"]) == ("won", 100)
    assert opportunity["closed_at"] is not None
    assert opportunity["last_stage_id"] == stages["Prospecting"]


def test_a_probability_sent_with_a_stage_wins(seller: Api, stages: dict[str, int]) -> None:
    opportunity = made(seller, stage_id=stages["Proposal"], probability=65)
    assert opportunity["probability"] == 65

    kept = changed(seller, opportunity, stage_id=stages["Negotiation"], probability=65)
    assert kept.body["probability"] == 65


def test_a_probability_alone_moves_nothing(seller: Api, stages: dict[str, int]) -> None:
    opportunity = changed(seller, made(seller), probability=33).body

    assert (opportunity["probability"], opportunity["stage_id"]) == (33, stages["Prospecting"])
    assert changed(seller, opportunity, name="Looms").body["probability"] == 33


@pytest.mark.parametrize(("status", "stage"), [("won", "Closed Won"), ("lost", "Closed Lost")])
def test_a_closing_status_moves_to_its_first_stage_and_open_comes_back(
    seller: Api, stages: dict[str, int], status: str, stage: str
) -> None:
    opportunity = made(seller, stage_id=stages["Proposal"])

    closed = changed(seller, opportunity, status=status).body
    assert closed["stage_id"] == stages[stage]
    assert closed["last_stage_id"] == stages["Proposal"]

    opened = changed(seller, opportunity, status="open").body
    assert (opened["stage_id"], opened["closed_at"]) == (stages["Proposal"], None)
    assert opened["probability"] == 50


def test_one_that_was_never_open_opens_on_the_first_open_stage(
    seller: Api, stages: dict[str, int]
) -> None:
    opportunity = made(seller, status="won")
    assert opportunity["stage_id"] == stages["Closed Won"]

    assert changed(seller, opportunity, status="open").body["stage_id"] == stages["Prospecting"]


def test_the_stage_fixes_the_pipeline(seller: Api, second: dict[str, int]) -> None:
    opportunity = made(seller)

    moved = changed(seller, opportunity, stage_id=second["Won"]).body
    assert moved["pipeline_id"] != opportunity["pipeline_id"]

    refused = changed(seller, opportunity, pipeline_id=opportunity["pipeline_id"])
    assert refused.rules("pipeline_id") == ["In"]


def test_stage_and_pipeline_that_disagree_are_refused(
    seller: Api, stages: dict[str, int], second: dict[str, int]
) -> None:
    pipeline = made(seller)["pipeline_id"]
    body = {"name": "X", "pipeline_id": pipeline, "stage_id": second["Open"]}

    assert seller.post("/api/opportunities", body).refused == {"pipeline_id"}


def test_stage_and_status_that_disagree_are_refused(seller: Api, stages: dict[str, int]) -> None:
    refused = changed(seller, made(seller), stage_id=stages["Proposal"], status="won")

    assert refused.rules("status") == ["In"]


def test_a_whole_record_goes_back_with_only_its_stage_changed(
    seller: Api, stages: dict[str, int]
) -> None:
    opportunity = made(seller)
    body = opportunity | {"stage_id": stages["Closed Won"]}

    reply = seller.put(f"/api/opportunities/{opportunity['id']}", body)

    assert (reply.status, reply.body["status"]) == (200, "won")


def test_a_replacing_write_without_stage_begins_anew(seller: Api, stages: dict[str, int]) -> None:
    opportunity = made(seller, stage_id=stages["Negotiation"])

    replaced = seller.put(f"/api/opportunities/{opportunity['id']}", {"name": "Again"}).body

    assert (replaced["stage_id"], replaced["probability"]) == (stages["Prospecting"], 10)


def test_a_stage_that_is_none_is_refused(seller: Api) -> None:
    reply = seller.post("/api/opportunities", {"name": "X", "stage_id": 999_999})

    assert reply.rules("stage_id") == ["Exists"]


def test_only_a_lost_one_has_a_reason(seller: Api) -> None:
    opportunity = made(seller, status="lost", lost_reason="Price")
    assert opportunity["lost_reason"] == "Price"

    assert changed(seller, opportunity, status="open").body["lost_reason"] is None
    assert changed(seller, opportunity, lost_reason="Timing").rules("lost_reason") == ["In"]


def test_when_it_was_closed_stays_while_it_stays_closed(
    seller: Api, stages: dict[str, int]
) -> None:
    won = made(seller, status="won")

    assert changed(seller, won, amount=5).body["closed_at"] == won["closed_at"]
    assert changed(seller, won, status="lost").body["closed_at"] != won["closed_at"]
