"""Model fields that hold a value of a lookup list, or a currency."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models

from values.columns import TextColumn, stated


class LookupField(models.ForeignKey):  # type: ignore[type-arg]
    """Points at a value of the named list.

    More lists may follow, where another field decides from which of them the value must come.
    """

    def __init__(self, list_name: str, *others: str, **kwargs: Any):
        self.list_name = list_name
        self.lists = (list_name, *others)
        kwargs.setdefault("to", "lookups.LookupValue")
        kwargs.setdefault("on_delete", models.PROTECT)
        super().__init__(**{"null": True, "blank": True, "related_name": "+", **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        for fixed in ("to", "on_delete", "related_name"):
            kwargs.pop(fixed, None)
        return stated(self, (name, path, list(self.lists), kwargs))


def system_currency() -> str:
    """The code of the installation's own currency."""
    return str(settings.CRM_CURRENCY)


class CurrencyField(TextColumn):
    """The ISO 4217 code of the currency that a record's amounts are in; the system's at first."""

    def __init__(self, **kwargs: Any):
        fixed = {"max_length": 3, "default": system_currency, "null": False, "blank": False}
        super().__init__(**{**fixed, **kwargs})
