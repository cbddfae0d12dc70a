"""The app of the drop-down lists."""

from django.apps import AppConfig


class LookupsConfig(AppConfig):
    """Lookup lists with their values, tags and currencies."""

    name = "lookups"
