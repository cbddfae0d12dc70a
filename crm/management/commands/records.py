"""Shows every record type in every dialect with its address, so that nothing is invisible."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from crm.mounts import dialects
from dialects.router import served


class Command(BaseCommand):
    """manage.py records"""

    help = "Prints record type × dialect × URL."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [("record type", "dialect", "URL"), *table()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        try:
            for row in rows:
                cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                self.stdout.write("  ".join(cells).rstrip())
            self.stdout.flush()
        except BrokenPipeError:  # `head` has had enough; what is still buffered has nowhere to go
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())


def table() -> list[tuple[str, str, str]]:
    """Rows of record type, dialect and the URL of its list."""
    return sorted(
        (record_type.name, dialect.name, f"/{dialect.prefix}{word}")
        for dialect in dialects()
        for record_type, word in served(dialect)
    )
