"""The apps of the roof: the checks at start, and the dashboard's site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CrmConfig(AppConfig):
    """Registers the checks of the installation."""

    name = "crm"

    def ready(self) -> None:
        from crm import checks  # noqa: F401  (importing it registers them)


class DashboardConfig(admin.AdminConfig):
    """Django's admin, on our site."""

    default = False
    default_site = "crm.dashboard.Dashboard"
