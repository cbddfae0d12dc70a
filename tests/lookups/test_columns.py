"""Columns that hold lookups and currencies."""

from django.db import models
from pytest_django import Settings

from lookups.columns import CurrencyField, LookupField, system_currency
from lookups.models import LookupValue


def test_a_lookup_column_can_be_made_again_from_its_parts() -> None:
    column = LookupField("task_status", "meeting_status", null=False)
    _, path, args, kwargs = column.deconstruct()
    again = LookupField(*args, **kwargs)
    assert path == "lookups.columns.LookupField"
    assert again.lists == ("task_status", "meeting_status") and again.list_name == "task_status"
    assert not again.null and again.remote_field.on_delete is models.PROTECT


def test_a_lookup_column_names_only_its_lists_in_migrations() -> None:
    _, _, args, kwargs = LookupField("priority").deconstruct()
    assert args == ["priority"] and kwargs == {"null": True, "blank": True}


def test_a_lookup_column_points_at_values() -> None:
    assert LookupField("priority").remote_field.model in {LookupValue, "lookups.LookupValue"}


def test_a_new_record_is_in_the_own_currency(settings: Settings) -> None:
    settings.CRM_CURRENCY = "CHF"
    assert CurrencyField().get_default() == system_currency() == "CHF"


def test_a_currency_column_can_be_made_again_from_its_parts() -> None:
    _, _, args, kwargs = CurrencyField(null=True).deconstruct()
    again = CurrencyField(*args, **kwargs)
    assert again.null and again.max_length == 3 and again.default is system_currency
