"""Unique values: of live records only, and however many write at once."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from customfields import store
from tests.customfields.invoices import define, invoice, put, stored
from tests.house.guest.models import Invoice


@pytest.mark.django_db
def test_taken_tells_by_the_comparison_key_who_has_a_value() -> None:
    made = define("text", unique=True)
    bill = invoice(cf_text="Straße")
    assert store.taken(Invoice, made, ["STRASSE", "other"]) == {"strasse": bill.pk}
    assert store.taken(Invoice, made, ["STRASSE"], [bill.pk]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("type_name", "value", "same"),
    [
        ("text", "É", "e\u0301"),
        ("number", 5, 5),
        ("numeric", 5, 5),
        ("date", "2020-02-29", "2020-02-29"),
        ("datetime", "2020-02-29T06:00:00Z", "2020-02-29 07:00:00+01:00"),
        ("select", "A", "A"),
    ],
)
def test_a_second_record_with_the_same_value_is_refused(
    type_name: str, value: Any, same: Any
) -> None:
    define(type_name, key="cf_x", unique=True, options=["A"] if type_name == "select" else [])
    first = invoice(cf_x=value)
    with pytest.raises(store.Taken) as caught, transaction.atomic():
        invoice(cf_x=same)
    assert [(one.key, one.holder_id) for one in caught.value.clashes] == [("cf_x", first.pk)]


@pytest.mark.django_db
def test_empty_values_and_a_record_s_own_do_not_clash() -> None:
    define("text", unique=True)
    invoice()
    bill = invoice(cf_text="x")
    invoice(cf_text=None)
    put(bill, cf_text="X")
    assert stored(bill) == {"cf_text": "X"}


@pytest.mark.django_db
def test_two_records_may_swap_their_values_in_one_write() -> None:
    define("number", unique=True)
    first, second = invoice(cf_number=1), invoice(cf_number=2)
    rows = [(first.pk, {"cf_number": 2}), (second.pk, {"cf_number": 1})]
    store.write(Invoice, store.schema_of("invoices"), rows)
    assert (stored(first), stored(second)) == ({"cf_number": 2}, {"cf_number": 1})


@pytest.mark.django_db
def test_two_rows_of_one_write_clash() -> None:
    define("number", unique=True)
    first, second = invoice(), invoice()
    rows = [(first.pk, {"cf_number": 2}), (second.pk, {"cf_number": 2})]
    with pytest.raises(store.Taken) as caught, transaction.atomic():
        store.write(Invoice, store.schema_of("invoices"), rows, fresh=True)
    assert len(caught.value.clashes) == 1


@pytest.mark.django_db
def test_a_record_in_the_bin_frees_its_value_and_claims_it_coming_back() -> None:
    made = define("text", unique=True)
    bill = invoice(cf_text="x")
    bill.deleted_at = timezone.now()
    bill.save()
    store.release(Invoice, [bill.pk])
    assert store.taken(Invoice, made, ["x"]) == {}
    schema = store.schema_of("invoices")
    store.claim(Invoice, schema, [bill.pk])
    assert store.taken(Invoice, made, ["x"]) == {"x": bill.pk}
    assert stored(bill) == {"cf_text": "x"}
    store.release(Invoice, [bill.pk])
    other = invoice(cf_text="x")
    with pytest.raises(store.Taken) as caught, transaction.atomic():
        store.claim(Invoice, schema, [bill.pk])
    assert caught.value.clashes[0].holder_id == other.pk
    assert stored(bill) == {"cf_text": "x"}


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_once_one_is_refused() -> None:
    define("text", unique=True)
    both, outcomes = threading.Barrier(2), []

    def write() -> None:
        try:
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    both.wait(5)
                invoice(cf_text="x")
            outcomes.append("written")
        except store.Taken:
            outcomes.append("refused")
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)
    assert sorted(outcomes) == ["refused", "written"]
    assert Invoice._default_manager.count() == 1
