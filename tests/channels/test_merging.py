"""The primary entry and the set, written alone and together."""

from typing import Any

import pytest

from channels.kinds import SETS, Entry
from channels.merging import ABSENT, merge
from values.refusals import Refusal

pytestmark = pytest.mark.usefixtures("lists")


def emails(*addresses: str, **more: Any) -> list[Entry]:
    """Entries in this order; the one with a star is primary, else the first."""
    return SETS["email"].take(
        [{"address": one.rstrip("*"), "is_primary": one.endswith("*"), **more} for one in addresses]
    )


def starred(entries: list[Entry]) -> list[str]:
    return [one["address"] + "*" * one["is_primary"] for one in entries]


def merged(stored: list[Entry], scalar: Any = ABSENT, entries: Any = ABSENT) -> list[str]:
    return starred(merge("email", stored, scalar, entries))


def test_a_write_of_neither_changes_nothing() -> None:
    assert merged(emails("a@x.nl", "b@x.nl*")) == ["a@x.nl", "b@x.nl*"]


def test_the_scalar_swaps_the_primary_entry_and_keeps_the_others() -> None:
    assert merged(emails("a@x.nl", "b@x.nl*"), "c@x.nl") == ["a@x.nl", "c@x.nl*"]


def test_a_swapped_address_keeps_type_and_consent_but_not_the_fault() -> None:
    stored = emails("a@x.nl", type="Home", opted_out=True, is_invalid=True)
    (entry,) = merge("email", stored, "c@x.nl")
    assert (entry["type"], entry["opted_out"], entry["is_invalid"]) == ("Home", True, False)


def test_the_scalar_of_a_record_without_entries_makes_one() -> None:
    (entry,) = merge("email", [], "c@x.nl")
    assert entry == emails("c@x.nl")[0]


def test_clearing_the_scalar_takes_out_the_primary_entry_and_the_next_follows() -> None:
    assert merged(emails("a@x.nl", "b@x.nl*", "c@x.nl"), None) == ["a@x.nl*", "c@x.nl"]
    assert merged(emails("a@x.nl"), None) == merged([], None) == []


def test_a_scalar_that_stands_among_the_others_becomes_the_primary_one() -> None:
    assert merged(emails("a@x.nl*", "b@x.nl"), "B@x.nl") == ["a@x.nl", "B@x.nl*"]


def test_the_scalar_may_change_in_case_only() -> None:
    assert merged(emails("a@x.nl", "b@x.nl"), "A@x.nl") == ["A@x.nl*", "b@x.nl"]


def test_the_set_replaces_all() -> None:
    assert merged(emails("a@x.nl"), entries=emails("b@x.nl", "c@x.nl*")) == ["b@x.nl", "c@x.nl*"]
    assert merged(emails("a@x.nl"), entries=[]) == []


def test_of_both_the_one_that_differs_counts() -> None:
    stored = emails("a@x.nl", "b@x.nl")
    assert merged(stored, "c@x.nl", stored) == ["c@x.nl*", "b@x.nl"]
    assert merged(stored, "a@x.nl", emails("d@x.nl")) == ["d@x.nl*"]
    assert merged(stored, "a@x.nl", stored) == ["a@x.nl*", "b@x.nl"]
    assert merged(stored, None, stored) == ["b@x.nl*"]


def test_both_may_differ_if_they_agree() -> None:
    stored = emails("a@x.nl")
    assert merged(stored, "B@x.nl", emails("c@x.nl", "b@x.nl*")) == ["c@x.nl", "b@x.nl*"]
    assert merged(stored, None, []) == []
    assert merged([], "b@x.nl", emails("b@x.nl")) == ["b@x.nl*"]


@pytest.mark.parametrize(
    ("scalar", "addresses"), [("b@x.nl", ["c@x.nl"]), (None, ["c@x.nl"]), ("b@x.nl", [])]
)
def test_both_differing_and_disagreeing_are_refused(scalar: Any, addresses: list[str]) -> None:
    with pytest.raises(Refusal):
        merge("email", emails("a@x.nl"), scalar, emails(*addresses))


def test_what_was_given_stays_as_it_was() -> None:
    stored = emails("a@x.nl*", "b@x.nl")
    merge("email", stored, "b@x.nl")
    merge("email", stored, None)
    assert starred(stored) == ["a@x.nl*", "b@x.nl"]


def test_numbers_that_differ_in_form_only_agree() -> None:
    given = SETS["phone"].take([{"number": "020-1"}])
    assert merge("phone", [], "0201", given) == given
