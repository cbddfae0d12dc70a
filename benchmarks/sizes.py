"""How much room the contacts take on the disk, beside the plain table."""

from __future__ import annotations

from django.db import connection

from benchmarks.results import Result
from benchmarks.running import Run
from benchmarks.tables import PLAIN, model_of
from customfields.tables import table_of

GROUP = "Disk"
TIMES = {"sqlite": 2.5, "postgresql": 3.5}
MIB = 2**20


def measure(run: Run, vendor: str) -> list[Result]:
    """Records with their values and mirrors, all indexes included."""
    contact = model_of("contacts.Contact")
    ours = sum(size_of(one._meta.db_table) for one in (contact, table_of(contact))) / MIB
    plain = size_of(PLAIN) / MIB
    times = TIMES[vendor]
    work = "contacts with 20 custom fields, every one indexed"
    goal = f"≤ {times:g} × a plain table with six indexes"
    return [Result(GROUP, work, goal, ours, None, plain, ours <= times * plain, "MiB")]


def size_of(table: str) -> int:
    """The bytes of a table and its indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        else:
            names = "SELECT name FROM sqlite_master WHERE tbl_name = %s"
            cursor.execute(f"SELECT SUM(pgsize) FROM dbstat WHERE name IN ({names})", [table])
        return int(cursor.fetchone()[0])
