"""JSON is read exactly, or not at all."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialects.strict import DEEPEST, read_json
from values.refusals import Unanswerable
from values.text import is_clean

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SCALARS = st.none() | st.booleans() | st.integers() | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20
)


@given(VALUES, st.booleans())
def test_what_is_sound_comes_back_as_it_went(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)

    assert read_json(text, "body") == value
    assert read_json(text.encode(), "body") == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_number_with_a_point_is_exact(number: Decimal) -> None:
    text = f"{number:f}"
    text = text if "." in text else f"{text}.0"

    found = read_json(text, "body")

    assert isinstance(found, Decimal) and found == Decimal(text)


@given(st.text(st.characters()))
def test_any_text_is_answered(text: str) -> None:
    try:
        read_json(text, "body")
    except Unanswerable as refusal:
        assert is_clean(str(refusal))


@given(st.binary())
def test_any_bytes_are_answered(sent: bytes) -> None:
    try:
        read_json(sent, "body")
    except Unanswerable as refusal:
        assert is_clean(str(refusal))


def test_whole_numbers_stay_whole() -> None:
    found = read_json('{"a": 1, "b": 1.0, "c": 1e2}', "body")

    assert [type(found[key]) for key in "abc"] == [int, Decimal, Decimal]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        "Infinity",
        "-Infinity",
        '{"a": 1, "a": 1}',
        '[{"a": {"b": 1, "b": 2}}]',
        '"\\u0000"',
        '["\\ud800"]',
        '{"\\udfff": 1}',
        '{"a": {"\\u0000": 1}}',
        '"\x00"',
        "1e1000000000",
        "-1e-1000000000",
        "0e1000000000",
        "1e99999999999999999999999",
        "1" * 100_000,
        "1." + "1" * 100_000,
        "01",
        "1.",
        ".5",
        "+1",
        "0x10",
        "'a'",
        "[1,]",
        "{} {}",
        "",
        "\ufeff{}",
        "nul",
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_what_is_not_sound_is_refused(text: str) -> None:
    with pytest.raises(Unanswerable):
        read_json(text, "body")


def test_bytes_that_are_no_utf8_are_refused() -> None:
    with pytest.raises(Unanswerable, match="not UTF-8"):
        read_json(b'"\xff"', "body")
    with pytest.raises(Unanswerable, match="not UTF-8"):
        read_json(b'"\xed\xa0\x80"', "body")


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_ends_at_the_limit(opening: str, closing: str) -> None:
    def nested(levels: int) -> str:
        return opening * levels + "1" + closing * levels

    read_json(nested(DEEPEST), "body")
    with pytest.raises(Unanswerable, match="deeper than 32"):
        read_json(nested(DEEPEST + 1), "body")


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(Unanswerable, match=r"the q is not JSON \(line 1, column 7"):
        read_json('{"a": }', "q")
