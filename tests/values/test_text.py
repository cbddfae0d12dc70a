"""One comparison key for texts, the same on every database."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.text import fold, is_clean, nearest

clean = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("é", "e\u0301"),
        ("É", "e\u0301"),
        ("İ", "i\u0307"),
        ("Σας", "ΣΑΣ"),
        ("ﬀ", "FF"),
        ("Å", "\u212b"),
        ("k", "\u212a"),
    ],
)
def test_case_and_composition_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("e", "é"), ("i", "ı"), ("a", "ａ"), ("a", "a ")])
def test_accents_width_and_spaces_matter(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(clean)
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(clean)
def test_canonically_equal_texts_have_one_key(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(clean)
def test_a_key_takes_at_most_twelve_bytes_a_character(text: str) -> None:
    assert len(fold(text).encode()) <= 12 * len(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("", True),
        ("é😀\n", True),
        ("a\x00", False),
        ("é\x00", False),
        ("\ud800", False),
        ("\udfff", False),
    ],
)
def test_what_no_database_holds_is_not_clean(text: str, clean: bool) -> None:
    assert is_clean(text) is clean


def test_the_nearest_name_is_offered_if_there_is_one() -> None:
    assert nearest("nmae", ["name", "id"]) == "; did you mean 'name'?"
    assert nearest("xyz", ["name", "id"]) == ""
