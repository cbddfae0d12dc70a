"""The people of the customers: contacts."""

from dataclasses import dataclass, replace
from typing import Any

from crm.demo.customers import Customer
from crm.demo.dice import Dice
from crm.demo.names import slug
from crm.demo.office import Office
from crm.demo.writer import Writer

CONTACTS = 600
INTERESTS = ["Product news", "Training", "Trade fairs", "Price lists"]
CHANNELS = {"E-mail": 6, "Phone": 3, "Video call": 1}


@dataclass(frozen=True)
class Person:
    """A contact as the other chapters need it."""

    first: str
    last: str
    address: str
    customer: Customer
    id: int = 0


def meet(office: Office, customers: list[Customer]) -> list[Person]:
    """Make the contacts: two for each account, the rest where chance has it."""
    dice = Dice("contacts")
    places = [*customers, *customers]
    places += dice.choices(customers, k=CONTACTS - len(places))
    places.sort(key=lambda customer: customer.number)
    people = [person(customer, office) for customer in places]
    rows = [
        named(one, dice, office.words["people"])
        | reached(one, dice)
        | employed(one, dice, customers)
        | profile(one, dice, office.writer)
        for one in people
    ]
    ids = office.writer.make("contacts", rows)
    return [replace(one, id=number) for one, number in zip(people, ids, strict=True)]


def person(customer: Customer, office: Office) -> Person:
    """Somebody who works for an account."""
    first, last = office.names.person(customer.region)
    return Person(first, last, f"{slug(first)}.{slug(last)}@{customer.domain}", customer)


def named(one: Person, dice: Dice, words: dict[str, Any]) -> dict[str, Any]:
    """Who a contact is."""
    return {
        "salutation": dice.maybe(0.06, "Dr."),
        "first_name": one.first,
        "last_name": one.last,
        "owner_id": one.customer.owner_id,
        "address_city": one.customer.city.name,
        "address_country": one.customer.region.country,
        "description": dice.maybe(0.1, dice.choice(words["notes"])),
        "rating": dice.maybe(0.4, dice.randint(1, 100)),
        "job_title": dice.choice(words["job_titles"]),
    }


def employed(one: Person, dice: Dice, customers: list[Customer]) -> dict[str, Any]:
    """Where a contact works; a few have left another account, or sit on its board."""
    if dice.falls(0.95):
        return {"account_id": one.customer.id}
    other = dice.choice([each for each in customers if each.id != one.customer.id])
    role, has_left = dice.choice([("Operator", True), ("Adviser to the board", False)])
    links = [{"id": one.customer.id}, {"id": other.id, "role": role, "is_inactive": has_left}]
    return {"account_links": links}


def reached(one: Person, dice: Dice) -> dict[str, Any]:
    """How a contact is reached."""
    emails: list[dict[str, Any]] = [{"address": one.address, "type": "Work"}]
    if dice.falls(0.08):
        name = one.address.partition("@")[0]
        emails.append({"address": f"{name}@mail.example", "type": "Home"})
    emails[0]["opted_out"] = dice.falls(0.04)
    office, mobile = dice.number(one.customer.city.phone), dice.number(one.customer.region.mobile)
    phones = [{"number": office, "type": "Direct"}] if office and dice.falls(0.8) else []
    if mobile and dice.falls(0.6):
        phones.append({"number": mobile, "type": "Mobile"})
    return {"emails": emails, "phones": phones, "do_not_call": dice.falls(0.04)}


def profile(one: Person, dice: Dice, writer: Writer) -> dict[str, Any]:
    """The custom fields of a contact."""
    is_reader = dice.falls(0.4)
    consent = writer.moment(-dice.randint(10, 900), dice.randint(7, 18), dice.randint(0, 59))
    born = f"{dice.randint(1958, 2001)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return {
        "cf_local_zone": one.customer.city.zone,
        "cf_preferred_channel": dice.weighted(CHANNELS) if dice.falls(0.7) else None,
        "cf_interests": dice.some(INTERESTS, 3) if is_reader else None,
        "cf_newsletter": is_reader,
        "cf_consent_at": consent if is_reader else None,
        "cf_birthday": dice.maybe(0.15, born),
    }
