"""What all the programs share on the command line: address, token, report, and how they end."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from examples.client import ApiError, Client, Unreachable
from examples.fields import Unfit
from examples.ledger import Ledger
from examples.sending import BATCH, Mismatch
from examples.table import TableError

EXPECTED = (ApiError, Unreachable, TableError, Unfit, Mismatch, ValueError)


def parser(description: str) -> argparse.ArgumentParser:
    """A parser that knows --url and --token, or CRM_URL and CRM_TOKEN in the environment."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--url", default=os.environ.get("CRM_URL", "http://127.0.0.1:8000"))
    made.add_argument("--token", default=os.environ.get("CRM_TOKEN", ""))
    return made


def import_parser(description: str, report: str) -> argparse.ArgumentParser:
    """A parser of an import: also the file of the report, and how many rows go in one call."""
    made = parser(description)
    made.add_argument("--report", type=Path, default=Path(report), help="the CSV report to write")
    made.add_argument("--batch", type=int, default=BATCH, help="rows in one call, at most 1,000")
    return made


def connect(options: argparse.Namespace) -> Client:
    """The client that the options name; ValueError without a token."""
    if not options.token:
        raise ValueError("a token is needed: --token, or CRM_TOKEN in the environment")
    return Client(options.url, options.token)


def run_import(
    options: argparse.Namespace, work: Callable[[Client, argparse.Namespace, Ledger], None]
) -> int:
    """Run an import and tell its account; 0 if every row is stored or reported, else 1.

    The report is written also when the work breaks off: what was stored stays, and running the
    program again completes it.
    """
    ledger, started = Ledger(), time.monotonic()
    try:
        work(connect(options), options, ledger)
    except EXPECTED as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 1
    finally:
        ledger.write(options.report)
    print(ledger.summary())
    faults = ledger.faults()
    for fault in faults:
        print(f"account does not add up: {fault}", file=sys.stderr)
    print(f"{time.monotonic() - started:.1f} s; report in {options.report}")
    return 1 if faults else 0
