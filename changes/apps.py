"""The app of the change log."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """What happened on records, what is said about them, and who watches them."""

    name = "changes"
