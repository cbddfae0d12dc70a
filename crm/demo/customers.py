"""Brightwater's customers, and whom else it deals with: accounts, some of them subsidiaries."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from crm.demo.dice import Dice
from crm.demo.names import slug
from crm.demo.office import Office
from crm.demo.tables import City, Region
from crm.demo.writer import Writer

ACCOUNTS, EARLY, SUBSIDIARIES, PARENTS = 200, 90, 24, 11
FIRST_NUMBER = 10_400
TYPES = {"Customer": 58, "Prospect": 24, "Reseller": 7, "Partner": 6, "Supplier": 4, "Investor": 1}
SOURCES = {
    "Web Site": 5,
    "Call": 3,
    "Partner": 2,
    "Campaign": 2,
    "Existing Customer": 2,
    "Email": 1,
}
CERTIFICATES = ["ISO 9001", "ISO 14001", "ISO 17025", "HACCP", "GMP"]
LIMITS = [2500, 5000, 12500, 25000, 40000, Decimal("87500.5")]
COLOURS = ["#1f4e79", "#0b6e4f", "#c8553d", "#f2b134", "#5b2a86", "#2e2e2e", "#a3195b", "#3a7ca5"]
DELIVERY = [
    "Deliveries at gate 2, weekdays 7:00 to 15:00.\nAsk for the key of the pump house.",
    "No lorries over 7.5 t. Ring an hour ahead.",
    "Leave parcels with the laboratory, not with the front desk.",
]


@dataclass(frozen=True)
class Customer:
    """An account as the other chapters need it. name: without the legal form."""

    number: int
    name: str
    legal_form: str
    type: str
    industry: str
    region: Region
    city: City
    owner_id: int
    parent_id: int | None = None
    id: int = 0

    @property
    def domain(self) -> str:
        """The host of its site and of its e-mail addresses."""
        return f"{slug(self.name)}.example"


def open_accounts(office: Office) -> list[Customer]:
    """Make all accounts; the subsidiaries after their parents, and before the rest."""
    dice = Dice("customers")
    numbers = iter(range(FIRST_NUMBER, FIRST_NUMBER + ACCOUNTS))
    first, rest = EARLY, ACCOUNTS - EARLY - SUBSIDIARIES
    heads = enter([customer(next(numbers), office, dice) for _ in range(first)], office, dice)
    parents = [one for one in heads if one.type == "Customer"][:PARENTS]
    children = [
        subsidiary(next(numbers), parents[place % PARENTS], office) for place in range(SUBSIDIARIES)
    ]
    heads += enter(children, office, dice)
    return heads + enter([customer(next(numbers), office, dice) for _ in range(rest)], office, dice)


def customer(number: int, office: Office, dice: Dice) -> Customer:
    """Somebody new, from any of the countries."""
    region = dice.choices(office.regions, [one.weight for one in office.regions])[0]
    industry = dice.choice(list(office.words["trades"]))
    trades = office.words["trades"][industry]
    return Customer(
        number=number,
        name=office.names.company(region, office.words["prefixes"], trades),
        legal_form=dice.choice(region.legal_forms),
        type=dice.weighted(TYPES),
        industry=industry,
        region=region,
        city=dice.choice(region.cities),
        owner_id=dice.choice(office.staff.sellers[region.territory]),
    )


def subsidiary(number: int, parent: Customer, office: Office) -> Customer:
    """Another company of the parent's, in a city of the same country where it has none yet."""
    for city in parent.region.cities:
        name = f"{parent.name} {city.name}"
        if city != parent.city and office.names.take(name):
            return replace(parent, number=number, name=name, city=city, parent_id=parent.id)
    name = f"{parent.name} Holding"
    return replace(parent, number=number, name=name, parent_id=parent.id)


def enter(customers: list[Customer], office: Office, dice: Dice) -> list[Customer]:
    """Store accounts; the same with their ids."""
    rows = [
        standard(one, office, dice) | terms(one, dice) | profile(one, dice, office.writer)
        for one in customers
    ]
    ids = office.writer.make("accounts", rows)
    return [replace(one, id=number) for one, number in zip(customers, ids, strict=True)]


def standard(one: Customer, office: Office, dice: Dice) -> dict[str, Any]:
    """The standard fields of an account."""
    phone, fax = dice.number(one.city.phone), dice.number(one.city.phone)
    phones = [{"number": phone, "type": "Office"}] if phone else []
    if fax and dice.falls(0.12):
        phones.append({"number": fax, "type": "Fax"})
    source = dice.weighted(SOURCES)
    return {
        "name": f"{one.name} {one.legal_form}",
        "type": one.type,
        "industry": one.industry,
        "source": source,
        "campaign_id": dice.choice(office.campaigns) if source == "Campaign" else None,
        "website": f"https://www.{one.domain}",
        "emails": [{"address": f"office@{one.domain}", "type": "Work"}],
        "phones": phones,
        **address(one, dice),
        "parent_id": one.parent_id,
        "owner_id": one.owner_id,
        "tag_ids": dice.some(office.words["tags"], 2) if dice.falls(0.3) else [],
    }


def address(one: Customer, dice: Dice) -> dict[str, Any]:
    """Where an account resides; a few have a store of their own for deliveries."""
    street = one.region.street.format(
        name=dice.choice(one.region.streets), number=dice.randint(1, 180)
    )
    found = {
        "address_street": street,
        "address_city": one.city.name,
        "address_state": one.city.state or None,
        "address_postal_code": dice.filled(one.city.postal_code),
        "address_country": one.region.country,
    }
    if dice.falls(0.1):
        found |= {f"shipping_{name}": value for name, value in found.items()}
        found["shipping_address_street"] = f"{street}, store 2"
    return found


def terms(one: Customer, dice: Dice) -> dict[str, Any]:
    """The custom fields that stand on paper: only those who buy have terms."""
    if one.type not in {"Customer", "Reseller"}:
        return {}
    return {
        "cf_customer_number": f"BW-{one.number}",
        "cf_credit_limit": dice.choice(LIMITS),
        "cf_invoice_email": f"invoices@{one.domain}",
        "cf_supplier_portal": dice.maybe(0.35, f"https://suppliers.{one.domain}/login"),
        "cf_delivery_notes": dice.maybe(0.2, dice.choice(DELIVERY)),
    }


def profile(one: Customer, dice: Dice, writer: Writer) -> dict[str, Any]:
    """The custom fields that describe an account."""
    is_old = one.type in {"Customer", "Reseller", "Partner"}
    return {
        "cf_territory": one.region.territory,
        "cf_headcount": dice.maybe(0.85, round(10 ** dice.uniform(0.9, 3.6))),
        "cf_customer_since": writer.date(-dice.randint(40, 5500)) if is_old else None,
        "cf_certificates": dice.some(CERTIFICATES, 3) if dice.falls(0.45) else None,
        "cf_brand_colour": dice.maybe(0.5, dice.choice(COLOURS)),
    }
