"""The door: values go in and come out unchanged, are found by every operator, and are sorted."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q

from customfields import store
from customfields.store import Definition
from tests.customfields.invoices import define, ids, invoice, shown, stored
from tests.house.guest.models import Invoice, InvoiceValue
from values.refusals import Refusal

pytestmark = pytest.mark.django_db

LEAST, MOST = -(2**63), 2**63 - 1
SAMPLES: dict[str, list[Any]] = {
    "text": [
        "Z",
        "a",
        "Ａ",
        "é",
        "e\u0301e",
        "ß",
        "SS",
        "100%",
        "a_c",
        "\\",
        "😀",
        "\ue000",
        " x ",
        "x" * 255,
    ],
    "textarea": ["a\nB", "x" * 2**20, "Ä", "'\"%_\\"],
    "number": [LEAST, -1, 0, 1, MOST],
    "numeric": [Decimal("-999999999999.999"), Decimal("0.001"), 0, Decimal("1250.33"), 1300],
    "boolean": [True, False],
    "date": ["0001-01-01", "1899-12-31", "2020-02-29", "9999-12-31"],
    "datetime": [
        "0001-01-01T00:00:00Z",
        "2020-02-29T23:59:59.999999Z",
        "2020-03-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
    ],
    "email": ["A@Example.com", "b@example.com"],
    "url": ["https://example.com/Ä", "http://example.com/" + "x" * 2029],
    "color_swatch": ["#abcdef", "#000000"],
    "timezone": ["America/Toronto", "UTC"],
    "select": ["B", "A"],
    "radio": ["C", "A"],
    "multi_select": [["C", "A"], ["B"]],
    "checkbox": [["A", "B", "C"], ["C"]],
}
OPERANDS: dict[str, list[Any]] = {
    "text": ["z", "É", "ss", "e", "%", "_", "\\", "a_", "", " ", "\U0010ffff"],
    "textarea": ["A\nb", "%", "ä", "x", ""],
    "datetime": ["2020-02-29", "9999-12-31", "0001-01-01"],
    "multi_select": ["A", "c"],
    "checkbox": ["A", "c"],
    "select": ["b"],
}


def options_for(type_name: str) -> list[str]:
    """Three options, where the type chooses; their order is not that of their labels."""
    return ["C", "A", "B"] if store.TYPES[type_name].chooses else []


def filled(type_name: str) -> tuple[Definition, dict[Invoice, Any]]:
    """A field and invoices with each sample in it, and one without: invoice → Python value."""
    made = define(type_name, key="cf_x", options=options_for(type_name))
    bills: dict[Invoice, Any] = {invoice(): None}
    for value in SAMPLES[type_name]:
        bills[invoice(cf_x=value)] = made.kind.take(value)
    return made, bills


def operands(made: Definition, op: str) -> list[Any]:
    """What each operator is asked with, in JSON."""
    samples = SAMPLES[made.type]
    singles = [value for value in samples if not isinstance(value, list)]
    asked = [one for one in singles + OPERANDS.get(made.type, []) if not too_long(one)]
    if op == "in":
        return [[], asked, [None], [None, *asked[:1]], asked[:1]]
    if op == "between":
        return [[low, high] for low in asked[:4] for high in asked[:4]]
    return [*asked, None] if op == "eq" else asked


def too_long(value: Any) -> bool:
    """Whether a pattern may not be so long."""
    return isinstance(value, str) and len(value) > 1000


@pytest.mark.parametrize("type_name", store.TYPES)
def test_every_operator_finds_what_the_kind_says(type_name: str) -> None:
    made, bills = filled(type_name)
    for op in sorted(made.kind.operators):
        for operand in operands(made, op):
            asked = made.kind.ask(op, operand)
            found = store.where(Invoice, made, op, asked)
            expected = {
                bill for bill, value in bills.items() if made.kind.matches(value, op, asked)
            }
            assert set(Invoice._default_manager.filter(found)) == expected, (op, operand)
            others = set(Invoice._default_manager.filter(~Q(found)))
            assert others == set(bills) - expected, (op, operand)


@pytest.mark.parametrize("type_name", store.TYPES)
def test_values_come_back_as_they_went_in(type_name: str) -> None:
    made, bills = filled(type_name)
    schema = store.schema_of("invoices")
    for bill, value in bills.items():
        assert stored(bill) == ({} if value is None else {"cf_x": value})
        decoded = shown(bill)
        assert decoded == {"cf_x": made.kind.say(value)}
        assert store.python_values(schema, decoded) == {"cf_x": value}


@pytest.mark.parametrize("type_name", store.TYPES)
def test_values_are_sorted_with_empty_ones_last(type_name: str) -> None:
    made, bills = filled(type_name)
    place = {option.id: option.order for option in made.options}

    def sort_key(value: Any) -> Any:
        singles = value if isinstance(value, list) else [value]
        return min(place[one] for one in singles) if place else made.kind.key(value)

    for descending in (False, True):
        ordering = store.ordering(Invoice, made, descending)
        found = list(Invoice._default_manager.order_by(*ordering, "pk"))
        full = [bill for bill, value in bills.items() if value is not None]
        full.sort(key=lambda bill: sort_key(bills[bill]), reverse=descending)
        empty = [bill for bill, value in bills.items() if value is None]
        assert found == full + empty


def test_mirrors_hold_exact_numbers_and_empty_values_in_order() -> None:
    define("text")
    define("numeric", key="cf_a")
    define("numeric", key="cf_b")
    bill = invoice(cf_a=Decimal("1250.330"), cf_b=Decimal("999999999999.999"))
    assert bill.custom == '{"cf_text":null,"cf_a":1250.33,"cf_b":999999999999.999}'
    assert shown(bill)["cf_b"] == Decimal("999999999999.999")
    assert invoice(cf_a=Decimal("1E+3"), cf_b=Decimal("0.0010")).custom == (
        '{"cf_text":null,"cf_a":1000,"cf_b":0.001}'
    )


def test_an_unread_mirror_is_plain_json() -> None:
    define("text")
    bill = invoice(cf_text='"\\/\u2028 é😀')
    assert json.loads(bill.custom) == {"cf_text": '"\\/\u2028 é😀'}


def test_python_values_are_python() -> None:
    define("date")
    define("datetime")
    define("numeric")
    bill = invoice(cf_date="2020-02-29", cf_datetime="2020-02-29 06:00:00", cf_numeric=5)
    values = store.python_values(store.schema_of("invoices"), shown(bill))
    assert values == {
        "cf_date": date(2020, 2, 29),
        "cf_datetime": datetime(2020, 2, 29, 6, tzinfo=UTC),
        "cf_numeric": Decimal(5),
    }
    assert isinstance(values["cf_numeric"], Decimal)


def test_twenty_values_of_a_new_record_are_one_statement(django_assert_num_queries: Any) -> None:
    for number in range(20):
        define("number", key=f"cf_{number}")
    bill = invoice()
    schema = store.schema_of("invoices")
    values = {f"cf_{number}": number for number in range(20)}
    with django_assert_num_queries(1):
        store.write(Invoice, schema, [(bill.pk, values)], fresh=True)
    with django_assert_num_queries(2):
        store.write(Invoice, schema, [(bill.pk, dict.fromkeys(values, 1))])
    assert stored(bill) == dict.fromkeys(values, 1)


def test_many_records_are_written_at_once_each_with_its_own_keys() -> None:
    define("number", key="cf_a")
    define("number", key="cf_b")
    bills = [invoice(cf_a=1, cf_b=2) for _ in range(3)]
    rows: list[tuple[int, dict[str, Any]]] = [
        (bills[0].pk, {"cf_a": 3}),
        (bills[1].pk, {"cf_b": None}),
        (bills[2].pk, {"cf_a": None, "cf_b": 4}),
    ]
    store.write(Invoice, store.schema_of("invoices"), rows)
    assert [stored(bill) for bill in bills] == [{"cf_a": 3, "cf_b": 2}, {"cf_a": 1}, {"cf_b": 4}]


def test_more_records_than_a_statement_has_parameters() -> None:
    define("number")
    bills = Invoice._default_manager.bulk_create([Invoice(number=str(n)) for n in range(1200)])
    schema = store.schema_of("invoices")
    for value in (1, 2):
        rows = [(bill.pk, {"cf_number": value}) for bill in bills]
        store.write(Invoice, schema, rows, fresh=value == 1)
    read = store.read(Invoice, schema, [bill.pk for bill in bills])
    assert list(read.values()) == [{"cf_number": 2}] * 1200


def test_many_values_of_every_type_come_back() -> None:
    for name in store.TYPES:
        define(name, options=options_for(name))
    schema = store.schema_of("invoices")
    values = {
        f"cf_{name}": schema.by_key[f"cf_{name}"].kind.take(samples[0])
        for name, samples in SAMPLES.items()
    }
    values |= {"cf_text": "\t\\N\n,é", "cf_textarea": "\\.\r\n"}
    bills = [invoice() for _ in range(12)]
    store.write(Invoice, schema, [(bill.pk, values) for bill in bills], fresh=True)
    assert [stored(bill) for bill in bills] == [values] * 12


def test_values_go_with_their_record() -> None:
    define("text")
    invoice(cf_text="x").delete()
    assert not InvoiceValue._default_manager.exists()


@pytest.mark.parametrize("columns", [{}, {"whole": 1, "truth": True}])
def test_the_database_wants_exactly_one_typed_column(columns: dict[str, Any]) -> None:
    made, bill = define("text"), invoice()
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceValue(**{"record_id": bill.pk, "field_id": made.id, **columns}).save()


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (True, "Type"),
        (1.5, "Type"),
        ([], "Type"),
        ("", "In"),
        ("a", "In"),
        (0, "In"),
        (2**80, "In"),
    ],
)
def test_what_is_no_option_is_refused(value: Any, rule: str) -> None:
    made = define("select", options=["A"])
    with pytest.raises(Refusal) as caught:
        made.kind.take(value)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("value", "rule"),
    [("A", "Type"), ({}, "Type"), ([None], "Type"), (["X"], "In"), (["A", "A"], "Unique")],
)
def test_what_is_no_list_of_options_is_refused(value: Any, rule: str) -> None:
    made = define("checkbox", options=["A", "B"])
    with pytest.raises(Refusal) as caught:
        made.kind.take(value)
    assert caught.value.rule == rule


def test_options_are_taken_by_id_or_label_and_an_empty_list_is_no_value() -> None:
    made = define("multi_select", options=["A", "B"])
    a, b = ids(made).values()
    assert made.kind.take(["B", a]) == [b, a]
    assert made.kind.take([]) is None
    assert made.kind.say_label([b, a]) == ["B", "A"]
    assert define("select", options=["A"]).kind.say_label(None) is None


@pytest.mark.parametrize("operand", ["X", 0, True, ["A"], 1.5])
def test_a_condition_names_options_that_the_field_has(operand: Any) -> None:
    with pytest.raises(Refusal):
        define("checkbox", options=["A"]).kind.ask("eq", operand)
