"""Compares the indexes by which texts are found anywhere with the texts, and makes them anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from values.statements import on_sqlite
from values.trigram_checks import is_sound
from values.trigram_tables import extensions_stand, make
from values.trigrams import declared, forget


class Command(BaseCommand):
    """Looks at one index after the other."""

    help = "Compare the indexes of three letters, which serve $con, $ew and search, with the texts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="make anew what is not right")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every index that is missing or wrong. Raises CommandError if one stays so."""
        if not on_sqlite() and not extensions_stand():
            raise CommandError("PostgreSQL lacks pg_trgm and btree_gin, and we may not add them.")
        wrong = [index for index in declared.values() if not is_sound(index)]
        for index in wrong:
            self.stdout.write(f"{index.model._meta.db_table}: not right")
            if options["rebuild"]:
                make(index)
        forget()
        if wrong and not options["rebuild"]:
            raise CommandError(f"{len(wrong)} to be made anew with --rebuild.")
        self.stdout.write(f"{len(declared)} indexes, {len(wrong)} made anew.")
