"""Every step of an opportunity is written down, with the names of the stages."""

from decimal import Decimal
from typing import Any

from tests.calls import Api


def steps(api: Api, opportunity: int) -> list[dict[str, Any]]:
    """The histories of an opportunity, oldest first."""
    path = f"/api/opportunities/{opportunity}/opportunity_histories"
    return list(reversed(api.get(path).body["results"]))


def test_creation_and_each_later_step_are_written_down(seller: Api, stages: dict[str, int]) -> None:
    body = {"name": "X", "amount": Decimal("99.99"), "close_date": "2027-01-31"}
    opportunity = seller.post("/api/opportunities", body).body["id"]
    seller.patch(f"/api/opportunities/{opportunity}", {"stage_id": stages["Proposal"]})

    first, second = steps(seller, opportunity)

    assert (first["stage_name"], first["from_stage_id"]) == ("Prospecting", None)
    assert (second["from_stage_name"], second["stage_name"]) == ("Prospecting", "Proposal")
    assert (second["amount"], second["probability"]) == (Decimal("99.99"), 50)
    assert (second["forecast"], second["close_date"]) == (Decimal("49.995"), "2027-01-31")


def test_other_changes_are_no_steps(seller: Api, stages: dict[str, int]) -> None:
    opportunity = seller.post("/api/opportunities", {"name": "X"}).body["id"]
    seller.patch(f"/api/opportunities/{opportunity}", {"amount": 5})
    seller.patch(f"/api/opportunities/{opportunity}", {"stage_id": stages["Prospecting"]})

    assert len(steps(seller, opportunity)) == 1


def test_every_row_of_a_bulk_request_takes_its_step(seller: Api) -> None:
    rows = [{"name": f"X{number}"} for number in range(3)]
    done = seller.post("/api/opportunities/bulk", {"create": rows}).body["results"]

    assert [len(steps(seller, one["id"])) for one in done] == [1, 1, 1]


def test_only_administrators_write_histories_themselves(
    seller: Api, chief: Api, stages: dict[str, int]
) -> None:
    opportunity = seller.post("/api/opportunities", {"name": "X"}).body["id"]
    body = {"opportunity_id": opportunity, "stage_id": stages["Negotiation"], "amount": 7}

    assert seller.post("/api/opportunity_histories", body).status == 403
    made = chief.post("/api/opportunity_histories", body)
    assert (made.status, made.body["stage_name"]) == (201, "Negotiation")


def test_an_old_systems_histories_keep_their_date_and_their_maker(
    seller: Api, chief: Api, stages: dict[str, int]
) -> None:
    item = seller.post("/api/opportunities", {"name": "X"}).body
    stamps = {"created_at": "2019-05-01T08:00:00Z", "created_by_id": item["owner_id"]}
    body = {"opportunity_id": item["id"], "stage_id": stages["Negotiation"], **stamps}
    made = chief.post("/api/opportunity_histories", body).body
    path = f"/api/opportunity_histories/{made['id']}"

    assert {name: made[name] for name in stamps} == stamps
    put = chief.put(path, {k: body[k] for k in ("opportunity_id", "stage_id")} | {"amount": 7}).body
    assert {name: put[name] for name in stamps} == stamps
    assert chief.post("/api/opportunity_histories", body | {"created_by_id": 999}).rules(
        "created_by_id"
    ) == ["Exists"]
    assert chief.patch(path, {"modified_at": stamps["created_at"]}).rules("modified_at") == [
        "ReadOnly"
    ]
    assert seller.patch(path, {"created_at": "2018-01-01"}).status == 403


def test_names_outlive_their_stages(seller: Api, chief: Api, stages: dict[str, int]) -> None:
    pipeline = chief.get(f"/api/pipeline_stages/{stages['Proposal']}").body["pipeline_id"]
    body = {"pipeline_id": pipeline, "name": "Pilot"}
    pilot = chief.post("/api/pipeline_stages", body).body["id"]
    opportunity = seller.post("/api/opportunities", {"name": "X", "stage_id": pilot}).body["id"]
    seller.patch(f"/api/opportunities/{opportunity}", {"stage_id": stages["Proposal"]})

    assert chief.delete(f"/api/pipeline_stages/{pilot}").status == 200

    first = steps(seller, opportunity)[0]
    assert (first["stage_id"], first["stage_name"]) == (None, "Pilot")
