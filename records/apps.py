"""The app of the hall: finds every declaration of a record type when the process starts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    """Lets every app declare its record types, in its module `records`."""

    name = "records"

    def ready(self) -> None:
        """Gather the declarations; this is the one place where imports wait for the apps."""
        autodiscover_modules("records")
        from records import checks, supporting  # noqa: F401
        from records.admin import register_pages
        from records.pages.telling import listen

        register_pages()
        listen()
