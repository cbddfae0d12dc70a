"""The statements of the compiler lead through the indexes that they are shaped for, on both
databases, whether few records pass a condition or many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from contacts.models import ContactValue
from records.access import caller_of
from records.explaining import aliases
from records.finding import asked_of, selection
from records.indexes import Access, accesses
from records.query import All, AnyOf, By, Is, Not, Query, Where
from records.selecting import Span
from records.types import registry
from records.walking import pieces
from records.weighing import CAP, countable
from tests.fields import define_all
from tests.people import Person
from values.trigrams import declared, ready

pytestmark = pytest.mark.django_db
SCORE, CODE = Is("cf_number", "gt", 5), Is("cf_text", "eq", "x")
SHAPES: dict[str, tuple[Where, tuple[By, ...]]] = {
    "equality": (CODE, ()),
    "range": (SCORE, ()),
    "prefix": (Is("cf_text", "starts", "ab"), ()),
    "day": (Is("cf_date", "lt", "2026-01-01"), ()),
    "option": (Is("cf_select", "eq", "One"), ()),
    "one of several": (Is("cf_multi_select", "in", ["One", "Two"]), ()),
    "filled": (Not(Is("cf_text", "eq", None)), ()),
    "two": (All((SCORE, CODE)), ()),
    "either": (AnyOf((SCORE, CODE)), ()),
    "nested": (All((AnyOf((SCORE, CODE)), Not(Is("cf_boolean", "eq", True)))), ()),
    "ordered": (All(), (By("cf_number"),)),
    "ordered down": (All(), (By("cf_numeric", True),)),
    "ordered by option": (All(), (By("cf_select"),)),
    "ordered and filtered": (CODE, (By("cf_number"), By("cf_text"))),
}


@pytest.fixture(autouse=True)
def no_scans(db: None) -> None:
    """PostgreSQL would rather read a small table from end to end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")


def plans(person: Person, where: Where, order: tuple[By, ...], each: int) -> Iterator[list[Access]]:
    """How the statements of a list would be run, if so many records passed each condition."""
    contacts = registry["contacts"]
    query = Query(where=where, order=order)
    chosen = selection(contacts, caller_of(person.user, None, "native", ""), query)
    asked = asked_of(chosen)
    asked.weights.clear()  # type: ignore[attr-defined]
    asked.weights.update(  # type: ignore[attr-defined]
        {one: each for term in asked.terms for one in countable(term)}
    )
    for piece in pieces(asked):
        for way in piece.find(Span(asked.descending, 16)):
            yield accesses(way.statement, aliases(contacts))


@pytest.mark.parametrize("each", [10, CAP])
def test_values_are_read_through_an_index(administrator: Person, each: int) -> None:
    define_all("contacts")
    for name, (where, order) in SHAPES.items():
        found = [list(plan) for plan in plans(administrator, where, order, each)]
        read = [one for plan in found for one in plan if one.model is ContactValue]
        assert read, name
        assert all(one.columns is not None for one in read), (name, found)


def test_a_text_anywhere_is_found_by_its_letters(administrator: Person) -> None:
    define_all("contacts")
    if not ready(declared[ContactValue]):
        pytest.skip("this PostgreSQL has no trigrams")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_bitmapscan = on")
    *_, last = plans(administrator, Is("cf_textarea", "contains", "abcd"), (), 10)
    assert Access(ContactValue, ("trigrams",)) in last
