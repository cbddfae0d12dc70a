"""Texts, words and truth values: what is taken, what is refused, what may be asked."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.kinds import Boolean, Choice, Computed, Kind, LongText, Text, after_prefix
from values.refusals import Refusal
from values.structures import Json

WORD = Choice(choices=("New", "Größe"))


def rule(kind: Kind, value: Any) -> str:
    """The rule by which a value is refused."""
    with pytest.raises(Refusal) as caught:
        kind.take(value)
    return caught.value.rule


def asked_rule(kind: Kind, op: str, operand: Any) -> str:
    """The rule by which an operand is refused."""
    with pytest.raises(Refusal) as caught:
        kind.ask(op, operand)
    return caught.value.rule


@pytest.mark.parametrize("value", ["a", " a ", "x" * 255, "😀" * 255, "'\"\\%_\n"])
def test_a_text_stays_as_it_is(value: str) -> None:
    assert Text().say(Text().take(value)) == value


@pytest.mark.parametrize("value", [None, "", " ", "\t\n\u2003"])
def test_an_empty_text_is_no_value(value: Any) -> None:
    assert Text().take(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, "Type"),
        (True, "Type"),
        (["a"], "Type"),
        ("a\x00", "Text"),
        ("\ud800", "Text"),
        ("x" * 256, "Max"),
        ("\U0001d160" * 255, "Max"),
    ],
)
def test_what_is_no_text_is_refused(value: Any, expected: str) -> None:
    assert rule(Text(), value) == expected


def test_a_long_text_has_a_mebibyte_of_characters() -> None:
    assert LongText().take("é" * 2**20) == "é" * 2**20
    assert rule(LongText(), "x" * (2**20 + 1)) == "Max"


@pytest.mark.parametrize("op", ["starts", "ends", "contains"])
def test_a_pattern_has_a_limit_and_an_operand_of_equality_has_none(op: str) -> None:
    assert Text().ask(op, "x" * 1000) == "x" * 1000
    assert asked_rule(Text(), op, "x" * 1001) == "Max"
    assert LongText().ask("eq", "x" * 5000) == "x" * 5000
    assert LongText().ask("in", ["x" * 5000]) == ["x" * 5000]


@pytest.mark.parametrize("op", ["eq", "gt", "starts", "contains"])
@pytest.mark.parametrize("operand", [5, True, ["a"], {}])
def test_a_text_is_compared_with_texts(op: str, operand: Any) -> None:
    assert asked_rule(Text(), op, operand) == "Type"


@pytest.mark.parametrize("op", ["gt", "gte", "lt", "lte", "starts", "ends", "contains"])
@pytest.mark.parametrize("kind", [Text(), WORD])
def test_only_equality_is_asked_with_null(kind: Kind, op: str) -> None:
    assert asked_rule(kind, op, None) == "Type"
    assert kind.ask("eq", None) is None
    assert kind.ask("in", [None]) == [None]


@pytest.mark.parametrize(("op", "operand"), [("in", "a"), ("between", ["a"]), ("between", "ab")])
def test_lists_are_asked_with_lists(op: str, operand: Any) -> None:
    assert asked_rule(Text(), op, operand) == "Type"


def test_an_empty_text_is_asked_as_no_value() -> None:
    assert Text().ask("eq", " ") is None


@pytest.mark.parametrize(
    ("op", "operand", "found"),
    [
        ("eq", "STRASSE 5%", True),
        ("eq", "strasse", False),
        ("in", ["x", "straße 5%"], True),
        ("starts", "STRAß", True),
        ("ends", "5%", True),
        ("contains", "_", False),
        ("contains", "", True),
        ("between", ["straße", "T"], True),
        ("between", ["T", "S"], False),
        ("gt", "STRASSE 5%", False),
        ("lte", "STRASSE 5%", True),
    ],
)
def test_texts_match_by_their_keys(op: str, operand: Any, found: bool) -> None:
    assert Text().matches("Straße 5%", op, Text().ask(op, operand)) is found


def test_nothing_matches_an_ordered_comparison_but_a_value() -> None:
    for op in ("gt", "lte", "contains"):
        assert Text().matches(None, op, "") is False
    assert Text().matches(None, "eq", None) is True
    assert Text().matches(None, "in", ["a", None]) is True


@given(st.text(min_size=1), st.text())
def test_what_starts_with_a_prefix_lies_before_its_end(prefix: str, rest: str) -> None:
    end = after_prefix(prefix)
    assert end is None or prefix <= prefix + rest < end


@given(st.text(min_size=1), st.text())
def test_what_lies_before_the_end_of_a_prefix_starts_with_it(prefix: str, text: str) -> None:
    end = after_prefix(prefix)
    if text >= prefix and (end is None or text < end):
        assert text.startswith(prefix)


@pytest.mark.parametrize(
    ("prefix", "end"),
    [("a", "b"), ("\ud7ff", "\ue000"), ("a\U0010ffff", "b"), ("\U0010ffff", None)],
)
def test_the_end_of_a_prefix_holds_no_surrogate(prefix: str, end: str | None) -> None:
    assert after_prefix(prefix) == end


def test_a_word_is_one_of_its_list() -> None:
    assert WORD.take("New") == "New"
    assert rule(WORD, "new") == "In"
    assert rule(WORD, "Old") == "In"
    assert WORD.ask("eq", "GRÖSSE") == "GRÖSSE"
    assert asked_rule(WORD, "eq", "Old") == "In"
    assert asked_rule(WORD, "in", ["New", "Old"]) == "In"


@pytest.mark.parametrize("value", [1, 0, "true", "", []])
def test_what_is_no_truth_value_is_refused(value: Any) -> None:
    assert rule(Boolean(), value) == "Type"
    assert asked_rule(Boolean(), "eq", value) == "Type"


def test_truth_values_are_taken() -> None:
    assert [Boolean().take(value) for value in (True, False, None)] == [True, False, None]


@pytest.mark.parametrize("value", [None, [], {"a": [1, Decimal("1.50"), -(2**63)]}, 2**63 - 1])
def test_structures_are_taken_as_they_are(value: Any) -> None:
    assert Json().take(value) == value


@pytest.mark.parametrize("value", [2**63, {"a": [{"b": -(2**63) - 1}]}, [Decimal("1e2000")]])
def test_numbers_in_structures_are_within_range(value: Any) -> None:
    assert rule(Json(), value) == "Max"


def test_structures_and_computed_values_are_not_asked_for() -> None:
    for kind in (Json(), Computed()):
        assert not kind.operators
        assert not kind.sortable
