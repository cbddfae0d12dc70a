"""Their words for our fields, and our manner where a dialect says nothing."""

import pytest

from dialects.base import Dialect, Names
from records.answers import Gone, One, Problem
from records.types import registry
from values.refusals import Missing


def squeezed(name: str) -> str:
    return name.replace("_", "")


WORDS = Names(squeezed, {"owner_id": "owner"}, {"accounts": {"industry": "sector"}})


def test_words_go_out_by_rule_exception_and_type() -> None:
    item = {"id": 1, "owner_id": 2, "industry": None, "address_city": "Bath"}

    found = WORDS.outward(item, registry["accounts"])

    assert list(found.items()) == [
        ("id", 1),
        ("owner", 2),
        ("sector", None),
        ("addresscity", "Bath"),
    ]
    assert "industry" in WORDS.outward(item, registry["leads"])


@pytest.mark.django_db
def test_words_come_in_the_same_way_and_unknown_ones_stay() -> None:
    body = {"owner": 2, "sector": "Energy", "addresscity": "Bath", "nosuch": 1}

    found = WORDS.inward(body, registry["accounts"])

    assert found == {"owner_id": 2, "industry": "Energy", "address_city": "Bath", "nosuch": 1}


def test_our_own_words_are_not_touched() -> None:
    item = {"id": 1}

    assert Names().outward(item, registry["accounts"]) is item


class Theirs(Dialect):
    """A dialect that differs a little."""

    created_status = 200
    gone_status = 204
    statuses = {401: 403}
    paths = {"accounts": "companies"}
    unserved = frozenset({"roles"})


def test_statuses_and_paths_are_theirs_where_they_say_so() -> None:
    theirs, ours = Theirs(), Dialect()
    made = One({}, 1, created=True)

    assert (ours.status_of(made), theirs.status_of(made)) == (201, 200)
    assert (ours.status_of(Gone(1)), theirs.status_of(Gone(1))) == (200, 204)
    assert theirs.status_of(Problem(401, "Authentication", "")) == 403
    assert theirs.status_of(Problem(404, "Not Found", "")) == 404
    assert theirs.path(registry["accounts"]) == "companies"
    assert theirs.path(registry["contacts"]) == "contacts"
    assert theirs.path(registry["roles"]) is None


@pytest.mark.parametrize("text", ["", "0", "01", "-1", "1.0", " 1", "١", "9" * 19, "9" * 5000])
def test_an_id_that_can_be_none_is_missing(text: str) -> None:
    with pytest.raises(Missing):
        Dialect().read_id(text, registry["accounts"])


def test_an_id_has_at_most_64_bits() -> None:
    assert Dialect().read_id("9223372036854775807", registry["accounts"]) == 2**63 - 1
