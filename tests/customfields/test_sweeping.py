"""The background clears up behind changed schemas, a little at a time."""

import pytest

from customfields import definitions, store, sweeping
from customfields.models import CustomField
from customfields.sweeping import sweep
from tests.customfields.invoices import define, invoice, shown
from tests.house.guest.models import Invoice, InvoiceValue

pytestmark = pytest.mark.django_db


def test_values_of_a_deleted_field_go_and_mirrors_forget_its_key() -> None:
    made, _ = define("text", key="cf_a"), define("textarea", key="cf_b")
    bill = invoice(cf_a="1", cf_b="2")
    version = bill.version
    definitions.delete(made.id, by=None)
    assert "cf_a" in Invoice._default_manager.get().custom
    assert sweep()
    bill.refresh_from_db()
    assert bill.custom == '{"cf_b":"2"}'
    assert bill.version == version
    assert list(InvoiceValue._default_manager.values_list("long", flat=True)) == ["2"]
    assert CustomField.objects.get(pk=made.id).swept_at is not None


def test_a_sweep_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "SOME", 2)
    made = define("text")
    for number in range(5):
        invoice(cf_text=str(number))
    definitions.delete(made.id, by=None)
    assert not sweep(seconds=-1)
    assert InvoiceValue._default_manager.count() == 3
    assert not sweep(seconds=-1)
    assert InvoiceValue._default_manager.count() == 1
    assert sweep()
    assert not InvoiceValue._default_manager.exists()


def test_a_change_during_a_sweep_begins_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "SOME", 1)
    first, second = define("text", key="cf_a"), define("text", key="cf_b")
    bills = [invoice(cf_a="1", cf_b="2") for _ in range(2)]
    definitions.delete(first.id, by=None)
    assert not sweep(seconds=-1)
    definitions.delete(second.id, by=None)
    while not sweep():
        pass
    assert not InvoiceValue._default_manager.exists()
    assert set(Invoice._default_manager.values_list("custom", flat=True)) == {"{}"}
    assert shown(bills[0]) == {}


def test_a_new_field_enters_the_mirrors() -> None:
    define("text", key="cf_a")
    bill = invoice(cf_a="1")
    define("text", key="cf_b")
    while not sweep():
        pass
    bill.refresh_from_db()
    assert bill.custom == '{"cf_a":"1","cf_b":null}'
    assert bill.custom_revision == store.schema_of("invoices").revision


def test_there_is_nothing_to_sweep_twice() -> None:
    define("text")
    invoice(cf_text="x")
    while not sweep():
        pass
    assert sweeping.waiting() == []
