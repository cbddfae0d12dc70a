"""What processes remember of a schema, and how writers and changes of definitions keep apart."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from customfields import definitions, store
from revisions.store import snapshot
from tests.customfields.invoices import change, define, invoice, put, stored
from values.refusals import Clash


@pytest.fixture
def request_like() -> Iterator[None]:
    """As in a request: revisions are looked up once."""
    token = snapshot.set({})
    yield
    snapshot.reset(token)


@pytest.mark.django_db
def test_a_schema_is_read_once_until_it_changes(
    request_like: None, django_assert_num_queries: Any
) -> None:
    made = define("select", options=["A"])
    first = store.schema_of("invoices")
    with django_assert_num_queries(0):
        assert store.schema_of("invoices") is first
    change(made, label="Other")
    assert store.schema_of("invoices") is not first


@pytest.mark.django_db
def test_hold_forgets_what_is_out_of_date(
    request_like: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    define("text")
    old = store.schema_of("invoices")
    elsewhere = snapshot.set(None)
    define("number")
    snapshot.reset(elsewhere)
    assert store.schema_of("invoices") is old
    assert len(store.hold("invoices").fields) == 2
    assert len(store.schema_of("invoices").fields) == 2


@pytest.mark.django_db
def test_hold_costs_one_query(request_like: None, django_assert_num_queries: Any) -> None:
    define("text")
    store.schema_of("invoices")
    with django_assert_num_queries(1):
        store.hold("invoices")


def together(*acts: Callable[[], None]) -> list[BaseException]:
    """Run these in threads of their own; returns what they raised."""
    raised: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


@pytest.mark.django_db(transaction=True)
def test_a_change_of_a_definition_waits_for_writers() -> None:
    """An option is not taken away while somebody is just giving it to a record."""
    made = define("select", options=["A", "B"])
    bill = invoice()
    written = threading.Event()

    def write() -> None:
        with transaction.atomic():
            put(bill, cf_select="A")
            written.set()
            time.sleep(0.3)

    def remove() -> None:
        written.wait(10)
        definitions.change(made.id, {"options": [{"id": made.options[1].id}]}, by=None)

    raised = together(write, remove)
    assert [type(error) for error in raised] == [Clash]
    assert stored(bill) == {"cf_select": made.options[0].id}
    assert len(definitions.get(made.id).options) == 2
