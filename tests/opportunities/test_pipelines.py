"""One pipeline is the default, and each can be won and lost."""

from typing import Any

import pytest

from tests.calls import Api


def defaults(api: Api) -> list[str]:
    """The names of the default pipelines."""
    return [
        one["name"] for one in api.get("/api/pipelines", q={"is_default": True}).body["results"]
    ]


def outcomes(api: Api, pipeline: int) -> set[str]:
    """The outcomes that a pipeline has stages for."""
    found = api.get("/api/pipeline_stages", q={"pipeline_id": pipeline}).body["results"]
    return {one["outcome"] for one in found}


def test_a_pipeline_that_is_not_there_is_refused(seller: Api, stages: dict[str, int]) -> None:
    made = seller.post("/api/opportunities", {"name": "X"}).body["id"]
    absent = {"pipeline_id": 999999}

    for reply in (
        seller.patch(f"/api/opportunities/{made}", absent),
        seller.post("/api/opportunities", {"name": "X", **absent}),
        seller.post("/api/opportunities", {"name": "X", "stage_id": stages["Proposal"], **absent}),
    ):
        assert (reply.status, reply.rules("pipeline_id")) == (422, ["Exists"])


def test_a_new_pipeline_can_be_won_and_lost(chief: Api) -> None:
    pipeline = chief.post("/api/pipelines", {"name": "Partners"}).body["id"]

    assert outcomes(chief, pipeline) == {"open", "won", "lost"}


def test_a_new_default_takes_over_from_the_old_one(chief: Api) -> None:
    chief.post("/api/pipelines", {"name": "Partners", "is_default": True})

    assert defaults(chief) == ["Partners"]


def test_opportunities_begin_in_the_new_default_at_once(chief: Api, seller: Api) -> None:
    seller.post("/api/opportunities", {"name": "X"})
    pipeline = chief.post("/api/pipelines", {"name": "New", "is_default": True}).body["id"]

    assert seller.post("/api/opportunities", {"name": "Y"}).body["pipeline_id"] == pipeline


def test_the_default_is_not_simply_given_up(chief: Api, stages: dict[str, int]) -> None:
    pipeline = chief.get("/api/pipelines").ids[0]

    assert chief.patch(f"/api/pipelines/{pipeline}", {"is_default": False}).status == 422
    assert chief.delete(f"/api/pipelines/{pipeline}").status == 409
    assert defaults(chief) == ["Sales"]


@pytest.mark.parametrize("name", ["Closed Won", "Closed Lost"])
def test_the_last_stage_of_an_outcome_stays(chief: Api, stages: dict[str, int], name: str) -> None:
    stage = f"/api/pipeline_stages/{stages[name]}"

    assert chief.delete(stage).status == 409
    assert chief.patch(stage, {"outcome": "open"}).status == 409


def test_a_stage_in_use_stays(chief: Api, seller: Api, stages: dict[str, int]) -> None:
    stage = f"/api/pipeline_stages/{stages['Proposal']}"
    opportunity = seller.post(
        "/api/opportunities", {"name": "X", "stage_id": stages["Proposal"]}
    ).body["id"]
    assert chief.delete(stage).status == 409

    seller.patch(f"/api/opportunities/{opportunity}", {"stage_id": stages["Qualification"]})
    assert chief.delete(stage).status == 200


def test_a_pipeline_in_use_stays_and_an_unused_one_goes_with_its_stages(
    chief: Api, seller: Api, second: dict[str, int]
) -> None:
    pipeline = chief.get(f"/api/pipeline_stages/{second['Open']}").body["pipeline_id"]
    body = {"name": "X", "pipeline_id": pipeline}
    opportunity = seller.post("/api/opportunities", body).body["id"]
    assert chief.delete(f"/api/pipelines/{pipeline}").status == 409

    chief.delete(f"/api/opportunities/{opportunity}", purge=True)
    assert chief.delete(f"/api/pipelines/{pipeline}").status == 200
    assert outcomes(chief, pipeline) == set()


def test_stage_names_are_unique_inside_a_pipeline(
    chief: Api, stages: dict[str, int], second: dict[str, int]
) -> None:
    pipeline = chief.get(f"/api/pipeline_stages/{stages['Proposal']}").body["pipeline_id"]
    body: dict[str, Any] = {"pipeline_id": pipeline, "name": "PROPOSAL"}

    assert chief.post("/api/pipeline_stages", body).rules("name") == ["Unique"]
    assert chief.post("/api/pipeline_stages", body | {"name": "Open"}).status == 201


def test_a_stage_stays_in_its_pipeline(chief: Api, second: dict[str, int]) -> None:
    sales = chief.get("/api/pipelines", q={"name": "Sales"}).ids[0]

    reply = chief.patch(f"/api/pipeline_stages/{second['Open']}", {"pipeline_id": sales})

    assert reply.rules("pipeline_id") == ["ReadOnly"]


def test_only_administrators_change_pipelines(seller: Api) -> None:
    assert seller.post("/api/pipelines", {"name": "Mine"}).status == 403
    assert seller.get("/api/pipelines").status == 200
