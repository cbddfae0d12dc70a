"""The lists, countries and currencies that a new installation starts with."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from lookups.columns import LookupField, system_currency
from lookups.models import BASE_TYPES, Currency, LookupList, LookupValue
from revisions.store import bump

DATA = Path(__file__).parent / "data"

# One line a list. Behind a value: * counts as closed, + done, ! default though not the first,
# (word) base type.
LISTS = """
account_type: Customer, Investor, Partner, Reseller, Prospect, Supplier
industry: Advertising, Aerospace, Agriculture, Automotive, Banking, Biotechnology, Chemical,
    Construction, Consulting, Consumer Goods, Defense, Education, Electronics, Energy, Engineering,
    Entertainment, Finance, Food & Beverage, Government, Healthcare, Hospitality, Insurance, Legal,
    Logistics, Manufacturing, Marketing, Media, Mining, Non-profit, Pharmaceutical, Publishing,
    Real Estate, Retail, Services, Software, Sports, Technology, Telecommunications,
    Transportation, Travel, Utilities, Wholesale, Other
lead_source: Call, Email, Existing Customer, Partner, Public Relations, Web Site, Campaign, Other
lead_status: New, Assigned, In Process, Converted*, Recycled*, Dead*
salutation: Mr., Ms., Mrs., Dr.
lost_reason: Price, Competitor, No budget, No decision, Timing, Other
activity_type: Task(task), Deadline(task), Follow-up(task), Letter(task), Call(call),
    Meeting(meeting), Demo(meeting), Lunch(meeting), Email(email), Note(note)
task_status: Not Started, Started, Completed+, Canceled*, Deferred*
meeting_status: Planned, Held+, Not Held*
email_status: Archived+, Draft, Sending, Sent+, Failed
priority: Low, Normal!, High, Urgent
call_outcome: Connected, No answer, Busy, Left voicemail, Wrong number, Not interested
accept_status: None, Accepted, Tentative, Declined
case_status: New, Assigned, Pending, Closed*, Rejected*, Duplicate*
case_type: Question, Incident, Problem
case_level: Standard, Priority, Critical
campaign_type: Email, Newsletter, Informational Email, Web, Television, Radio, Mail
campaign_status: Planning, Active, Inactive, Complete
member_status: Pending, Sent, Opened, Clicked, Responded, Opted Out, Bounced
document_type: Contract, NDA, EULA, License Agreement, Proposal
document_status: Active, Draft, Canceled, Expired
phone_type: Office, Mobile, Home, Fax, Direct, Other
email_type: Work, Home, Other
product_category:
document_folder:
target_list_category:
"""


def install() -> None:
    """Make what is missing of the lists and currencies, in one transaction; touch nothing else.

    A list that exists is left as its administrators have it, even if they have emptied it. A list
    that a model names and nobody describes starts empty. The system's currency is made active.
    Raises ImproperlyConfigured if that is no currency of ISO 4217.
    """
    with transaction.atomic():
        add_lists({name: [] for name in named_by_columns()} | default_lists())
        add_currencies()


def default_lists() -> dict[str, list[LookupValue]]:
    """The described lists by name, countries included; their rows are new and have no list yet."""
    lists: dict[str, list[LookupValue]] = {}
    for line in LISTS.replace("\n    ", " ").strip().splitlines():
        name, _, words = line.partition(":")
        lists[name] = [read_value(word.strip()) for word in words.split(",") if word.strip()]
    lists["country"] = [
        LookupValue(value=row["name"], code=row["code"], calling_code=row["calling_code"])
        for row in read_table("countries")
    ]
    return lists


def read_value(written: str) -> LookupValue:
    """One value as `LISTS` writes it."""
    word, _, base_type = written.removesuffix(")").partition("(")
    name = word.rstrip("*+!")
    marks = word.removeprefix(name)
    return LookupValue(
        value=name,
        is_closed="*" in marks,
        is_done="+" in marks,
        is_default="!" in marks,
        base_type=base_type if base_type in BASE_TYPES else None,
    )


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables beside this module."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def named_by_columns() -> set[str]:
    """The lists that the installed models' columns name."""
    return {
        name
        for model in apps.get_models()
        for column in model._meta.local_concrete_fields
        if isinstance(column, LookupField)
        for name in column.lists
    }


def add_lists(lists: dict[str, list[LookupValue]]) -> None:
    """Make the lists with their values, but for those whose name is taken."""
    known = set(LookupList.objects.values_list("name", flat=True))
    fresh = LookupList.objects.bulk_create(
        LookupList(name=name, label=name.replace("_", " ").capitalize())
        for name in lists
        if name not in known
    )
    for owner in fresh:
        for position, value in enumerate(lists[owner.name], start=1):
            value.list, value.position = owner, position
    LookupValue.objects.bulk_create(value for owner in fresh for value in lists[owner.name])
    if fresh:
        bump("lookups")


def add_currencies() -> None:
    """Make the currencies that are missing, and see that the system's own is active."""
    known = set(Currency.objects.values_list("code", flat=True))
    fresh = [
        Currency(
            code=row["code"],
            name=row["name"],
            rate=row["rate"],
            is_active=bool(row["active"]),
        )
        for row in read_table("currencies")
        if row["code"] not in known
    ]
    Currency.objects.bulk_create(fresh, ignore_conflicts=True)
    own = Currency.objects.filter(code=system_currency()).first()
    if own is None:
        raise ImproperlyConfigured(f"CRM_CURRENCY: {system_currency()} is not of ISO 4217.")
    if not own.is_active:
        Currency.objects.filter(pk=own.pk).update(is_active=True)
    if fresh or not own.is_active:
        bump("lookups")
