"""The options of a field: kept, changed, added, replaced and removed."""

from typing import Any

import pytest

from customfields import definitions, store
from customfields.store import Definition
from tests.customfields.invoices import change, define, ids, invoice, put, shown, stored
from values.refusals import Clash, Refusal, Refused, Unanswerable

pytestmark = pytest.mark.django_db


def rows(definition: Definition) -> list[dict[str, Any]]:
    """The options as they are said."""
    return list(definitions.say(definition)["options"])


def refusal(definition: Definition, options: Any) -> Refusal:
    """Why a list of options is refused."""
    with pytest.raises(Refused) as caught:
        change(definition, options=options)
    return caught.value.fields["options"][0]


def test_rows_with_an_id_stay_and_rows_without_are_added() -> None:
    made = define("select", options=["A", "B"])
    a, b = rows(made)
    after = change(
        made, options=[b, {"id": a["id"], "label": "A2", "color": "#ABCDEF"}, {"label": "C"}]
    )
    assert [(one.id, one.label, one.color) for one in after.options[:2]] == [
        (a["id"], "A2", "#abcdef"),
        (b["id"], "B", None),
    ]
    assert after.options[2].label == "C"


def test_the_order_told_counts_and_else_the_order_of_the_list() -> None:
    made = define("select", options=["A", {"label": "B", "order": 7}, {"label": "C", "order": 3}])
    assert [(one.label, one.order) for one in made.options] == [("C", 3), ("B", 7), ("A", 8)]
    swapped = [{"id": one.id} for one in made.options[::-1]]
    assert [one.label for one in change(made, options=swapped).options] == ["A", "B", "C"]


def test_labels_may_be_swapped() -> None:
    made = define("select", options=["A", "B"])
    a, b = rows(made)
    after = change(made, options=[{"id": a["id"], "label": "b"}, {"id": b["id"], "label": "A"}])
    assert [one.label for one in after.options] == ["b", "A"]


def test_a_label_may_go_and_come_again_as_another_option() -> None:
    made = define("select", options=["A"])
    after = change(made, options=[{"label": "a"}])
    assert after.options[0].id != made.options[0].id


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ({"label": "A"}, "Type"),
        (None, "Type"),
        (["A"], "Type"),
        ([{"label": ""}], "Required"),
        ([{"color": "#000000"}], "Required"),
        ([{"label": 5}], "Type"),
        ([{"label": "x" * 256}], "Max"),
        ([{"label": "Ä"}, {"label": "ä"}], "Unique"),
        ([{"label": "A", "color": "red"}], "Color"),
        ([{"label": "A", "order": 1}, {"label": "B", "order": 1}], "Unique"),
        ([{"label": "A", "active": 1}], "Type"),
        ([{"label": "A", "active": None}], "Required"),
        ([{"id": 10**6, "label": "A"}], "Exists"),
        ([{"replaced_by": 1}], "Type"),
        ([{"label": "A"}] * 1001, "Max"),
    ],
)
def test_what_is_no_option_is_refused(options: Any, rule: str) -> None:
    assert refusal(define("select"), options).rule == rule


def test_an_unknown_attribute_of_an_option_is_told() -> None:
    with pytest.raises(Unanswerable, match="did you mean 'color'"):
        define("select", options=[{"label": "A", "colour": "#000000"}])


def test_an_option_in_use_does_not_go() -> None:
    made = define("select", options=["A", "B"])
    invoice(cf_select="A")
    invoice(cf_select="A")
    with pytest.raises(Clash) as caught:
        change(made, options=rows(made)[1:])
    assert caught.value.details == {"count": 2}
    assert len(definitions.get(made.id).options) == 2
    assert len(change(made, options=rows(made)[:1]).options) == 1


def test_an_option_that_is_the_default_does_not_go() -> None:
    made = define("select", options=["A", "B"], default="A")
    with pytest.raises(Refused) as caught:
        change(made, options=rows(made)[1:])
    assert list(caught.value.fields) == ["default"]
    assert change(made, options=rows(made)[1:], default="B").default == ids(made)["B"]


