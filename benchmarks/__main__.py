"""The one command: `.venv/bin/python -m benchmarks run`; `--help` tells the rest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import django
from django.utils.module_loading import import_string

from benchmarks.places import HOME, place_of

GROUPS = ("lists", "filters", "orders", "writes", "sizes")


def main() -> None:
    """Read the command line, go to the place of the run, and do what is asked."""
    given = arguments()
    sys.path.insert(0, str(HOME.parent))
    place = place_of(given.records, given.postgres, given.folder)
    place.settle()
    django.setup()
    import_string(f"benchmarks.commands.{given.what}")(given, place)  # models load from here on


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", choices=["run", "build"], help="build only, or build and measure")
    parser.add_argument("--records", type=int, default=10_000, help="contacts")
    parser.add_argument("--postgres", help="postgres://user@host:port; without it SQLite")
    parser.add_argument("--folder", type=Path, default=Path("data/benchmarks"), help="for data")
    parser.add_argument("--groups", nargs="+", choices=GROUPS, default=GROUPS)
    return parser.parse_args()


main()
