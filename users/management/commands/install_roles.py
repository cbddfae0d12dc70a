"""Gives an installation the ready-made roles that it has not, and prints their names."""

from typing import Any

from django.core.management.base import BaseCommand

from users.roles import install


class Command(BaseCommand):
    """manage.py install_roles"""

    help = "Makes those of the ready-made roles that are missing by name; others stay as they are."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        new = install()
        for role in new:
            self.stdout.write(str(role))
        if not new:
            self.stdout.write("All ready-made roles are there.")
