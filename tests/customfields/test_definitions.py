"""Making, changing and deleting custom fields."""

from typing import Any

import pytest

from customfields import definitions, store
from customfields.models import CustomField
from revisions.store import current
from tests.customfields.invoices import change, define, ids, invoice, put, shown, stored
from values.refusals import Clash, Missing, Refused, Unanswerable

pytestmark = pytest.mark.django_db


def refused(**attributes: Any) -> dict[str, list[str]]:
    """The rules by which a new field is refused."""
    with pytest.raises(Refused) as caught:
        definitions.create(attributes, by=None, known_types=["invoices"])
    assert not CustomField.objects.exists()
    return {name: [one.rule for one in found] for name, found in caught.value.fields.items()}


@pytest.mark.parametrize("type_name", store.TYPES)
def test_a_field_of_each_type_says_what_was_sent(type_name: str) -> None:
    chooses = store.TYPES[type_name].chooses
    made = define(type_name, help_text="Hint", group="Money", options=["A", "B"] if chooses else [])
    said = definitions.say(made)
    options, wires = said.pop("options"), said.pop("wire_names")
    assert wires["concord"] == f"cf_{type_name}" and list(wires) == sorted(wires)
    assert [one["label"] for one in options] == (["A", "B"] if chooses else [])
    assert said == {
        "id": made.id,
        "record_type": "invoices",
        "key": f"cf_{type_name}",
        "label": type_name.capitalize(),
        "type": type_name,
        "required": False,
        "unique": False,
        "default": None,
        "help_text": "Hint",
        "group": "Money",
        "order": 0,
        "dialects": None,
    }


def test_a_definition_goes_back_as_it_came_and_changes_nothing() -> None:
    made = define("select", options=["A", {"label": "B", "color": "#AABBCC"}], default="B")
    before = current("customfields")
    assert definitions.say(change(made, **definitions.say(made))) == definitions.say(made)
    assert current("customfields") == before


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = refused(
        record_type="bills",
        label="",
        type="text",
        key="CF_x",
        required=1,
        order="3",
        default=5,
        dialects="native",
        wire_names={"x": ""},
        options=[{"label": "A"}],
    )
    assert wrong == {
        "record_type": ["In"],
        "label": ["Required"],
        "key": ["Text"],
        "required": ["Type"],
        "order": ["Number"],
        "default": ["Type"],
        "dialects": ["Type"],
        "wire_names": ["Required"],
        "options": ["Type"],
    }


def test_what_is_missing_is_told() -> None:
    assert refused() == {name: ["Required"] for name in ("record_type", "label", "type")}


def test_an_unknown_attribute_is_told_with_the_nearest() -> None:
    with pytest.raises(Unanswerable, match="unknown field 'lable'; did you mean 'label'"):
        define("text", lable="X")


def test_the_key_is_made_from_the_label_and_numbered() -> None:
    keys = [define("text", label=label).key for label in ("Größe (Netto)", "GROSSE netto", "日本")]
    assert keys == ["cf_grosse_netto", "cf_grosse_netto_2", "cf_field"]
    assert define("text", label="日本").key == "cf_field_2"
    assert len(define("text", label="x" * 200).key) == 63
    assert len(define("text", label="x" * 200).key) == 63


def test_a_key_is_taken_once_in_a_type() -> None:
    define("text", key="cf_code")
    with pytest.raises(Refused) as caught:
        define("number", key="cf_code")
    assert caught.value.fields["key"][0].rule == "Unique"


def test_a_key_never_changes() -> None:
    made = define("text")
    with pytest.raises(Refused) as caught:
        change(made, key="cf_other", record_type="accounts")
    assert set(caught.value.fields) == {"key", "record_type"}


def test_names_on_the_wire_are_taken_once_in_a_dialect() -> None:
    define("text", wire_names={"spotler": "code"})
    define("number", wire_names={"concord": "code"})
    with pytest.raises(Refused) as caught:
        define("date", wire_names={"spotler": "code"})
    assert list(caught.value.fields) == ["wire_names"]


