"""Values from lists: taken, said, asked for, sorted."""

from typing import Any

import pytest
from django.db.models import Q

from channels.models import Email
from lookups.editing import append, change
from lookups.kinds import CurrencyKind, LookupKind, NewTag, TagSet
from lookups.lists import find
from lookups.models import Currency, Tag
from values.refusals import Refusal

pytestmark = pytest.mark.usefixtures("lists")
KIND = LookupKind("email_type")
MIXED = LookupKind("task_status", ("meeting_status",))


def id_of(text: str, list_name: str = "email_type") -> int:
    found = find(list_name, text)
    assert found is not None
    return found.id


def rule(kind: Any, value: Any) -> str:
    with pytest.raises(Refusal) as caught:
        kind.take(value)
    return str(caught.value.rule)


@pytest.fixture
def stored(lists: None) -> None:
    """Addresses of four types, 'None' among them; their position tells the type."""
    types = ["Other", None, "Work", "Home"]
    for position, text in enumerate(types):
        Email.objects.create(
            record_type=14,
            record_id=position,
            position=position,
            address="a@b.nl",
            type_id=text and id_of(text),
        )


def found(op: str, operand: Any) -> list[int]:
    condition = KIND.where(KIND.column("type"), op, KIND.ask(op, operand))
    return sorted(Email.objects.filter(condition).values_list("position", flat=True))


def test_a_text_is_taken_whatever_its_case_and_said_as_the_list_writes_it() -> None:
    assert KIND.take("wORK") == id_of("Work")
    assert KIND.say(KIND.take("wORK")) == "Work"
    assert KIND.take(None) is KIND.take("") is KIND.take(" ") is KIND.say(None) is None


@pytest.mark.parametrize(("value", "expected"), [("Wrk", "In"), (5, "Type"), (True, "Type")])
def test_what_is_not_on_the_list_is_refused(value: Any, expected: str) -> None:
    assert rule(KIND, value) == expected


def test_a_refusal_names_the_list_and_the_nearest_value() -> None:
    with pytest.raises(Refusal, match="email_type; did you mean 'Work'") as caught:
        KIND.take("Wrok")
    assert caught.value.params == ("email_type",)


def test_an_inactive_value_is_taken_only_where_it_stands_already() -> None:
    home = id_of("Home")
    change("email_type", home, {"active": False})
    assert rule(KIND, "Home") == "In"
    assert KIND.allowing(home).take("home") == home and KIND.say(home) == "Home"
    with pytest.raises(Refusal):
        KIND.allowing(id_of("Work")).take("Home")


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("op", "operand", "expected"),
    [
        ("eq", "work", [2]),
        ("eq", None, [1]),
        ("in", ["HOME", "Other"], [0, 3]),
        ("in", ["Home", None], [1, 3]),
        ("in", [], []),
        ("starts", "HO", [3]),
        ("ends", "er", [0]),
        ("contains", "o", [0, 2, 3]),
        ("contains", "%", []),
        ("contains", "", [0, 2, 3]),
        ("gt", "other", [2]),
        ("lte", "other", [0, 3]),
        ("between", ["h", "p"], [0, 3]),
        ("between", ["p", "h"], []),
    ],
)
def test_lookups_filter_as_their_text(op: str, operand: Any, expected: list[int]) -> None:
    assert found(op, operand) == expected
    asked = KIND.ask(op, operand)
    rows = Email.objects.values_list("position", "type_id")
    assert sorted(place for place, held in rows if KIND.matches(held, op, asked)) == expected


@pytest.mark.parametrize("operand", ["Nothing", ["Work", "Nothing"], 5, ["Work", 5]])
def test_asking_for_what_the_list_has_not_is_refused(operand: Any) -> None:
    with pytest.raises(Refusal):
        KIND.ask("in" if isinstance(operand, list) else "eq", operand)


@pytest.mark.usefixtures("stored")
def test_records_sort_in_the_order_of_the_list() -> None:
    change("email_type", id_of("Other"), {"order": 1})
    rows = Email.objects.exclude(type=None).order_by(KIND.ordering("type"))
    assert [row.position for row in rows] == [0, 2, 3]


def test_several_lists_are_asked_together() -> None:
    assert MIXED.say(MIXED.take("held")) == "Held" and MIXED.say(MIXED.take("Started")) == "Started"
    change("meeting_status", id_of("Held", "meeting_status"), {"active": False})
    append("task_status", ["Held"])
    assert MIXED.take("Held") == id_of("Held", "task_status")
    held = [id_of("Held", "task_status"), id_of("Held", "meeting_status")]
    assert MIXED.where("type", "eq", "held") == Q(type__in=held)


def test_the_schema_lists_the_values() -> None:
    assert KIND.schema() == {"type": "string", "enum": ["Work", "Home", "Other"]}
    assert LookupKind("document_folder").schema() == {"type": "string"}


def test_the_form_offers_the_active_values() -> None:
    change("email_type", id_of("Home"), {"active": False})
    choices = KIND.form_field().choices  # type: ignore[attr-defined]
    assert [value for value, _ in choices] == ["", "Work", "Other"]


def test_a_currency_is_the_code_of_an_active_one_in_capitals() -> None:
    assert CurrencyKind().take("EUR") == "EUR" and CurrencyKind().take(None) is None
    for code in ("eur", "ISK", "XYZ", "EURO", 978):
        assert rule(CurrencyKind(), code) in {"In", "Max", "Type"}
    assert CurrencyKind().allowing("ISK").take("ISK") == "ISK"


def test_a_currency_is_asked_for_in_any_case_but_must_exist() -> None:
    found = Currency.objects.filter(CurrencyKind().where("code_key", "eq", "isk"))
    assert [row.code for row in found] == ["ISK"]
    with pytest.raises(Refusal):
        CurrencyKind().ask("eq", "XYZ")


def test_tags_are_taken_by_id_and_name_each_once() -> None:
    tag = Tag.objects.create(name="Größe")
    taken = TagSet().take(["GRÖSSE", tag.pk, "new", "NEW"])
    assert taken == [tag.pk, NewTag("new")]
    assert TagSet().say_label([tag.pk]) == ["Größe"] and TagSet().take(None) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a", "Type"), ([True], "Type"), ([1.5], "Type"), ([0], "Exists"), ([""], "Required")],
)
def test_what_is_no_tag_is_refused(value: Any, expected: str) -> None:
    assert rule(TagSet(), value) == expected


def test_tags_are_asked_for_by_id_or_a_name_that_exists() -> None:
    tag = Tag.objects.create(name="Hot")
    assert TagSet().ask("in", [tag.pk, "hot", None]) == [tag.pk, tag.pk, None]
    with pytest.raises(Refusal, match="did you mean 'Hot'"):
        TagSet().ask("eq", "Hott")
