"""Promises about the JSON of a role."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from users.grants import (
    LEVELS,
    WORD,
    Grant,
    read_fields,
    read_grants,
    widest,
    write_grants,
)
from values.refusals import Refusal

LEVEL = st.sampled_from(LEVELS)
NAME = st.just("*") | st.from_regex(WORD, fullmatch=True)
GRANT = st.builds(Grant, NAME, st.booleans(), LEVEL, LEVEL, LEVEL)


@given(st.lists(GRANT, unique_by=lambda grant: grant.record_type, max_size=5))
def test_what_is_written_is_read_back(grants: list[Grant]) -> None:
    assert read_grants(write_grants(grants)) == tuple(grants)


def test_what_is_left_out_is_denied() -> None:
    [grant] = read_grants([{"record_type": "contacts", "read": "team"}])
    assert grant == Grant("contacts", False, "team", "none", "none")


@pytest.mark.parametrize(
    ("json", "rule", "words"),
    [
        ({}, "Type", "list of grants"),
        ([[]], "Type", "grant 1 must be an object"),
        ([{}], "Text", "grant 1: record_type"),
        ([{"record_type": "Contacts"}], "Text", "record_type"),
        ([{"record_type": "contacts\n"}], "Text", "record_type"),
        ([{"record_type": ["contacts"]}], "Text", "record_type"),
        ([{"record_type": "contacts", "read": "most"}], "In", "none, own, team, all"),
        ([{"record_type": "contacts", "read": ["all"]}], "In", "read must be one of"),
        ([{"record_type": "contacts", "read": None}], "In", "read must be one of"),
        ([{"record_type": "contacts", "create": 1}], "Type", "true or false"),
        ([{"record_type": "contacts", "write": "all"}], "Unknown", "'write'"),
        ([{"record_type": "contacts"}, {"record_type": "contacts"}], "Unique", "twice"),
    ],
)
def test_a_malformed_grant_is_refused(json: Any, rule: str, words: str) -> None:
    with pytest.raises(Refusal, match=re.escape(words)) as caught:
        read_grants(json)
    assert caught.value.rule == rule


def test_field_lists_are_read_as_sets() -> None:
    assert read_fields({"contacts": ["rating", "rating"]}) == {"contacts": frozenset({"rating"})}


@pytest.mark.parametrize(
    "json", [[], {"Contacts": []}, {"contacts": "rating"}, {"contacts": [1]}, {"contacts": ["a.b"]}]
)
def test_a_malformed_field_list_is_refused(json: Any) -> None:
    with pytest.raises(Refusal):
        read_fields(json)


def test_the_widest_level_wins() -> None:
    assert widest(["own", "all", "team"]) == "all"
    assert widest([]) == "none"
