"""Query parameters are known, stand there once, and have their type."""

import pytest
from django.test import RequestFactory

from dialects.parameters import flag, names, number, read_parameters
from values.refusals import Unanswerable

KNOWN = ("page", "fields", "trashed")


def read(query: str) -> object:
    return read_parameters(RequestFactory().get(f"/api/accounts?{query}"), KNOWN)


def test_known_parameters_are_read_with_their_empty_values() -> None:
    assert read("page=2&fields=") == {"page": "2", "fields": ""}
    assert read("fields=%C3%A9+%2B") == {"fields": "é +"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("pagee=2", "unknown parameter 'pagee'; did you mean 'page'?"),
        ("page=1&page=1", "stands there twice"),
        ("zzz", "unknown parameter 'zzz'"),
        ("fields=%00", "NUL"),
        ("%00=1", "NUL"),
        ("fields=%ED%A0%80", "not UTF-8"),
        ("&".join(f"a{n}=1" for n in range(1001)), "over 1000 parameters"),
    ],
)
def test_the_rest_is_refused(query: str, message: str) -> None:
    with pytest.raises(Unanswerable, match=message):
        read(query)


@pytest.mark.parametrize("text", ["", "yes", "TRUE", "2", " true"])
def test_a_flag_is_true_false_1_or_0(text: str) -> None:
    assert all(flag({"f": one}, "f") for one in ("true", "1"))
    assert not any(flag({"f": one}, "f") for one in ("false", "0"))
    assert flag({}, "f") is False
    with pytest.raises(Unanswerable):
        flag({"f": text}, "f")


@pytest.mark.parametrize("text", ["", "0", "00", "-1", "+1", "1.0", "1e3", "１", "x", "9" * 31])
def test_a_number_is_whole_and_from_1_on(text: str) -> None:
    assert number({"n": "007"}, "n", 1, 10) == 7
    assert number({}, "n", 5, 10) == 5
    with pytest.raises(Unanswerable):
        number({"n": text}, "n", 1, 10)


def test_a_number_past_its_limit_names_the_limit() -> None:
    with pytest.raises(Unanswerable, match="at most 10"):
        number({"n": "11"}, "n", 1, 10)


def test_names_stand_between_commas() -> None:
    assert names({"f": "id,name,id"}, "f") == ("id", "name")
    assert names({}, "f") is None
    for text in ("", "id,", ",id", "id,,name"):
        with pytest.raises(Unanswerable):
            names({"f": text}, "f")
