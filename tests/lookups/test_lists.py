"""Finding values, and what a look at them costs."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lookups.editing import append
from lookups.lists import find, find_code, value_of, values_of
from revisions.store import snapshot

pytestmark = pytest.mark.usefixtures("lists")


def test_texts_are_found_whatever_their_case() -> None:
    append("document_folder", ["Straße"])
    found = find("document_folder", "STRASSE")
    assert found is not None and found.value == "Straße"


def test_an_id_is_found_in_its_own_list_only() -> None:
    call = find("lead_source", "call")
    assert call is not None
    assert find("lead_source", call.id) == call == value_of(call.id)
    assert find("industry", call.id) is None


def test_a_country_is_found_by_its_code() -> None:
    found = find_code("country", "nl")
    assert found is not None and found.value == "Netherlands" and found.calling_code == "31"
    assert find_code("country", "QQ") is None


def test_what_is_remembered_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    token = snapshot.set({})
    try:
        values_of("industry")
        with django_assert_num_queries(0):
            assert find("industry", "mining") and values_of("country") and find("salutation", "Mr.")
    finally:
        snapshot.reset(token)


def test_a_change_is_seen_at_once() -> None:
    assert find("document_folder", "Offers") is None
    append("document_folder", ["Offers"])
    assert find("document_folder", "Offers") is not None


def test_an_item_says_what_the_contract_shows() -> None:
    first = values_of("salutation")[0]
    assert first.item() == {
        **{"value": "Mr.", "id": first.id, "order": 1, "active": True, "color": None}
    }
