"""Changing lists: nothing doubled, nothing lost, nothing taken that records use."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from channels.models import Email
from lookups.editing import append, change, columns_using, remove, uses
from lookups.lists import default_of, find, values_of
from lookups.models import LookupList, LookupValue
from values.refusals import Clash, Missing, Refused, Unanswerable


def texts(list_name: str) -> list[str]:
    return [value.value for value in values_of(list_name)]


def value_id(list_name: str, text: str) -> int:
    found = find(list_name, text)
    assert found is not None
    return found.id


def email_of_type(text: str) -> Email:
    kind = value_id("email_type", text)
    return Email.objects.create(
        record_type=14, record_id=1, position=0, address="a@example.com", type_id=kind
    )


@pytest.mark.usefixtures("lists")
def test_appending_gives_all_and_doubles_none() -> None:
    given = append("salutation", ["Prof.", "mr.", "PROF."])
    assert [value.value for value in given] == ["Prof.", "Mr.", "Prof."]
    assert given[0].id == given[2].id
    assert texts("salutation") == ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof."]


@pytest.mark.usefixtures("lists")
def test_a_new_activity_type_is_a_task_at_first() -> None:
    assert append("activity_type", ["Webinar"])[0].base_type == "task"


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("items", [None, "Prof.", [1], ["", "a"], ["x" * 256], ["a\x00"], {}])
def test_what_is_no_list_of_texts_is_refused(items: Any) -> None:
    with pytest.raises(Refused) as caught:
        append("salutation", items)
    assert list(caught.value.fields) == ["items"]
    assert len(texts("salutation")) == 4


@pytest.mark.django_db
def test_an_unknown_list_is_missing() -> None:
    with pytest.raises(Missing, match="There is no list 'nothing'"):
        append("nothing", ["a"])


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_double_nothing() -> None:
    LookupList.objects.create(name="crowd", label="Crowd")
    words = [f"word {number}" for number in range(8)]

    def write(number: int) -> list[int]:
        try:
            return [value.id for value in append("crowd", words[number:] + words[:number])]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(write, range(4)))
    assert sorted(texts("crowd")) == words
    assert sorted(LookupValue.objects.values_list("position", flat=True)) == list(range(1, 9))
    assert all(sorted(ids) == sorted(given[0]) for ids in given)


@pytest.mark.usefixtures("lists")
def test_a_renamed_value_keeps_its_id_and_its_records() -> None:
    work = value_id("email_type", "Work")
    row = email_of_type("Work")
    change("email_type", work, {"value": "Office", "color": "#ABCDEF"})
    found = find("email_type", "office")
    assert found is not None and found.id == work == row.type_id and found.color == "#abcdef"
    assert find("email_type", "Work") is None


@pytest.mark.usefixtures("lists")
def test_only_the_case_of_a_text_may_change_too() -> None:
    change("email_type", value_id("email_type", "Work"), {"value": "WORK"})
    assert texts("email_type")[0] == "WORK"


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"value": "HOME"}, "value"),
        ({"value": " "}, "value"),
        ({"active": 1}, "active"),
        ({"order": 0}, "order"),
        ({"color": "red"}, "color"),
        ({"base_type": "party"}, "base_type"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(data: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as caught:
        change("email_type", value_id("email_type", "Work"), data)
    assert list(caught.value.fields) == [field]
    assert texts("email_type") == ["Work", "Home", "Other"]


@pytest.mark.usefixtures("lists")
def test_an_unknown_attribute_is_told_with_the_nearest_known() -> None:
    with pytest.raises(Unanswerable, match="'colour'; did you mean 'color'"):
        change("email_type", value_id("email_type", "Work"), {"colour": "#000000"})


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (1, ["Other", "Work", "Home"]),
        (2, ["Work", "Other", "Home"]),
        (99, ["Work", "Home", "Other"]),
    ],
)
def test_moving_a_value_moves_the_others(order: int, expected: list[str]) -> None:
    moved = change("email_type", value_id("email_type", "Other"), {"order": order})
    assert texts("email_type") == expected
    assert [value.position for value in values_of("email_type")] == [1, 2, 3]
    assert moved.position == min(order, 3)


@pytest.mark.usefixtures("lists")
def test_one_value_at_most_is_the_default() -> None:
    change("priority", value_id("priority", "High"), {"is_default": True})
    assert [value.value for value in values_of("priority") if value.is_default] == ["High"]
    change("priority", value_id("priority", "High"), {"active": False})
    found = default_of("priority")
    assert found is not None and found.value == "Low"


@pytest.mark.usefixtures("lists")
def test_a_value_of_another_list_is_missing() -> None:
    with pytest.raises(Missing, match="The list has no value"):
        change("phone_type", value_id("email_type", "Work"), {"active": False})
    with pytest.raises(Missing):
        remove("phone_type", value_id("email_type", "Work"))


@pytest.mark.usefixtures("lists")
def test_a_value_in_use_does_not_go() -> None:
    home = value_id("email_type", "Home")
    row = email_of_type("Home")
    with pytest.raises(Clash) as caught:
        remove("email_type", home)
    assert caught.value.details == {"records": 1} and uses("email_type", home) == 1
    row.delete()
    remove("email_type", home)
    assert texts("email_type") == ["Work", "Other"]


@pytest.mark.usefixtures("lists")
def test_a_base_type_stays_while_records_are_built_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    demo = value_id("activity_type", "Demo")
    with pytest.raises(Refused):
        change("activity_type", demo, {"base_type": None})
    assert change("activity_type", demo, {"base_type": "call"}).base_type == "call"
    monkeypatch.setattr("lookups.editing.uses", lambda name, value: 1)
    with pytest.raises(Clash):
        change("activity_type", demo, {"base_type": "task"})


def test_the_columns_that_use_a_list_are_known() -> None:
    assert [(column.model, column.name) for column in columns_using("email_type")] == [
        (Email, "type")
    ]
