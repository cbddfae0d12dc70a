"""Builds N contacts with their custom fields, accounts and opportunities, the same every time.

The rows go straight into the tables in the form in which the product keeps them; the fields, the
lists and the people are made through the product's own doors. No change log: nobody did anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import copying, people, tables
from benchmarks.cells import Cells
from benchmarks.fields import FIELDS, FIRST_MOMENT, LABELS, scattered, word
from benchmarks.tables import Table, model_of, without_indexes
from customfields import definitions
from records.models import Tally
from records.types import registry

SOME = 5000
NAMES, TOWNS = 20_000, 300
SHARED = {"version": 1, "is_private": False}


def build(records: int) -> None:
    """Fill an empty database with so many contacts, a tenth as many accounts and opportunities."""
    call_command("migrate", interactive=False, verbosity=0)
    people.gather()
    for field in FIELDS:
        define(field.key, field.type, field.options)
    found = [model_of(name) for name in ("contacts.Contact", "contacts.ContactValue")]
    found += [model_of(name) for name in ("channels.Email", "channels.Phone")]
    with without_indexes(found), transaction.atomic():
        fill(records)
    tables.index_plain()
    settle()


def define(key: str, field_type: str, options: int) -> None:
    """Make a custom field of contacts."""
    data: dict[str, Any] = {"record_type": "contacts", "key": key, "label": key[3:].title()}
    data["type"] = field_type
    if options:
        data["options"] = [{"label": label} for label in LABELS[:options]]
    definitions.create(data, None, list(registry))


def fill(records: int) -> None:
    """All rows."""
    firms = max(1, records // 10)
    fill_accounts(firms)
    fill_contacts(records, firms)
    fill_opportunities(firms, records)
    for name, count in (("accounts", firms), ("contacts", records), ("opportunities", firms)):
        Tally.objects.create(record_type=name, step=count)


def chunks(count: int) -> Iterator[range]:
    """The ids from 1 on, some at a time."""
    for first in range(1, count + 1, SOME):
        yield range(first, min(first + SOME, count + 1))


def stamps(number: int, owners: list[int]) -> list[Any]:
    """Who made a record and when: created_at, modified_at, the three ids."""
    owner = owners[scattered(number, 900) % len(owners)]
    made = FIRST_MOMENT + timedelta(seconds=61 * number)
    return [made, made, owner, owner, owner]


STAMPS = ("created_at", "modified_at", "created_by_id", "modified_by_id", "owner_id")


def fill_accounts(count: int) -> None:
    """The accounts."""
    names = ("name", "website", "address_city", *STAMPS)
    empty = {**SHARED, "custom": "{}", "custom_revision": 0}
    table, owners = Table(model_of("accounts.Account"), names, empty), people.owner_ids()
    for numbers in chunks(count):
        rows = []
        for number in numbers:
            said = [f"{word(number).title()} {word(number // 30)} {number} Ltd"]
            said += [f"https://{word(number)}{number}.example.com/", town(number)]
            values = [*said, *stamps(number, owners)]
            rows.append((number, table.base + table.fragment(table.fields, values)))
        table.sink.write(rows)


def fill_opportunities(count: int, contacts: int) -> None:
    """The opportunities, on the stages of the first pipeline."""
    names = (
        *("name", "account_id", "contact_id", "pipeline_id", "stage_id", "status"),
        *("probability", "amount", "currency", *STAMPS),
    )
    empty = {**SHARED, "custom": "{}", "custom_revision": 0, "tax_type": "exclusive"}
    table, owners = Table(model_of("opportunities.Opportunity"), names, empty), people.owner_ids()
    stages = list(model_of("opportunities.PipelineStage").objects.order_by("id"))
    for numbers in chunks(count):
        rows = []
        for number in numbers:
            stage = stages[number % len(stages)]
            said: list[Any] = [f"Order {number}", number, scattered(number, 901) % contacts + 1]
            said += [stage.pipeline_id, stage.pk, stage.outcome, stage.probability]
            values = [*said, scattered(number, 902) % 90_000, "USD", *stamps(number, owners)]
            rows.append((number, table.base + table.fragment(table.fields, values)))
        table.sink.write(rows)


NAMED = ("first_name", "last_name", "name", "job_title")
PLACED = ("address_city", "address_country", "rating")
KEPT = (*NAMED, *PLACED, "account_id", *STAMPS)
MIRROR = ("custom", "custom_revision")


def fill_contacts(count: int, firms: int) -> None:
    """The contacts with their values, e-mails, phones and links, and the plain table beside."""
    always = {**SHARED, "do_not_call": False}
    table = Table(model_of("contacts.Contact"), (*KEPT, *MIRROR), always)
    plain = tables.make_plain(table.model, (*KEPT, *always))
    cells, beside, owners = Cells(), Beside(registry["contacts"].code), people.owner_ids()

    @cache
    def named(number: int) -> tuple[Any, Any]:
        first, last = word(number).title(), f"{word(number // 30).title()}son {number}"
        values = [first, last, f"{first} {last}", f"{word(number * 3)} keeper"]
        return table.piece(*NAMED, values=values), plain.prepare(values)

    @cache
    def placed(number: int) -> tuple[Any, Any]:
        values = [town(number), ("France", "Canada", "Kenya", "Japan")[number % 4], number % 6]
        return table.piece(*PLACED, values=values), plain.prepare(values)

    same = plain.prepare([copying.stored(one, always[one.attname]) for one in table.constant])
    for numbers in chunks(count):
        rows, flat = [], []
        for number in numbers:
            name, place = named(scattered(number, 903) % NAMES), placed(number % TOWNS)
            values = [number % firms + 1, *stamps(number, owners)]
            said = table.piece("account_id", *STAMPS, values=values)
            text, columns = cells.add(number)
            mirror = table.sink.prepare([text, cells.revision])
            rows.append((number, table.base + name[0] + place[0] + said + mirror))
            reached = plain.prepare([address_of(number), number_of(number)])
            flat.append((number, name[1] + place[1] + said + same + reached + columns))
            beside.add(number, firms)
        table.sink.write(rows)
        plain.write(flat)
        cells.flush()
        beside.flush()


class Beside:
    """What a contact has in other tables: an address, a number for each second, its account."""

    def __init__(self, code: int):
        names = ("record_type", "record_id", "position", "is_primary", "opted_out", "is_invalid")
        self.code = code
        self.emails = Table(model_of("channels.Email"), (*names, "address"), {})
        self.phones = Table(model_of("channels.Phone"), (*names, "number"), {})
        link = model_of("contacts.ContactAccount")
        self.links = Table(link, ("contact_id", "account_id"), {"is_inactive": False})
        self.rows: dict[Table, list[Any]] = {}

    def add(self, number: int, firms: int) -> None:
        """Note the rows of one contact."""
        base = [self.code, number, 0, True, False, False]
        self.put(self.emails, number, [*base, address_of(number)])
        if phone := number_of(number):
            self.put(self.phones, number, [*base, phone])
        self.put(self.links, number, [number, number % firms + 1])

    def put(self, table: Table, number: int, values: list[Any]) -> None:
        """Note a row."""
        row = (number, table.base + table.fragment(table.fields, values))
        self.rows.setdefault(table, []).append(row)

    def flush(self) -> None:
        """Write what was noted."""
        for table, rows in self.rows.items():
            table.sink.write(rows)
        self.rows.clear()


def address_of(number: int) -> str:
    """A contact's e-mail address."""
    return f"Person.{number}@{word(number)}.example"


def number_of(number: int) -> str | None:
    """The phone number of every second contact."""
    return f"+44 {number:09d}" if number % 2 else None


def town(number: int) -> str:
    """A city."""
    return f"{word(number).title()} {word(number // 30).title()}ville"


def settle() -> None:
    """Have the next ids follow, and the database know its tables as its own caretaker would."""
    if connection.vendor != "postgresql":
        return
    labels = (
        *("accounts.Account", "contacts.Contact", "opportunities.Opportunity"),
        *("channels.Email", "channels.Phone", "contacts.ContactAccount"),
    )
    with connection.cursor() as cursor:
        for label in labels:
            table = model_of(label)._meta.db_table
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {table}))")
        cursor.execute("VACUUM ANALYZE")
