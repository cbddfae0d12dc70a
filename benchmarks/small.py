"""The run of every change: few records, no clock; queries are counted and plans are read."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import commands, filters, limits, people, writes
from benchmarks.calling import Caller
from benchmarks.fields import FIELDS
from benchmarks.places import Place
from benchmarks.running import Run, statements

CREATE, BULK, LIST = 12, 40, 3
# The table of values from end to end, under its own name or those that it has in statements.
SCAN = re.compile(r"(SCAN ([hkv]|contacts_contact_value)|Seq Scan on contacts_contact_value)\b")


def small(given: Namespace, place: Place) -> None:
    """Fail, with the reasons, where something costs too many queries or reads whole tables."""
    commands.build(given, place)
    tokens = people.tokens()
    administrator, seller = Caller(tokens["administrator"]), Caller(tokens["seller"])
    run = Run(given.records, administrator, seller, limits.Raw())
    with connection.cursor() as cursor:
        if place.vendor == "postgresql":  # at this size it is right to scan; at another it is not
            cursor.execute("SET enable_seqscan = off")
    found = [*too_many(run), *scans(run)]
    for one in found:
        commands.say(one)
    sys.exit(1 if found else 0)


def too_many(run: Run) -> Iterator[str]:
    """What costs more queries than it may."""
    every = [field.key for field in FIELDS]
    acts = {
        "a list of 100": (run.get("/api/contacts", per_page="100"), LIST),
        "a create": (lambda: run.caller.post("/api/contacts", writes.body(1, every)), CREATE),
        "1,000 creates": (lambda: writes.bulk(run, 0), BULK),
    }
    for name, (act, most) in acts.items():
        act()
        with CaptureQueriesContext(connection) as context:
            act()
        if len(context) > most:
            yield f"{name} costs {len(context)} queries; at most {most} are allowed"


def scans(run: Run) -> Iterator[str]:
    """Conditions for which the table of values is read from end to end."""
    for work, question in filters.selective(run).items():
        asked = statements(run.get("/api/contacts", q=question, per_page="100", count="false"))
        for text, parameters in asked:
            if SCAN.search(plan_of(text, parameters)):
                yield f"'{work}' reads the whole table of values: {text}"


def plan_of(text: str, parameters: Any) -> str:
    """How the database would go about a statement."""
    if not text.lstrip().upper().startswith(("SELECT", "WITH")):
        return ""
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {text}", parameters)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
