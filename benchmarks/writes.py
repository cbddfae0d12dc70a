"""Writes: one record, a thousand in one request, and the bare inserts of the same rows beside."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.fields import FIELDS, LABELS
from benchmarks.measuring import Sample, by_turns
from benchmarks.results import Result
from benchmarks.running import Run
from benchmarks.tables import model_of

GROUP = "Writing"
ROWS, ROUNDS = 1000, 5
TEN = (
    *("cf_town", "cf_motto", "cf_score", "cf_staff", "cf_revenue"),
    *("cf_vip", "cf_since", "cf_seen", "cf_region", "cf_remarks"),
)
STORED = ("contacts_contact", "contacts_contact_value", "changes_change", "channels_email")


class Undo(Exception):
    """Leaves a transaction as if nothing had been done."""


def body(number: int, keys: Sequence[str]) -> dict[str, Any]:
    """A contact to be."""
    said: dict[str, Any] = {"last_name": f"Fresh {number}", "first_name": "New"}
    for field in FIELDS:
        if field.key in keys:
            value = field.make(number % (field.count or 10**6))
            said[field.key] = spoken(field.options, value)
    return said


def spoken(options: int, value: Any) -> Any:
    """A value as JSON says it; options by their labels."""
    if options:
        return [LABELS[one] for one in value] if isinstance(value, list) else LABELS[value]
    if isinstance(value, bool | int | str):
        return value
    return float(value) if hasattr(value, "as_tuple") else value.isoformat()


def measure(run: Run, vendor: str) -> list[Result]:
    """One create, and bulk creates; their records go again at the end."""
    every = [field.key for field in FIELDS]
    table = model_of("contacts.Contact")
    last = table.objects.order_by("-pk").values_list("pk", flat=True)[0]
    try:
        queries = counted(lambda: run.caller.post("/api/contacts", body(1, every)))
        fresh = iter(range(10**6))
        [create] = by_turns(
            [lambda: run.caller.post("/api/contacts", body(next(fresh), every))], 3, 100
        )
        bulk_queries = counted(lambda: bulk(run, 0))
        product, limit = rates(run, table, last)
    finally:
        sweep(table, last)
    share = limit.typical / product.typical
    return [
        Result(GROUP, "create with 20 values", "", create.typical, create.p95),
        Result(GROUP, "its queries", "≤ 12", queries, None, None, queries <= 12, "queries"),
        Result(
            GROUP,
            "1,000 creates with 10 values in one request",
            "≤ 40",
            bulk_queries,
            None,
            None,
            bulk_queries <= 40,
            "queries",
        ),
        Result(
            GROUP,
            "the same beside bare inserts of the rows it leaves",
            "≤ 2 × bare inserts",
            product.typical,
            product.p95,
            limit.typical,
            share >= 0.5,
        ),
        Result(GROUP, "records a second", "", ROWS / product.typical * 1000, unit="/s"),
    ]


def counted(act: Any) -> int:
    """The statements of an act."""
    act()
    with CaptureQueriesContext(connection) as context:
        act()
    return len(context)


def bulk(run: Run, number: int) -> None:
    """One request of a thousand creates."""
    rows = [body(number * ROWS + one, TEN) for one in range(ROWS)]
    run.caller.post("/api/contacts/bulk", {"create": rows})


def rates(run: Run, table: Any, last: int) -> tuple[Sample, Sample]:
    """Bulk requests, and by turns the insertion of what the request before left behind."""
    took: list[float] = []
    bare: list[float] = []
    for number in range(1, ROUNDS + 1):
        before = table.objects.order_by("-pk").values_list("pk", flat=True)[0]
        rows = json.dumps({"create": [body(number * ROWS + one, TEN) for one in range(ROWS)]})
        environment = run.caller.environment("POST", "/api/contacts/bulk", {})
        start = time.perf_counter()
        run.caller.call(environment, rows.encode())
        took.append((time.perf_counter() - start) * 1000)
        bare.append(bare_insert(before))
    return Sample(tuple(took)), Sample(tuple(bare))


def bare_insert(before: int) -> float:
    """Milliseconds to insert anew all rows of the records after an id: COPY, or executemany."""
    copies = []
    for name in STORED:
        key = "id" if name == "contacts_contact" else "record_id"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {name} WHERE {key} > %s", [before])
            copies.append((name, [one[0] for one in cursor.description], cursor.fetchall()))
    try:
        with transaction.atomic():
            delete_after(before)
            start = time.perf_counter()
            for name, columns, rows in copies:
                insert(name, columns, rows)
            took = (time.perf_counter() - start) * 1000
            raise Undo
    except Undo:
        return took


def insert(name: str, columns: list[str], rows: list[Any]) -> None:
    """Insert rows the fast way."""
    names = ", ".join(f'"{one}"' for one in columns)
    if connection.vendor == "postgresql":
        statement = f"COPY {name} ({names}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row([json.dumps(v) if isinstance(v, list | dict) else v for v in row])
        return
    places = ", ".join("?" * len(columns))
    connection.connection.executemany(f"INSERT INTO {name} ({names}) VALUES ({places})", rows)


def delete_after(before: int) -> None:
    """Delete all rows of the contacts after an id."""
    with connection.cursor() as cursor:
        for name in reversed(STORED):
            key = "id" if name == "contacts_contact" else "record_id"
            cursor.execute(f"DELETE FROM {name} WHERE {key} > %s", [before])


def sweep(table: Any, last: int) -> None:
    """Leave the database as it was found."""
    with transaction.atomic():
        made = table.objects.filter(pk__gt=last).count()
        for name in ("channels_phone", "contacts_contactaccount"):
            key = "record_id" if name == "channels_phone" else "contact_id"
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {name} WHERE {key} > %s", [last])
        delete_after(last)
        with connection.cursor() as cursor:
            text = "INSERT INTO records_tally (record_type, step) VALUES ('contacts', %s)"
            cursor.execute(text, [-made])
