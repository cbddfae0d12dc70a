"""The app of the hall: finds every declaration of a record type when the process starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from values.trigram_tables import install
from values.trigrams import declare, text_keys


class RecordsConfig(AppConfig):
    """Lets every app declare its record types, in its module `records`."""

    name = "records"

    def ready(self) -> None:
        """Gather the declarations; this is the one place where imports wait for the apps."""
        autodiscover_modules("records")
        from records import checks, supporting  # noqa: F401
        from records.admin import register_pages
        from records.pages.telling import listen
        from records.types import registry

        register_pages()
        listen()
        for record_type in registry.values():
            declare(record_type.model, text_keys(record_type.model, record_type.search))
        post_migrate.connect(install, sender=self)
