"""What customers ask of the support, and the papers that have been written: cases and documents."""

from typing import Any

from crm.demo.customers import Customer
from crm.demo.deals import Deal
from crm.demo.dice import Dice
from crm.demo.names import begun
from crm.demo.office import Office
from crm.demo.people import Person

CASES, CONTRACTS = 45, 14
STATUSES = {"New": 4, "Assigned": 5, "Pending": 3, "Closed": 8, "Rejected": 1, "Duplicate": 1}
PRIORITIES = {"Low": 1, "Normal": 6, "High": 2, "Urgent": 1}
TYPES = {"Question": 4, "Incident": 3, "Problem": 2}
LEVELS = {"Standard": 6, "Priority": 2, "Critical": 1}
CONTRACT = "# Framework agreement\n\nBrightwater supplies {who} at list price less 8 percent."
OFFER = "# {what}\n\nOur offer is valid for 30 days. Delivery within six weeks."


def open_cases(office: Office, people: list[Person]) -> dict[int, Person]:
    """Make the cases; who reported each."""
    dice = Dice("cases")
    asking = [one for one in people if one.customer.type in {"Customer", "Reseller"}]
    reporters = dice.sample(asking, CASES)
    ids = office.writer.make("cases", [case(one, office, dice) for one in reporters])
    return dict(zip(ids, reporters, strict=True))


def case(reporter: Person, office: Office, dice: Dice) -> dict[str, Any]:
    """A case of the last weeks."""
    words = office.words["support"]
    status = dice.weighted(STATUSES)
    newest = 2 if status == "New" else 60
    return {
        "subject": dice.choice(words["subjects"]),
        "description": dice.choice(words["texts"]),
        "account_id": reporter.customer.id,
        "contact_id": reporter.id,
        "status": status,
        "priority": dice.weighted(PRIORITIES),
        "type": dice.weighted(TYPES),
        "level": dice.weighted(LEVELS),
        "opened_at": office.writer.moment(
            -dice.randint(1, newest), dice.randint(7, 17), dice.randint(0, 59)
        ),
        "owner_id": dice.choice(office.staff.support),
    }


def write_documents(office: Office, customers: list[Customer], deals: list[Deal]) -> None:
    """Make the documents: texts without files."""
    dice = Dice("documents")
    buyers = [one for one in customers if one.type == "Customer"]
    rows = [contract(one, office, dice) for one in dice.sample(buyers, CONTRACTS)]
    rows += [offer(one, office, dice) for one in deals if one.step == 2]
    office.writer.make("documents", rows)


def contract(one: Customer, office: Office, dice: Dice) -> dict[str, Any]:
    """A framework agreement."""
    start = -dice.randint(30, 700)
    return {
        "name": f"Framework agreement {one.name}",
        "content": CONTRACT.format(who=one.name),
        "type": "Contract",
        "folder": "Contracts",
        "publish_date": office.writer.date(start),
        "expiration_date": office.writer.date(start + 730),
        "account_id": one.id,
        "owner_id": one.owner_id,
    }


def offer(one: Deal, office: Office, dice: Dice) -> dict[str, Any]:
    """An offer to those who decide now."""
    return {
        "name": f"Offer {one.subject}",
        "content": OFFER.format(what=begun(one.what)),
        "type": "Proposal",
        "folder": "Offers",
        "status": dice.weighted({"Active": 4, "Draft": 1}),
        "publish_date": office.writer.date(-dice.randint(1, 40)),
        "account_id": one.customer.id,
        "contact_ids": [person.id for person in one.people],
        "opportunity_id": one.id,
        "owner_id": one.customer.owner_id,
    }
