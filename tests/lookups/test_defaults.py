"""What a new installation starts with."""

import re

import phonenumbers
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import Settings

from lookups.currencies import active_codes, currencies
from lookups.defaults import install
from lookups.editing import change, remove
from lookups.lists import Value, catalogue, default_of, find, list_exists, values_of
from lookups.models import Currency, LookupList, LookupValue


def texts(values: tuple[Value, ...]) -> list[str]:
    return [value.value for value in values]


@pytest.mark.usefixtures("lists")
def test_a_list_keeps_the_order_in_which_it_is_written() -> None:
    assert texts(values_of("account_type")) == [
        *("Customer", "Investor", "Partner", "Reseller", "Prospect", "Supplier")
    ]
    assert [value.position for value in values_of("account_type")] == [1, 2, 3, 4, 5, 6]


@pytest.mark.usefixtures("lists")
def test_closed_done_and_base_type_are_attributes_of_the_values() -> None:
    closed = {value.value for value in values_of("case_status") if value.is_closed}
    done = {value.value for value in values_of("email_status") if value.is_done}
    bases = {value.value: value.base_type for value in values_of("activity_type")}
    assert closed == {"Closed", "Rejected", "Duplicate"}
    assert done == {"Archived", "Sent"}
    assert bases["Deadline"] == "task" and bases["Demo"] == "meeting" and bases["Note"] == "note"


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("list_name", "text"),
    [("priority", "Normal"), ("lead_status", "New"), ("phone_type", "Office")],
)
def test_the_default_is_the_marked_value_else_the_first(list_name: str, text: str) -> None:
    found = default_of(list_name)
    assert found is not None and found.value == text


@pytest.mark.usefixtures("lists")
def test_priorities_stand_in_the_order_of_urgency() -> None:
    assert texts(values_of("priority")) == ["Low", "Normal", "High", "Urgent"]


@pytest.mark.usefixtures("lists")
def test_every_country_has_its_code_and_calling_code() -> None:
    countries = values_of("country")
    assert len({country.code for country in countries}) == len(countries) == 249
    for country in countries:
        known = phonenumbers.country_code_for_region(str(country.code))
        assert country.calling_code and known in {0, int(country.calling_code)}


@pytest.mark.usefixtures("lists")
def test_currencies_have_rates_and_the_usual_ones_can_be_chosen() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) for code in currencies())
    assert all(currency.rate > 0 for currency in currencies().values())
    assert {"USD", "EUR", "GBP", "JPY"} < set(active_codes()) < set(currencies())


@pytest.mark.usefixtures("lists")
def test_the_lists_without_values_exist() -> None:
    assert list_exists("product_category") and values_of("product_category") == ()
    assert not list_exists("nothing")


@pytest.mark.usefixtures("lists")
def test_a_list_that_only_a_column_names_exists_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lookups.defaults.named_by_columns", lambda: {"guest_mood"})
    install()
    assert list_exists("guest_mood")


@pytest.mark.usefixtures("lists")
def test_installing_again_changes_nothing_that_people_changed() -> None:
    first, second = values_of("account_type")[:2]
    change("account_type", first.id, {"value": "Client", "active": False})
    remove("account_type", second.id)
    Currency.objects.filter(code="EUR").update(rate=7)
    before = LookupValue.objects.count(), LookupList.objects.count(), catalogue()
    call_command("install_defaults")
    assert (LookupValue.objects.count(), LookupList.objects.count(), catalogue()) == before
    assert Currency.objects.get(code="EUR").rate == 7


@pytest.mark.usefixtures("lists")
def test_the_own_currency_is_always_active(settings: Settings) -> None:
    assert "ISK" not in active_codes()
    settings.CRM_CURRENCY = "ISK"
    install()
    assert "ISK" in active_codes()


@pytest.mark.django_db
def test_an_own_currency_that_does_not_exist_is_told(settings: Settings) -> None:
    settings.CRM_CURRENCY = "XYZ"
    with pytest.raises(ImproperlyConfigured, match="XYZ"):
        install()
    assert not LookupList.objects.exists()


@pytest.mark.usefixtures("lists")
def test_currencies_show_as_a_list_of_their_codes() -> None:
    euro = find("currency", "eur")
    assert euro is not None and euro.active and euro.id == currencies()["EUR"].id
