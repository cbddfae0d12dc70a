"""A campaign addresses each contact, lead or account once, on a stage of its own."""

from typing import Any

from tests.calls import Api


def test_a_member_begins_pending_and_its_status_is_dated(
    seller: Api, campaign: int, contact: int
) -> None:
    body = {"campaign_id": campaign, "contact_id": contact}
    member = seller.post("/api/campaign_members", body).body
    assert member["status"] == "Pending"
    assert member["status_at"] is not None

    path = f"/api/campaign_members/{member['id']}"
    assert seller.patch(path, {"status": "Sent"}).body["status_at"] > member["status_at"]


def test_a_member_has_exactly_one_target(seller: Api, campaign: int, contact: int) -> None:
    account = seller.post("/api/accounts", {"name": "A"}).body["id"]
    body: dict[str, Any] = {"campaign_id": campaign}

    assert seller.post("/api/campaign_members", body).refused == {"contact_id"}
    both = body | {"contact_id": contact, "account_id": account}
    assert seller.post("/api/campaign_members", both).refused == {"account_id"}


def test_nobody_is_a_member_twice(seller: Api, campaign: int, contact: int) -> None:
    body = {"campaign_id": campaign, "contact_id": contact}
    member = seller.post("/api/campaign_members", body).body["id"]

    reply = seller.post("/api/campaign_members", body)

    assert reply.rules("contact_id") == ["Unique"]
    assert member in reply.body["validation"]["contact_id"][0]["Unique"]
    assert seller.patch(f"/api/campaign_members/{member}", body).status == 200


def test_nobody_is_named_twice_in_one_request(seller: Api, campaign: int, contact: int) -> None:
    row = {"campaign_id": campaign, "contact_id": contact}

    reply = seller.post("/api/campaign_members/bulk", {"create": [row, row]})

    assert [one["index"] for one in reply.body["results"]] == [1]


def test_the_stage_belongs_to_the_campaign(seller: Api, campaign: int, contact: int) -> None:
    other = seller.post("/api/campaigns", {"name": "Autumn"}).body["id"]
    own, foreign = (
        seller.post("/api/campaign_stages", {"campaign_id": one, "name": "First"}).body["id"]
        for one in (campaign, other)
    )
    body = {"campaign_id": campaign, "contact_id": contact}

    refused = seller.post("/api/campaign_members", body | {"stage_id": foreign})
    assert refused.rules("stage_id") == ["In"]
    assert seller.post("/api/campaign_members", body | {"stage_id": own}).status == 201
