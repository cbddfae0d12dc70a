"""Entries in the database: replaced, read, asked for and sorted by."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from channels import store
from channels.kinds import SETS
from channels.models import Email, Phone
from lookups.models import Tag
from revisions.store import snapshot

pytestmark = pytest.mark.usefixtures("lists")
CODE = 0x10  # tags stand for records of any type here
ADDRESSES = {
    1: ["ann@example.com", "ann@ÄXAMPLE.com"],
    2: ["bob_1@example.com"],
    3: ["bobx1@example.org"],
    4: [],
}
NUMBERS = {1: ["+31 20 624", "06-1234"], 2: ["020 624"], 3: ["(06) 12.34"], 4: []}


def taken(channel: str, *texts: str) -> list[dict[str, Any]]:
    return SETS[channel].take([{SETS[channel].word: text} for text in texts])


@pytest.fixture
def records(lists: None) -> None:
    """Four records with their addresses and numbers, and others with the same ids."""
    for number in ADDRESSES:
        Tag.objects.create(pk=number, name=f"t{number}")
    for channel, held in {"email": ADDRESSES, "phone": NUMBERS}.items():
        store.write(channel, CODE, [(one, taken(channel, *held[one])) for one in held], fresh=True)
    store.write("email", CODE + 1, [(4, taken("email", "ann@example.com"))], fresh=True)


def found(channel: str, op: str, operand: Any) -> list[int]:
    asked = SETS[channel].ask(op, operand)
    rows = Tag.objects.filter(store.where(channel, CODE, op, asked))
    return sorted(rows.values_list("pk", flat=True))


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("op", "operand", "expected"),
    [
        ("eq", "ANN@EXAMPLE.COM", [1]),
        ("eq", "ann@äxample.com", [1]),
        ("eq", None, [4]),
        ("eq", "", [4]),
        ("in", ["ann@example.com", "bob_1@example.com"], [1, 2]),
        ("in", ["ann@example.com", None], [1, 4]),
        ("in", [], []),
        ("starts", "BOB", [2, 3]),
        ("starts", "", [1, 2, 3]),
        ("ends", ".com", [1, 2]),
        ("contains", "b_1", [2]),
        ("contains", "%", []),
    ],
)
def test_records_are_found_by_any_of_their_addresses(
    op: str, operand: Any, expected: list[int]
) -> None:
    assert found("email", op, operand) == expected


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("op", "operand", "expected"),
    [
        ("eq", "+3120624", [1]),
        ("eq", "3120624", []),
        ("eq", "06 12 34", [1, 3]),
        ("eq", None, [4]),
        ("in", ["(020) 624", None], [2, 4]),
        ("starts", "+31", [1]),
        ("starts", "+", [1]),
        ("starts", "06-1", [1, 3]),
        ("ends", "6 24", [1, 2]),
        ("contains", "20.62", [1, 2]),
        ("contains", "-", []),
        ("starts", "office", []),
        ("eq", "office", []),
        ("contains", "", [1, 2, 3]),
    ],
)
def test_numbers_are_asked_for_by_their_digits(op: str, operand: Any, expected: list[int]) -> None:
    assert found("phone", op, operand) == expected
    asked = SETS["phone"].ask(op, operand)
    judge = SETS["phone"].one
    if operand is not None and op != "in":
        by_hand = [
            one for one, held in NUMBERS.items() if any(judge.matches(n, op, asked) for n in held)
        ]
        assert by_hand == expected


@pytest.mark.usefixtures("records")
def test_the_complement_holds_every_other_record() -> None:
    condition = store.where("email", CODE, "eq", "ann@example.com")
    assert set(Tag.objects.filter(~condition).values_list("pk", flat=True)) == {2, 3, 4}


@pytest.mark.usefixtures("records")
def test_a_record_shows_and_sorts_by_its_primary_entry() -> None:
    rows = (
        Tag.objects.annotate(email=store.primary_expression("email", CODE))
        .annotate(key=store.sort_value("phone", CODE))
        .order_by("key", "pk")
    )
    shown = {row.pk: (row.email, row.key) for row in rows}
    assert shown[1] == ("ann@example.com", "+3120624") and shown[4] == (None, None)
    assert [pk for pk in shown if pk != 4] == [1, 2, 3]


@pytest.mark.usefixtures("records")
def test_what_is_written_is_read_back_in_its_order() -> None:
    entries = SETS["phone"].take(
        [
            {"number": "2", "type": "Mobile", "opted_out": True},
            {"number": "1", "is_primary": True, "is_invalid": True},
        ]
    )
    store.write("phone", CODE, [(1, entries)])
    assert store.read("phone", CODE, [1, 4]) == {1: entries, 4: []}
    assert store.read("phone", CODE, [1], primary_only=True) == {1: entries[1:]}
    assert len(store.read("phone", CODE, [2])[2]) == 1


@pytest.mark.usefixtures("records")
def test_entries_keep_their_ids_through_changes() -> None:
    def ids(column: str = "address") -> dict[str, int]:
        rows = Email.objects.filter(record_type=CODE, record_id=1)
        return dict(rows.values_list(column, "pk"))

    before = ids()
    kept = before["ann@ÄXAMPLE.com"]
    first, second = store.read("email", CODE, [1])[1]
    swapped = [first | {"is_primary": False}, second | {"is_primary": True}]
    store.write("email", CODE, [(1, swapped)])
    assert ids() == before
    store.write("email", CODE, [(1, [swapped[0] | {"address": "new@x.nl"}, swapped[1]])])
    assert ids() == {
        "new@x.nl": before["ann@example.com"],
        "ann@ÄXAMPLE.com": before["ann@ÄXAMPLE.com"],
    }
    store.write("email", CODE, [(1, [swapped[1] | {"address": "ann@äxample.com"}])])
    assert ids() == {"ann@äxample.com": kept}


@pytest.mark.usefixtures("records")
def test_many_records_cost_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [(one, taken("email", f"{one}@x.nl", f"{one}@y.nl")) for one in range(1, 101)]
    token = snapshot.set({})
    try:
        store.read("email", CODE, [1])
        with django_assert_num_queries(1):
            store.read("email", CODE, range(1, 101))
        with transaction.atomic(), django_assert_max_num_queries(6):
            store.write("email", CODE, rows)
        with transaction.atomic(), django_assert_num_queries(1):
            store.write("email", CODE, rows)
    finally:
        snapshot.reset(token)


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("change", [{"address": "ann@EXAMPLE.com"}, {"is_primary": True}])
def test_the_database_itself_refuses_doubled_and_second_primary_entries(
    change: dict[str, Any],
) -> None:
    row = {"address": "z@x.nl", "is_primary": False, "position": 9}
    with pytest.raises(IntegrityError), transaction.atomic():
        Email.objects.create(record_type=CODE, record_id=1, **row | change)
    Email.objects.create(record_type=CODE, record_id=1, **row)


@pytest.mark.usefixtures("records")
def test_forgetting_a_record_leaves_the_others() -> None:
    store.forget(CODE, [1, 4])
    assert not Phone.objects.filter(record_id=1).exists()
    assert sorted(Email.objects.values_list("record_type", "record_id")) == [
        *((CODE, 2), (CODE, 3), (CODE + 1, 4))
    ]


@pytest.mark.usefixtures("records")
def test_holders_are_told_by_the_compared_form() -> None:
    assert store.holders("phone", CODE, ["06 1234", "999"]) == {"061234": [1, 3]}
    assert store.holders("email", CODE, ["ANN@example.com"]) == {"ann@example.com": [1]}
