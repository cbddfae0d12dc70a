"""`manage.py install_defaults` makes the lists and currencies that are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from lookups.defaults import install


class Command(BaseCommand):
    """Safe to call at every start."""

    help = "Makes the default lookup lists, countries and currencies that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        install()
