"""Builds the sample company: the same every time, dated around today."""

from django.db import transaction

from crm.demo import customers, days, deals, leads, outreach, people, service, staff, tables
from crm.demo.dice import Dice
from crm.demo.names import Names
from crm.demo.office import Office
from crm.demo.writer import Writer
from records.types import registry
from revisions.store import snapshot
from users.models import User


def build() -> bool:
    """Fill an empty, furnished database as its first superuser; False where accounts exist.

    All or nothing: one transaction. Raises User.DoesNotExist where there is no superuser.
    """
    if registry["accounts"].model._default_manager.exists():
        return False
    administrator = User.objects.filter(is_superuser=True).earliest("pk")
    look = snapshot.set({})  # revisions are read once, as in a request
    try:
        with transaction.atomic():
            fill(Writer(administrator))
    finally:
        snapshot.reset(look)
    return True


def fill(writer: Writer) -> None:
    """Make everything, what is pointed at before what points at it."""
    words = tables.read("house")
    staff.furnish(words, writer)
    crew = staff.hire(words, writer)
    campaigns = outreach.plan_campaigns(words, writer, crew.marketing)
    names = Names(Dice("names"))
    office = Office(words, writer, crew, campaigns, tables.regions(), names)
    accounts = customers.open_accounts(office)
    contacts = people.meet(office, accounts)
    prospects = leads.note_leads(office)
    products = deals.offer_products(office)
    opportunities = deals.negotiate(office, accounts, contacts, products)
    cases = service.open_cases(office, contacts)
    days.fill_days(office, opportunities, cases, contacts)
    service.write_documents(office, accounts, opportunities)
    outreach.address(office, accounts, contacts, prospects)
