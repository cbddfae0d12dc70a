"""The app of the roof: the operator's commands and the checks at start."""

from django.apps import AppConfig


class CrmConfig(AppConfig):
    """Registers the checks of the installation."""

    name = "crm"

    def ready(self) -> None:
        from crm import checks  # noqa: F401  (importing it registers them)
