"""Entries as clients send them: what is completed, and what is refused."""

from typing import Any

import pytest

from channels.kinds import MOST_ENTRIES, EmailScalar, EmailSet, PhoneScalar, PhoneSet
from lookups.editing import change
from lookups.lists import find
from values.refusals import Refusal, Unanswerable

pytestmark = pytest.mark.usefixtures("lists")


def rule(kind: Any, value: Any) -> str:
    with pytest.raises(Refusal) as caught:
        kind.take(value)
    return str(caught.value.rule)


def test_an_entry_is_completed() -> None:
    assert EmailSet().take([{"address": "Ann@Example.com", "type": "HOME"}]) == [
        {
            "address": "Ann@Example.com",
            "type": "Home",
            "is_primary": True,
            "opted_out": False,
            "is_invalid": False,
        }
    ]


def test_a_missing_type_is_the_default_of_the_list() -> None:
    assert EmailSet().take([{"address": "a@b.nl"}])[0]["type"] == "Work"
    assert PhoneSet().take([{"number": "1", "type": None}])[0]["type"] == "Office"


def test_the_first_is_primary_unless_another_is_marked() -> None:
    marked = [{"number": "1"}, {"number": "2", "is_primary": True}]
    assert [one["is_primary"] for one in PhoneSet().take(marked)] == [False, True]
    assert [one["is_primary"] for one in PhoneSet().take([{"number": "1"}, {"number": "2"}])] == [
        *(True, False)
    ]


def test_no_entries_are_an_empty_list() -> None:
    assert EmailSet().take(None) == EmailSet().take([]) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a@b.nl", "Type"),
        (["a@b.nl"], "Type"),
        ([{}], "Required"),
        ([{"address": " "}], "Required"),
        ([{"address": 5}], "Type"),
        ([{"address": "nobody"}], "Email"),
        ([{"address": "a" * 250 + "@b.nl"}], "Max"),
        ([{"address": "a@b.nl", "type": "Office"}], "In"),
        ([{"address": "a@b.nl", "type": 3}], "Type"),
        ([{"address": "a@b.nl", "is_primary": 1}], "Type"),
        ([{"address": "a@b.nl"}, {"address": "A@B.NL"}], "Unique"),
        (
            [
                {"address": "a@b.nl", "is_primary": True},
                {"address": "c@b.nl", "is_primary": True},
            ],
            "Max",
        ),
        ([{"address": f"a{number}@b.nl"} for number in range(MOST_ENTRIES + 1)], "Max"),
    ],
)
def test_what_does_not_fit_is_refused(value: Any, expected: str) -> None:
    assert rule(EmailSet(), value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"number": "unknown"}], "Phone"),
        ([{"number": "1" * 41}], "Max"),
        ([{"number": "020-1"}, {"number": "0201"}], "Unique"),
    ],
)
def test_numbers_have_rules_of_their_own(value: Any, expected: str) -> None:
    assert rule(PhoneSet(), value) == expected


def test_a_plus_makes_another_number() -> None:
    assert len(PhoneSet().take([{"number": "+31"}, {"number": "31"}])) == 2


def test_a_refusal_names_the_entry() -> None:
    with pytest.raises(Refusal, match="entry 2: must be an e-mail address"):
        EmailSet().take([{"address": "a@b.nl"}, {"address": "b"}])


def test_an_unknown_key_is_told_with_the_nearest_known() -> None:
    with pytest.raises(Unanswerable, match="'adress'; did you mean 'address'"):
        EmailSet().take([{"adress": "a@b.nl"}])


def test_an_inactive_type_passes_only_where_it_stands_already() -> None:
    entry = {"address": "a@b.nl", "type": "Home"}
    stored = EmailSet().take([entry])
    home = find("email_type", "Home")
    assert home is not None
    change("email_type", home.id, {"active": False})
    assert rule(EmailSet(), [entry]) == "In"
    assert EmailSet().allowing(stored).take(stored) == stored


def test_the_scalars_take_one_text() -> None:
    assert EmailScalar().take("a@b.nl") == "a@b.nl" and EmailScalar().take("") is None
    assert PhoneScalar().take("+31 20") == "+31 20" and rule(PhoneScalar(), "none") == "Phone"


def test_scalar_and_set_allow_the_same_comparisons() -> None:
    assert EmailScalar.operators == EmailSet.operators == PhoneSet.operators
    assert "gt" not in EmailScalar.operators and "contains" in PhoneScalar.operators


def test_the_schema_describes_an_entry() -> None:
    items = PhoneSet().schema()["items"]
    assert items["required"] == ["number"] and not items["additionalProperties"]
    assert set(items["properties"]) == {
        *("number", "type", "is_primary", "opted_out", "is_invalid")
    }
