"""Renews what the pages of dialects in docs/ say of their fields."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from crm.mounts import dialects
from dialects.pages import BEGIN, renewed
from dialects.worded import Worded


class Command(BaseCommand):
    """manage.py dialect_pages"""

    help = "Renews the tables in docs/<dialect>.md."

    def handle(self, *args: Any, **options: Any) -> None:
        for dialect, path in pages():
            path.write_text(renewed(path.read_text(), dialect))
            self.stdout.write(f"{path.name} is as the tables are")


def pages() -> list[tuple[Worded, Path]]:
    """The dialects with words of their own, each with its page, where that has a made part."""
    folder = Path(settings.BASE_DIR) / "docs"
    found = [(one, folder / f"{one.name}.md") for one in dialects() if isinstance(one, Worded)]
    return [(one, path) for one, path in found if path.exists() and BEGIN in path.read_text()]
