"""The command that compares the mirrors of custom values with the value rows."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from customfields.schemas import record_models
from customfields.verifying import differences


class Command(BaseCommand):
    """Prints a line for each record type; exit code 1 where a mirror differs and is not mended."""

    help = "Compare each record's mirror of custom values with its value rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="write differing mirrors anew")

    def handle(self, *args: Any, **options: Any) -> None:
        rebuild = bool(options["rebuild"])
        wrong = sum(self.verify(name, rebuild) for name in sorted(record_models))
        if wrong and not rebuild:
            raise CommandError(f"{wrong} mirrors differ from their value rows; see --rebuild.")

    def verify(self, record_type: str, rebuild: bool) -> int:
        """Compare one record type; returns how many mirrors differ."""
        model = record_models[record_type]
        wrong = [number for some in differences(model, record_type, rebuild) for number in some]
        ending = ", rebuilt" if wrong and rebuild else ""
        examples = f": {', '.join(map(str, wrong[:10]))}" if wrong else ""
        records = model._base_manager.count()
        told = f"{record_type}: {records} records, {len(wrong)} differ{ending}{examples}"
        self.stdout.write(told)
        return len(wrong)
