"""Promises about the text of a token."""

import re
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apitokens.format import ALPHABET, checksum, digest, make, parse, pepper_id


def test_a_token_has_prefix_public_id_secret_and_checksum() -> None:
    token = make()
    assert re.fullmatch(r"crm_[0-9A-Za-z]{12}_[0-9A-Za-z]{46}", token.plaintext)
    assert token.plaintext[4:16] == token.public_id
    assert token.plaintext[-6:] == checksum(token.plaintext[:-6])


def test_tokens_differ() -> None:
    assert len({make().plaintext for _ in range(100)}) == 100


def test_the_checksum_is_crc32_in_base62() -> None:
    assert checksum("123456789") == "3jZRME"  # 0xCBF43926
    assert checksum("") == "000000"


@given(st.builds(make))
def test_a_token_is_read_back_with_and_without_a_number_before_it(token: object) -> None:
    fresh = make()
    assert parse(fresh.plaintext) == fresh
    assert parse(f"31|{fresh.plaintext}") == fresh


@given(st.text() | st.text(alphabet=digits + ascii_letters + "_|"))
def test_no_text_upsets_the_parser(text: str) -> None:
    assert parse(text) is None
    assert parse(f"crm_{text}") is None


@given(st.integers(0, 62), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_told_by_the_checksum(place: int, letter: str) -> None:
    plaintext = make().plaintext
    mistyped = plaintext[:place] + letter + plaintext[place + 1 :]
    assert (parse(mistyped) is None) == (mistyped != plaintext)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text.replace("crm_", "CRM_"),
        lambda text: text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in digits + "_"}),
        lambda text: "|" + text,
        lambda text: "1|2|" + text,
        lambda text: "٣|" + text,
        lambda text: text * 300,
    ],
)
def test_what_only_looks_like_a_token_is_none(spoil: object) -> None:
    assert callable(spoil)
    assert parse(spoil(make().plaintext)) is None


def test_a_secret_of_less_than_forty_characters_is_none() -> None:
    body = f"crm_{'a' * 12}_{'b' * 39}"
    assert parse(body + checksum(body)) is None


def test_the_digest_depends_on_the_pepper() -> None:
    plaintext = make().plaintext
    assert digest(plaintext, "one") != digest(plaintext, "two")
    assert len(digest(plaintext, "one")) == 64


def test_a_pepper_is_named_without_being_told() -> None:
    assert re.fullmatch("[0-9a-f]{8}", pepper_id("a pepper"))
    assert pepper_id("a pepper") != pepper_id("another")


def test_a_token_shown_by_accident_keeps_its_secret() -> None:
    token = make()
    assert token.plaintext not in repr(token)
