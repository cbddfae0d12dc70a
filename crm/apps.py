"""The apps of the roof: the checks at start, and the dashboard's site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CrmConfig(AppConfig):
    """Registers the checks of the installation, and gives pages below what only the roof knows."""

    name = "crm"

    def ready(self) -> None:
        from apitokens.forms import TokenForm
        from crm import checks  # noqa: F401  (importing it registers them)
        from crm.api_access import user_picker
        from dialects.native.query import read_q
        from records.pages.pasting import Grammar

        Grammar.read = staticmethod(read_q)
        TokenForm.picker = staticmethod(user_picker)
        from crm.mounts import dialects  # not before every record type is declared
        from dialects import seeding

        seeding.register(dialects())


class DashboardConfig(admin.AdminConfig):
    """Django's admin, on our site."""

    default = False
    default_site = "crm.dashboard.Dashboard"
