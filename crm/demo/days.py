"""The days around today: tasks, calls, meetings, e-mails and notes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from crm.demo.deals import Deal
from crm.demo.dice import Dice
from crm.demo.names import begun
from crm.demo.office import Office
from crm.demo.people import Person
from crm.demo.staff import DOMAIN

Days = tuple[int, int]


@dataclass(frozen=True)
class Matter:
    """What an activity is about. about: the relation that names it, with its id."""

    what: str
    person: Person
    owner_id: int
    about: dict[str, int]


@dataclass(frozen=True)
class Batch:
    """Some activities of a type: how many, on which days from today, how far they are."""

    type: str
    count: int
    days: Days
    statuses: dict[str, int]


OVERDUE = {"Not Started": 3, "Started": 1}
BATCHES = (
    Batch("task", 18, (-14, -1), OVERDUE),
    Batch("task", 9, (0, 0), OVERDUE),
    Batch("task", 34, (1, 21), {"Not Started": 5, "Started": 1, "Deferred": 1}),
    Batch("task", 30, (-45, -1), {"Completed": 9, "Canceled": 1}),
    Batch("call", 7, (0, 0), {"Planned": 1}),
    Batch("call", 16, (1, 10), {"Planned": 1}),
    Batch("call", 48, (-60, -1), {"Held": 5, "Not Held": 1}),
    Batch("meeting", 5, (0, 0), {"Planned": 1}),
    Batch("meeting", 18, (1, 21), {"Planned": 1}),
    Batch("meeting", 24, (-60, -1), {"Held": 7, "Not Held": 1}),
    Batch("email", 44, (-60, 0), {"Sent": 3, "Archived": 1}),
    Batch("email", 4, (0, 0), {"Draft": 1}),
    Batch("note", 28, (-60, 0), {}),
)
OUTCOMES = {"Connected": 6, "No answer": 2, "Busy": 1, "Left voicemail": 2}
SUBTYPES = {"Site visit": "Meeting", "Demo": "Demo", "Lunch": "Lunch"}
QUARTERS = (0, 15, 30, 45)


def fill_days(
    office: Office, deals: list[Deal], cases: dict[int, Person], people: list[Person]
) -> None:
    """Make the activities."""
    dice = Dice("days")
    matters = [*of_deals(deals), *of_cases(cases, office, dice), *of_people(people, office, dice)]
    rows = [
        {**common(batch, matter, office, dice), **SHAPES[batch.type](batch, matter, office, dice)}
        for batch in BATCHES
        for matter in dice.sample(matters, batch.count)
    ]
    office.writer.make("activities", rows)


def of_deals(deals: list[Deal]) -> Iterator[Matter]:
    """Opportunities keep sellers busy, open ones most."""
    for one in deals:
        if one.outcome == "open" or one.id % 3 == 0:
            owner_id = one.customer.owner_id
            yield Matter(one.what, one.people[0], owner_id, {"opportunity_id": one.id})


def of_cases(cases: dict[int, Person], office: Office, dice: Dice) -> Iterator[Matter]:
    """Cases keep the support busy, which then sends spares."""
    for number, person in cases.items():
        yield Matter("spare probes", person, dice.choice(office.staff.support), {"case_id": number})


def of_people(people: list[Person], office: Office, dice: Dice) -> Iterator[Matter]:
    """People whom one talks to without any deal."""
    for one in dice.sample(people, 60):
        what = dice.choice(office.words["sales"]["goods"])
        yield Matter(what, one, one.customer.owner_id, {"contact_id": one.id})


def common(batch: Batch, matter: Matter, office: Office, dice: Dice) -> dict[str, Any]:
    """What activities of all types have."""
    pattern = dice.choice(office.words["days"][batch.type])
    customer = matter.person.customer
    text = pattern.format(what=matter.what, who=customer.name, place=customer.city.name)
    row: dict[str, Any] = {
        "type": batch.type,
        "subject": begun(text),
        "owner_id": matter.owner_id,
        "contact_id": matter.person.id,
        **matter.about,
    }
    if batch.statuses:
        row["status"] = dice.weighted(batch.statuses)
    return row


def task(batch: Batch, matter: Matter, office: Office, dice: Dice) -> dict[str, Any]:
    """A task is due by the evening of its day."""
    due = office.writer.moment(dice.randint(*batch.days), 17)
    return {
        "ends_at": due,
        "priority": dice.weighted({"Low": 1, "Normal": 6, "High": 2, "Urgent": 1}),
    }


def call(batch: Batch, matter: Matter, office: Office, dice: Dice) -> dict[str, Any]:
    """A call of a quarter of an hour; those that were held had an outcome."""
    day, hour, minute = dice.randint(*batch.days), dice.randint(8, 17), dice.choice(QUARTERS)
    return {
        "starts_at": office.writer.moment(day, hour, minute),
        "ends_at": office.writer.moment(day, hour, minute + 14),
        "direction": dice.weighted({"Outbound": 3, "Inbound": 1}),
        "outcome": dice.weighted(OUTCOMES) if batch.days[1] < 0 else None,
    }


def meeting(batch: Batch, matter: Matter, office: Office, dice: Dice) -> dict[str, Any]:
    """A meeting of one or two hours, with a reminder while it is ahead."""
    day, hour = dice.randint(*batch.days), dice.randint(8, 15)
    return {
        "starts_at": office.writer.moment(day, hour, dice.choice((0, 30))),
        "ends_at": office.writer.moment(day, hour + dice.randint(1, 2), 30),
        "reminders": [{"type": "Popup", "seconds": 900}] if batch.days[1] >= 0 else [],
    }


def email(batch: Batch, matter: Matter, office: Office, dice: Dice) -> dict[str, Any]:
    """An e-mail to the customer."""
    return {
        "starts_at": office.writer.moment(
            dice.randint(*batch.days), dice.randint(8, 17), dice.randint(0, 59)
        ),
        "email_from": f"sales@{DOMAIN}",
        "email_to": matter.person.address,
        "description": "Thank you for your time. All you asked for is attached.",
    }


def note(batch: Batch, matter: Matter, office: Office, dice: Dice) -> dict[str, Any]:
    """A note is a text without a subject."""
    return {"subject": None, "description": dice.choice(office.words["days"]["note"])}


SHAPES: dict[str, Callable[[Batch, Matter, Office, Dice], dict[str, Any]]] = {
    "task": task,
    "call": call,
    "meeting": meeting,
    "email": email,
    "note": note,
}
