"""A change of type keeps every value, or is refused with the count of those that would be lost."""

from typing import Any

import pytest

from customfields import definitions, store
from tests.customfields.invoices import change, define, ids, invoice, shown, stored
from tests.house.guest.models import Invoice
from values.refusals import Clash, Refused

pytestmark = pytest.mark.django_db

KEPT: list[tuple[str, Any, str, Any]] = [
    ("text", "a", "textarea", "a"),
    ("textarea", "a\nb", "text", "a\nb"),
    ("text", "a@example.com", "email", "a@example.com"),
    ("text", "#ABCDEF", "color_swatch", "#abcdef"),
    ("text", "-12", "number", -12),
    ("text", "1250.330", "numeric", "1250.33"),
    ("text", "true", "boolean", True),
    ("text", "2020-02-29", "date", "2020-02-29"),
    ("text", "2020-02-29 06:00:00", "datetime", "2020-02-29T06:00:00Z"),
    ("number", 12, "numeric", "12"),
    ("number", 12, "text", "12"),
    ("numeric", 12, "number", 12),
    ("boolean", False, "text", "false"),
    ("date", "2020-02-29", "datetime", "2020-02-29T00:00:00Z"),
    ("date", "2020-02-29", "text", "2020-02-29"),
    ("url", "https://example.com", "text", "https://example.com"),
]
LOST: list[tuple[str, Any, str]] = [
    ("text", "a", "number"),
    ("text", "007", "number"),
    ("text", "1.5", "number"),
    ("text", "a", "email"),
    ("textarea", "x" * 256, "text"),
    ("number", 10**15, "numeric"),
    ("number", 1, "boolean"),
    ("boolean", True, "number"),
    ("datetime", "2020-02-29T06:00:00Z", "date"),
]


@pytest.mark.parametrize(("old", "value", "new", "expected"), KEPT)
def test_values_that_fit_are_converted(old: str, value: Any, new: str, expected: Any) -> None:
    made = define(old, key="cf_x", default=value)
    bill, empty = invoice(cf_x=value), invoice()
    after = change(made, type=new)
    said = shown(bill)["cf_x"]
    assert (str(said) if new == "numeric" else said) == expected
    assert after.default == said
    assert after.kind.say(stored(bill)["cf_x"]) == said
    assert shown(empty) == {"cf_x": None}
    found = Invoice._default_manager.filter(store.where(Invoice, after, "eq", stored(bill)["cf_x"]))
    assert list(found) == [bill]


@pytest.mark.parametrize(("old", "value", "new"), LOST)
def test_values_that_would_be_lost_are_counted(old: str, value: Any, new: str) -> None:
    made = define(old, key="cf_x")
    bill = invoice(cf_x=value)
    with pytest.raises(Clash) as caught:
        change(made, type=new)
    assert caught.value.details == {"count": 1}
    assert definitions.get(made.id).type == old
    assert shown(bill) == {"cf_x": value}


def test_options_stay_between_types_that_choose() -> None:
    made = define("select", key="cf_x", options=["A", "B"])
    bill = invoice(cf_x="B")
    made = change(made, type="radio")
    assert shown(bill) == {"cf_x": ids(made)["B"]}
    made = change(made, type="checkbox")
    assert shown(bill) == stored(bill) == {"cf_x": [ids(made)["B"]]}
    made = change(made, type="select")
    assert shown(bill) == stored(bill) == {"cf_x": ids(made)["B"]}


def test_several_options_do_not_go_into_one() -> None:
    made = define("checkbox", key="cf_x", options=["A", "B"])
    invoice(cf_x=["A", "B"])
    with pytest.raises(Clash):
        change(made, type="select")


def test_options_become_their_labels_and_labels_options() -> None:
    made = define("select", key="cf_x", options=["5", "A"])
    bill = invoice(cf_x="5")
    made = change(made, type="text")
    assert shown(bill) == {"cf_x": "5"}
    assert made.options == ()
    made = change(made, type="multi_select", options=[{"label": "B"}, {"label": "5"}])
    assert shown(bill) == stored(bill) == {"cf_x": [ids(made)["5"]]}


def test_only_records_that_look_different_get_a_new_version() -> None:
    made = define("text", key="cf_x")
    bill, other = invoice(cf_x="5"), invoice()
    change(made, type="textarea")
    shown(bill)
    assert bill.version == 1
    change(made, type="number")
    assert shown(bill) == {"cf_x": 5}
    other.refresh_from_db()
    assert (bill.version, other.version) == (2, 1)


def test_a_default_that_does_not_fit_is_refused() -> None:
    made = define("text", default="a")
    with pytest.raises(Refused) as caught:
        change(made, type="number")
    assert list(caught.value.fields) == ["default"]
    assert change(made, type="number", default=3).default == 3


def test_a_unique_field_stays_unique_in_its_new_type() -> None:
    made = define("text", key="cf_x", unique=True)
    invoice(cf_x="1")
    made = change(made, type="number")
    assert store.taken(Invoice, made, [1]) != {}
    with pytest.raises(store.Taken):
        invoice(cf_x=1)
