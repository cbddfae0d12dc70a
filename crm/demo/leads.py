"""Those who may become customers: leads."""

from typing import Any

from crm.demo.customers import Customer, customer
from crm.demo.dice import Dice
from crm.demo.names import slug
from crm.demo.office import Office

LEADS = 60
STATUSES = {"New": 5, "Assigned": 4, "In Process": 4, "Recycled": 1, "Dead": 1}
SOURCES = {"Web Site": 5, "Campaign": 4, "Call": 2, "Public Relations": 1, "Partner": 1}


def note_leads(office: Office) -> list[int]:
    """Make the leads; their ids."""
    dice = Dice("leads")
    rows = [lead(customer(number, office, dice), office, dice) for number in range(LEADS)]
    return office.writer.make("leads", rows)


def lead(company: Customer, office: Office, dice: Dice) -> dict[str, Any]:
    """Somebody who asked, or whom we asked; of a few only the company is known."""
    first, last = office.names.person(company.region)
    status, source = dice.weighted(STATUSES), dice.weighted(SOURCES)
    phone = dice.number(company.city.phone)
    is_person = dice.falls(0.9)
    return {
        "first_name": first if is_person else None,
        "last_name": last if is_person else None,
        "job_title": dice.choice(office.words["people"]["job_titles"]) if is_person else None,
        "account_name": f"{company.name} {company.legal_form}",
        "status": status,
        "source": source,
        "industry": company.industry,
        "amount": dice.maybe(0.5, dice.randint(2, 80) * 500),
        "website": f"https://www.{company.domain}",
        "email": f"{slug(first)}.{slug(last)}@{company.domain}" if is_person else None,
        "phones": [{"number": phone, "type": "Office"}] if phone else [],
        "address_city": company.city.name,
        "address_country": company.region.country,
        "rating": dice.maybe(0.5, dice.randint(1, 100)),
        "campaign_id": dice.choice(office.campaigns) if source == "Campaign" else None,
        "owner_id": office.staff.marketing if status == "New" else company.owner_id,
    }
