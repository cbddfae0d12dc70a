"""The app of the guest."""

from django.apps import AppConfig


class GuestConfig(AppConfig):
    """Invoices, which only the suite has."""

    name = "tests.house.guest"
    label = "guest"
