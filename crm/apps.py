"""The apps of the roof: the checks at start, and the dashboard's site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CrmConfig(AppConfig):
    """Registers the checks of the installation, and says who reads what is pasted into lists."""

    name = "crm"

    def ready(self) -> None:
        from crm import checks  # noqa: F401  (importing it registers them)
        from dialects.native.query import read_q
        from records.pages.pasting import Grammar

        Grammar.read = staticmethod(read_q)
        from crm.mounts import dialects  # not before every record type is declared
        from dialects import seeding

        seeding.register(dialects())


class DashboardConfig(admin.AdminConfig):
    """Django's admin, on our site."""

    default = False
    default_site = "crm.dashboard.Dashboard"
