"""What the marketing does: campaigns with their stages and members, and target lists."""

from typing import Any

from crm.demo.customers import Customer
from crm.demo.dice import Dice
from crm.demo.office import Office
from crm.demo.people import Person
from crm.demo.writer import Writer

STATUSES = {"Pending": 3, "Sent": 5, "Opened": 5, "Clicked": 3, "Responded": 2, "Bounced": 1}
MAILED, INVITED = 110, 45


def plan_campaigns(words: dict[str, Any], writer: Writer, owner_id: int) -> list[int]:
    """Make the campaigns; their ids."""
    rows = [
        {
            "name": name,
            "type": kind,
            "status": status,
            "start_date": writer.date(start),
            "end_date": writer.date(start + length),
            "budget": budget,
            "owner_id": owner_id,
        }
        for name, kind, status, start, length, budget in words["marketing"]["campaigns"]
    ]
    return writer.make("campaigns", rows)


def address(
    office: Office, customers: list[Customer], people: list[Person], leads: list[int]
) -> None:
    """Put contacts, leads and accounts into campaigns and target lists."""
    dice = Dice("outreach")
    calibration, webinar, newsletter, fair, _ = office.campaigns
    targets = [
        *((newsletter, "contact_id", one.id) for one in dice.sample(people, MAILED)),
        *((calibration, "contact_id", one.id) for one in dice.sample(people, INVITED)),
        *((webinar, "lead_id", one) for one in dice.sample(leads, len(leads) // 2)),
        *((fair, "account_id", one.id) for one in dice.sample(customers, INVITED)),
    ]
    stages = make_stages(office)
    rows = [
        {
            "campaign_id": campaign,
            kind: target,
            "stage_id": dice.choice(stages[campaign]),
            "status": dice.weighted(STATUSES),
        }
        for campaign, kind, target in targets
    ]
    office.writer.make("campaign_members", rows)
    office.writer.make("target_lists", list_targets(dice, customers, people))


def make_stages(office: Office) -> dict[int, list[int]]:
    """The stages of each campaign."""
    names = office.words["marketing"]["stages"]
    rows = [
        {"campaign_id": campaign, "name": name, "delay_days": 7 * place}
        for campaign in office.campaigns
        for place, name in enumerate(names)
    ]
    ids = office.writer.make("campaign_stages", rows)
    width = len(names)
    return {
        campaign: ids[place * width : (place + 1) * width]
        for place, campaign in enumerate(office.campaigns)
    }


def list_targets(
    dice: Dice, customers: list[Customer], people: list[Person]
) -> list[dict[str, Any]]:
    """Two target lists."""
    breweries = [one.id for one in customers if "Brewery" in one.name]
    guests = dice.sample(people, 25)
    return [
        {"name": "Breweries", "category": "Mailing", "account_ids": breweries},
        {
            "name": "Guests of the water fair",
            "category": "Event",
            "contact_links": [{"id": one.id, "opted_out": dice.falls(0.1)} for one in guests],
        },
    ]