@pytest.mark.parametrize("target", ["id", "label"])
def test_a_replaced_option_moves_its_records_first(target: str) -> None:
    made = define("select", options=["A", "B"], default="A")
    a, b = rows(made)
    bill, version = invoice(cf_select="A"), 1
    after = change(made, options=[{"id": a["id"], "replaced_by": b[target]}, b])
    assert [one.label for one in after.options] == ["B"]
    assert shown(bill) == stored(bill) == {"cf_select": b["id"]}
    assert bill.version == version + 1
    assert after.default == b["id"]


def test_what_a_replacement_moves_is_told() -> None:
    made = define("select", options=["A", "B"])
    a, b = rows(made)
    bill = invoice(cf_select="A")
    invoice(cf_select="B")
    told: list[Any] = []
    definitions.change(
        made.id,
        {"options": [{"id": a["id"], "replaced_by": b["id"]}, b]},
        by=None,
        tell=lambda definition, moved: told.extend(moved),
    )
    assert told == [(bill.pk, a["id"], b["id"])]


def test_what_is_remembered_while_values_move_is_forgotten() -> None:
    made = define("select", options=["A", "B"], default="A")
    a, b = rows(made)
    invoice(cf_select="A")

    def remember(*told: Any) -> None:
        store.schema_of("invoices")

    replaced = [{"id": a["id"], "replaced_by": b["id"]}, b]
    definitions.change(made.id, {"options": replaced}, by=None, tell=remember)
    assert store.schema_of("invoices").fields[0].default == b["id"]


def test_a_replacement_that_stands_already_is_not_doubled() -> None:
    made = define("multi_select", options=["A", "B", "C"])
    a, b, c = rows(made)
    both, one = invoice(cf_multi_select=["C", "A", "B"]), invoice(cf_multi_select=["A"])
    change(made, options=[{"id": a["id"], "replaced_by": b["id"]}, b, c])
    assert shown(both) == stored(both) == {"cf_multi_select": [c["id"], b["id"]]}
    assert shown(one) == stored(one) == {"cf_multi_select": [b["id"]]}


def test_a_replacement_that_would_double_a_unique_value_is_refused() -> None:
    made = define("select", options=["A", "B"], unique=True)
    a, b = rows(made)
    invoice(cf_select="A")
    invoice(cf_select="B")
    with pytest.raises(Clash):
        change(made, options=[{"id": a["id"], "replaced_by": b["id"]}, b])


def test_the_replacement_must_stay() -> None:
    made = define("select", options=["A", "B"])
    a, b = rows(made)
    assert refusal(made, [{"id": a["id"], "replaced_by": a["id"]}, b]).rule == "In"
    assert refusal(made, [{"id": a["id"], "replaced_by": b["id"]}]).rule == "In"
    assert refusal(made, [{"id": a["id"], "replaced_by": 0}, b, {"label": "C"}]).rule == "In"


def test_an_inactive_option_stays_readable_and_is_not_given_anew() -> None:
    made = define("select", options=["A", "B"])
    a, b = rows(made)
    bill = invoice(cf_select="A")
    after = change(made, options=[a | {"active": False}, b])
    assert shown(bill) == {"cf_select": a["id"]}
    assert after.kind.ask("eq", "a") == a["id"]
    with pytest.raises(Refusal, match="no longer given"):
        put(bill, cf_select="A")
    assert after.kind.allowing(a["id"]).take(a["id"]) == a["id"]
    with pytest.raises(Refusal):
        after.kind.allowing(b["id"]).take(a["id"])


def test_an_option_of_another_field_is_unknown() -> None:
    made, other = define("select", options=["A"]), define("radio", options=["A"])
    assert refusal(made, rows(other)).rule == "Exists"
    with pytest.raises(Refusal, match="one of the field's options"):
        made.kind.take(ids(other)["A"])
