"""The one command: `.venv/bin/python -m benchmarks run`; `--help` tells the rest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import django
from django.utils.module_loading import import_string

from benchmarks.places import HOME, place_of

WORK = {
    "build": "benchmarks.commands.build",
    "run": "benchmarks.commands.run",
    "small": "benchmarks.small.small",
    "load": "benchmarks.load.load",
    "peer": "benchmarks.peer.peer",
}
HELP = {
    "build": "fill the database",
    "run": "fill it and measure",
    "small": "2,000 contacts; fails on queries and plans, never on time",
    "load": "an open-loop load on the server at --url that serves this place",
    "peer": "lists and creates over HTTP, at --url with --token",
}
GROUPS = ("lists", "dialects", "filters", "orders", "writes", "sizes", "schemas")


def main() -> None:
    """Read the command line, go to the place of the run, and do what is asked."""
    given = arguments()
    sys.path.insert(0, str(HOME.parent))
    place = place_of(given.records, given.postgres, given.folder)
    place.settle()
    django.setup()
    import_string(WORK[given.what])(given, place)  # models can be loaded from here on only


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", choices=list(WORK), help="; ".join(map(": ".join, HELP.items())))
    parser.add_argument("--records", type=int, default=10_000, help="contacts")
    parser.add_argument("--postgres", help="postgres://user@host:port; without it SQLite")
    parser.add_argument("--folder", type=Path, default=Path("data/benchmarks"), help="for data")
    parser.add_argument("--groups", nargs="+", choices=GROUPS, default=GROUPS)
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="of load and peer")
    parser.add_argument("--kind", choices=["own", "directus", "netbox"], default="own")
    parser.add_argument("--token", default="", help="of peer")
    parser.add_argument("--fill", type=int, default=0, help="records to create in the peer first")
    return parser.parse_args()


main()