@pytest.mark.parametrize("type_name", ["boolean", "textarea", "multi_select", "checkbox"])
def test_some_types_cannot_be_unique(type_name: str) -> None:
    assert refused(record_type="invoices", label="X", type=type_name, unique=True) == {
        "unique": ["Type"]
    }


def test_a_default_is_judged_by_the_kind() -> None:
    asked = {"record_type": "invoices", "label": "X"}
    assert refused(type="number", default="12", **asked) == {"default": ["Number"]}
    assert refused(type="select", options=[{"label": "A"}], default="B", **asked) == {
        "default": ["In"]
    }
    made = define("multi_select", options=["A", "B"], default=["B", "A"])
    assert made.default == [ids(made)["B"], ids(made)["A"]]
    assert (
        str(define("numeric", default=store.TYPES["numeric"].load("1250.330")).default) == "1250.33"
    )


def test_each_change_is_known_to_every_process() -> None:
    tokens = [current("customfields")]
    made = define("text")
    tokens.append(current("customfields"))
    change(made, label="Other")
    tokens.append(current("customfields"))
    assert store.schema_of("invoices").by_key["cf_text"].label == "Other"
    definitions.delete(made.id, by=None)
    tokens.append(current("customfields"))
    assert len(set(tokens)) == 4
    assert not store.schema_of("invoices").fields


def test_a_deleted_field_is_unknown_and_a_new_one_takes_its_key_without_its_values() -> None:
    made = define("text", key="cf_code")
    bill = invoice(cf_code="old")
    definitions.delete(made.id, by=None)
    assert shown(bill) == {}
    with pytest.raises(Missing):
        definitions.get(made.id)
    define("number", key="cf_code")
    assert shown(bill) == {"cf_code": None}
    assert stored(bill) == {}


def test_a_new_field_is_empty_in_old_records() -> None:
    define("text", key="cf_b")
    bill = invoice(cf_b="x")
    define("text", key="cf_a")
    assert list(shown(bill).items()) == [("cf_b", "x"), ("cf_a", None)]


def test_a_new_order_shows_in_old_records() -> None:
    first, _ = define("text", key="cf_a"), define("text", key="cf_b")
    bill = invoice(cf_a="1", cf_b="2")
    change(first, order=9)
    assert list(shown(bill)) == ["cf_b", "cf_a"]


def test_a_new_label_leaves_mirrors_as_they_are() -> None:
    made = define("text")
    shape = store.schema_of("invoices").shape
    change(made, label="Other", required=True, default="x", help_text="?")
    assert store.schema_of("invoices").shape == shape


def test_turning_unique_on_lists_the_clashes() -> None:
    made = define("text", key="cf_code")
    first, second = invoice(cf_code="Straße"), invoice(cf_code="STRASSE")
    invoice(cf_code="other")
    with pytest.raises(Clash) as caught:
        change(made, unique=True)
    listed = [{"value": "Straße", "ids": [first.pk, second.pk]}]
    assert caught.value.details == {"count": 1, "clashes": listed}
    assert definitions.get(made.id).unique is False


def test_turning_unique_on_leaves_out_the_bin_and_empty_values() -> None:
    made = define("number", key="cf_code")
    gone = invoice(cf_code=7)
    gone.deleted_at = gone.created_at
    gone.save()
    bill = invoice(cf_code=7)
    invoice()
    invoice()
    made = change(made, unique=True)
    assert store.taken(type(bill), made, [7, 8]) == {7: bill.pk}


def test_turning_unique_off_frees_the_values() -> None:
    made = define("number", key="cf_code", unique=True)
    invoice(cf_code=7)
    change(made, unique=False)
    assert shown(invoice(cf_code=7)) == {"cf_code": 7}


def test_required_and_default_leave_stored_records_alone() -> None:
    made = define("text")
    bill = invoice()
    change(made, required=True, default="x")
    assert shown(bill) == {"cf_text": None}


def test_a_changed_value_is_written_over() -> None:
    define("text")
    bill = invoice(cf_text="a")
    put(bill, cf_text="b")
    assert stored(bill) == shown(bill) == {"cf_text": "b"}
    put(bill, cf_text=None)
    assert stored(bill) == {}
