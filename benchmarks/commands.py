"""What can be asked of the benchmarks, once the product is loaded."""

from __future__ import annotations

import gc
import sys
import time
from argparse import Namespace

from django.core.management import call_command
from django.db import connection

from benchmarks import (
    building,
    charts,
    dialects,
    filters,
    limits,
    lists,
    orders,
    people,
    results,
    schemas,
    sizes,
    writes,
)
from benchmarks.calling import Caller
from benchmarks.places import Place
from benchmarks.running import Run
from benchmarks.tables import PLAIN

GROUPS = {
    "lists": lists,
    "dialects": dialects,
    "filters": filters,
    "orders": orders,
    "writes": writes,
    "sizes": sizes,
    "schemas": schemas,
}


def build(given: Namespace, place: Place) -> None:
    """Fill the database, unless it is filled already; migrate it to the present tables."""
    start = time.monotonic()
    if PLAIN in connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
        return
    building.build(given.records)
    say(f"{place.vendor}: {given.records:,} contacts in {time.monotonic() - start:.0f} s")


def run(given: Namespace, place: Place) -> None:
    """Measure the groups that are asked for, print them, and keep them in RESULTS.md."""
    build(given, place)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)  # as the server does
    tokens = people.tokens()
    course = Run(
        given.records,
        Caller(tokens["administrator"]),
        Caller(tokens["seller"]),
        limits.Raw(),
    )
    for name in given.groups:
        found = GROUPS[name].measure(course, place.vendor)
        for one in found:
            say(results.told(one))
        results.save(place.vendor, given.records, found)  # what is measured stays, come what may
    results.write()
    charts.draw()


def say(text: str) -> None:
    """Tell how far it is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
