"""What hangs on campaigns and target lists, and what goes with them."""

from collections.abc import Callable
from decimal import Decimal

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_a_campaign_begins_as_a_planned_email(seller: Api, campaign: int) -> None:
    made = seller.get(f"/api/campaigns/{campaign}").body

    assert (made["type"], made["status"], made["is_drip"]) == ("Email", "Planning", False)


def test_stages_stand_one_after_the_other(seller: Api, campaign: int) -> None:
    body = {"campaign_id": campaign, "name": "Mail"}

    places = [seller.post("/api/campaign_stages", body).body["position"] for _ in "ab"]

    assert places == [1, 2]


def test_a_deleted_stage_leaves_its_members(seller: Api, campaign: int, contact: int) -> None:
    body = {"campaign_id": campaign, "name": "Mail"}
    stage = seller.post("/api/campaign_stages", body).body["id"]
    body = {"campaign_id": campaign, "contact_id": contact, "stage_id": stage}
    member = seller.post("/api/campaign_members", body).body["id"]

    seller.delete(f"/api/campaign_stages/{stage}")

    assert seller.get(f"/api/campaign_members/{member}").body["stage_id"] is None


def test_a_purged_campaign_takes_stages_and_members_and_leaves_the_rest(
    api: Call, administrator: Person, seller: Api, campaign: int, contact: int
) -> None:
    seller.patch(f"/api/contacts/{contact}", {"campaign_id": campaign})
    body = {"campaign_id": campaign, "contact_id": contact}
    member = seller.post("/api/campaign_members", body).body["id"]

    api(administrator).delete(f"/api/campaigns/{campaign}", purge=True)

    assert api(administrator).get(f"/api/campaign_members/{member}").status == 404
    assert seller.get(f"/api/contacts/{contact}").body["campaign_id"] is None


def test_a_target_list_remembers_who_opted_out(seller: Api, contact: int, owner: Person) -> None:
    links = [{"id": contact, "opted_out": True}]
    body = {"name": "Readers", "contact_links": links, "user_ids": [owner.id]}

    made = seller.post("/api/target_lists", body).body

    assert made["contact_links"] == links
    assert made["user_links"] == [{"id": owner.id, "opted_out": False}]


def test_a_target_list_is_deleted_for_good(seller: Api) -> None:
    made = seller.post("/api/target_lists", {"name": "Readers"}).body
    assert "deleted_at" not in made

    seller.delete(f"/api/target_lists/{made['id']}")

    assert seller.get(f"/api/target_lists/{made['id']}").status == 404


def test_a_target_lists_structure_is_kept_to_the_last_digit(seller: Api) -> None:
    actions = {"z": [Decimal("1.10"), 2**62, None], "amount": Decimal("0.30000000000000000001")}
    made = seller.post("/api/target_lists", {"name": "A", "including_actions": actions})
    path = f"/api/target_lists/{made.body['id']}"

    for reply in (made, seller.get(path), seller.patch(path, {"including_actions": actions})):
        assert reply.body["including_actions"] == actions and reply.body["version"] == 1
        assert list(reply.body["including_actions"]) == ["z", "amount"]
    told = seller.get(f"{path}/changes").body["results"][0]["changes"]
    assert {one["field"]: one["new"] for one in told}["including_actions"] == actions
    wide = seller.patch(path, {"including_actions": [2**63]})
    assert wide.rules("including_actions") == ["Max"]
