"""The one command: `.venv/bin/python -m benchmarks --help`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.places import place_of


def main() -> None:
    """Read the command line, go to the place of the run, and do what is asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", choices=["build"])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--postgres")
    parser.add_argument("--folder", type=Path, default=Path("data/benchmarks"))
    given = parser.parse_args()
    place_of(given.records, given.postgres, given.folder).settle()
    import django

    django.setup()
    from benchmarks.building import build

    build(given.records)


main()
