"""What Brightwater sells, and to whom: products, opportunities with lines, and their way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm.demo.customers import Customer
from crm.demo.dice import Dice
from crm.demo.names import begun
from crm.demo.office import Office
from crm.demo.people import Person
from opportunities.stages import pipelines

# How many opportunities end on each step of the way, and from which a lost one was lost.
OPEN = (28, 24, 20, 14)
WON, LOST = 40, 24
SOURCES = {"Existing Customer": 6, "Web Site": 3, "Call": 2, "Campaign": 2, "Partner": 1}
BUYERS = {"Customer", "Prospect", "Reseller", "Partner"}
ROLES = ["Decision maker", "User", "Buyer", "Adviser"]
REASONS = {"Price": 4, "Competitor": 3, "No budget": 2, "No decision": 2, "Timing": 1}
DISCOUNTS = [0, 0, 0, 5, Decimal("7.5"), 10]
COMPETITORS = ["Tidewell", "Aquavane", "Bluegauge", "Own development"]


@dataclass(frozen=True)
class Deal:
    """An opportunity as the other chapters need it. step: how far it goes; outcome: then."""

    subject: str
    what: str
    customer: Customer
    people: list[Person]
    step: int
    outcome: str
    id: int = 0


def offer_products(office: Office) -> list[int]:
    """Make the products; their ids. One is not sold any more."""
    words = office.words["products"]
    names = ("sku", "name", "category", "unit_price", "cost")
    rows = [dict(zip(names, row, strict=True)) for row in words["rows"]]
    for row in rows:
        row |= {"is_active": row["name"] != words["retired"], "tax_rate": 20}
    return office.writer.make("products", rows)


def negotiate(
    office: Office, customers: list[Customer], people: list[Person], products: list[int]
) -> list[Deal]:
    """Make the opportunities on their first stage, give them lines, and walk them on."""
    dice = Dice("opportunities")
    deals = list(think_up(office, dice, customers, people))
    ids = office.writer.make("opportunities", [opportunity(one, office, dice) for one in deals])
    lines = [row for number in ids for row in offer(number, products, dice)]
    office.writer.make("opportunity_lines", lines)
    walk(office, dice, dict(zip(ids, deals, strict=True)))
    return [
        Deal(one.subject, one.what, one.customer, one.people, one.step, one.outcome, number)
        for one, number in zip(deals, ids, strict=True)
    ]


def think_up(
    office: Office, dice: Dice, customers: list[Customer], people: list[Person]
) -> Iterator[Deal]:
    """The opportunities, not yet stored."""
    staff: dict[int, list[Person]] = defaultdict(list)
    for one in people:
        staff[one.customer.id].append(one)
    buyers = [one for one in customers if one.type in BUYERS]
    ends = [(step, "open") for step, count in enumerate(OPEN) for _ in range(count)]
    ends += [(len(OPEN) - 1, "won")] * WON
    ends += [(dice.randrange(len(OPEN)), "lost") for _ in range(LOST)]
    dice.shuffle(ends)
    for step, outcome in ends:
        customer = dice.choice(buyers)
        what = dice.choice(office.words["sales"]["goods"])
        pattern = dice.choice(office.words["sales"]["subjects"])
        subject = begun(pattern.format(what=what, who=customer.name, place=customer.city.name))
        yield Deal(subject, what, customer, dice.some(staff[customer.id], 2), step, outcome)


def opportunity(one: Deal, office: Office, dice: Dice) -> dict[str, Any]:
    """An opportunity as it begins."""
    words = office.words["sales"]
    is_open = one.outcome == "open"
    due = dice.randint(-9, 120) if is_open else -dice.randint(3, 240)
    source = dice.weighted(SOURCES)
    roles = dice.sample(ROLES, len(one.people))
    return {
        "name": one.subject,
        "account_id": one.customer.id,
        "contact_links": [
            {"id": person.id, "role": role} for person, role in zip(one.people, roles, strict=True)
        ],
        "owner_id": one.customer.owner_id,
        "amount": dice.randint(4, 160) * 250,
        "close_date": office.writer.date(due),
        "source": source,
        "campaign_id": dice.choice(office.campaigns) if source == "Campaign" else None,
        "next_step": dice.choice(words["next_steps"]) if is_open else None,
        "cf_tender": dice.falls(0.2),
        "cf_competitor": dice.maybe(0.45, dice.choice(COMPETITORS)),
        "cf_margin": dice.maybe(0.6, Decimal(dice.randint(120, 610)) / 10),
        "cf_sites": dice.maybe(0.7, dice.randint(1, 24)),
        "cf_decision_at": dice.maybe(0.5, office.writer.moment(due, dice.randint(8, 16))),
        "cf_requirements": dice.maybe(0.25, dice.choice(words["requirements"])),
    }


def offer(opportunity_id: int, products: list[int], dice: Dice) -> list[dict[str, Any]]:
    """The lines of an opportunity; some have none and keep their estimated amount."""
    if dice.falls(0.3):
        return []
    return [
        {
            "opportunity_id": opportunity_id,
            "product_id": product_id,
            "quantity": dice.choice([1, 1, 2, 3, 4, 6, 12]),
            "discount_percent": dice.choice(DISCOUNTS),
            "tax_rate": 20,
        }
        for product_id in dice.some(products, 4)
    ]


def walk(office: Office, dice: Dice, deals: dict[int, Deal]) -> None:
    """Move the opportunities from stage to stage, as far as each goes, and close what is over."""
    known = pipelines()
    stages = [one for one in known.of[known.default or 0] if one.outcome == "open"]
    for step, stage in enumerate(stages[: len(OPEN)]):
        movers = [number for number, deal in deals.items() if deal.step >= step > 0]
        office.writer.change(
            "opportunities", [{"id": number, "stage_id": stage.id} for number in movers]
        )
    closed = [(number, deal.outcome) for number, deal in deals.items() if deal.outcome != "open"]
    office.writer.change(
        "opportunities",
        [
            {"id": number, "status": outcome}
            | ({"lost_reason": dice.weighted(REASONS)} if outcome == "lost" else {})
            for number, outcome in closed
        ],
    )
