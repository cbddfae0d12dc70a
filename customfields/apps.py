"""The app of custom fields."""

from django.apps import AppConfig


class CustomfieldsConfig(AppConfig):
    """Keeps the definitions; the values stand in a table beside each record type's own."""

    name = "customfields"
    verbose_name = "Custom fields"
