"""Addresses, colours and time zones: what has their form, and what has not."""

from typing import Any

import pytest

from values.kinds import Kind
from values.refusals import Refusal
from values.web import Color, EmailText, TimeZone, Url


def rule(kind: Kind, value: Any) -> str:
    """The rule by which a value is refused."""
    with pytest.raises(Refusal) as caught:
        kind.take(value)
    return caught.value.rule


@pytest.mark.parametrize("value", ["A@Example.com", "o'neil+x@sub.example.co.uk", "x@bücher.de"])
def test_addresses_stay_as_they_are(value: str) -> None:
    assert EmailText().take(value) == value


@pytest.mark.parametrize("value", ["a", "a@", "@b.c", "a b@c.de", " a@b.de", "a@b.de\n", "a@b..de"])
def test_what_is_no_address_is_refused(value: str) -> None:
    assert rule(EmailText(), value) == "Email"


def test_an_address_has_at_most_254_characters() -> None:
    longest = "x" * 64 + "@" + ".".join([*["d" * 60] * 3, "de"]) + "e" * 4
    assert EmailText().take(longest) == longest
    assert rule(EmailText(), longest + "e") == "Max"


@pytest.mark.parametrize(
    "value",
    [
        *(
            "https://example.com",
            "HTTP://EXAMPLE.COM:8080/a?b=c#d",
            "http://[::1]/",
            "http://ä.de/ä",
        ),
        "https://example.com/" + "x" * 2028,
    ],
)
def test_web_addresses_stay_as_they_are(value: str) -> None:
    assert Url().take(value) == value


@pytest.mark.parametrize(
    "value",
    [
        *("example.com", "//example.com", "ftp://example.com", "javascript:alert(1)", "https://"),
        *("https:///a", "http://a b.de", "http://a.de/<x>", "http://a.de\n", "http://a\x01.de"),
        *("http://a.de:99999", "http://a.de:x", "http://[::1", "mailto:a@b.de", "data:text/html,x"),
    ],
)
def test_what_is_no_web_address_is_refused(value: str) -> None:
    assert rule(Url(), value) == "Url"


def test_web_addresses_have_a_length() -> None:
    assert rule(Url(), "http://a.de/" + "x" * 2048) == "Max"
    assert rule(Url(), "http://a.de/" + "é" * 2000) == "Max"


def test_colours_are_said_in_lower_case() -> None:
    assert Color().take("#AbCdEf") == "#abcdef"


@pytest.mark.parametrize("value", ["abcdef", "#abc", "#abcdeg", "red", "#ａbcdef"])
def test_what_is_no_colour_is_refused(value: str) -> None:
    assert rule(Color(), value) == "Color"


@pytest.mark.parametrize("value", ["America/Toronto", "UTC", "Europe/Kyiv"])
def test_time_zones_are_taken(value: str) -> None:
    assert TimeZone().take(value) == value


@pytest.mark.parametrize(
    "value", ["america/toronto", "Mars/Olympus", "localtime", "Factory", "+01:00", "../etc/passwd"]
)
def test_what_is_no_time_zone_is_refused(value: str) -> None:
    assert rule(TimeZone(), value) == "In"


@pytest.mark.parametrize("kind", [EmailText(), Url(), Color(), TimeZone()])
def test_empty_is_no_value_and_numbers_are_no_texts(kind: Kind) -> None:
    assert kind.take("") is None
    assert kind.take(None) is None
    assert rule(kind, 5) == "Type"
