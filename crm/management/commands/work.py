"""Runs the background worker; `up` starts one, more may run on further machines."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from crm import lifeline
from crm.worker import work


class Command(BaseCommand):
    """manage.py work"""

    help = "Runs the background worker until SIGTERM; `up` starts one by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", type=int, help="process with which this one ends")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["parent"]:
            lifeline.hold(options["parent"])
        work()
