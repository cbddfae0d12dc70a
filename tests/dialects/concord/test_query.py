"""How Concord's parameters are understood, without any record."""

import pytest

from dialects.concord.query import (
    EVERY,
    NONE,
    Term,
    names_in,
    order_of,
    page_of,
    where_of,
)
from records.query import All, AnyOf, By, Is, Not, Where
from values.refusals import Refused, Unanswerable

TEXTUAL = frozenset({"eq", "in", "contains"})
NUMBER = frozenset({"eq", "in", "gt", "gte", "lt", "lte", "between"})
LOOKS = ("name", "email")


def term(path: str, operators: frozenset[str]) -> Term:
    """A field that is compared as it is asked."""
    return Term(operators, lambda op, text: Is(path, op, text))


TERMS = {
    "name": term("name", TEXTUAL),
    "email": term("email", TEXTUAL),
    "amount": term("amount", NUMBER),
}
ASKED: list[tuple[dict[str, str], Where]] = [
    ({}, EVERY),
    ({"search_fields": "name:="}, EVERY),
    (
        {"q": "jo"},
        AnyOf((All((Is("name", "contains", "jo"),)), All((Is("email", "contains", "jo"),)))),
    ),
    (
        {"q": "jo  do", "search_match": "and"},
        All(
            tuple(
                All((Is(name, "contains", "jo"), Is(name, "contains", "do")))
                for name in ("name", "email")
            )
        ),
    ),
    ({"q": "jo do", "search_fields": "name"}, AnyOf((Is("name", "contains", "jo do"),))),
    (
        {"q": "jo", "search_fields": "name:LIKE; email:="},
        AnyOf((Is("name", "contains", "jo"), Is("email", "eq", "jo"))),
    ),
    ({"q": "5", "search_fields": "amount"}, AnyOf((Is("amount", "eq", "5"),))),
    ({"q": "5", "search_fields": "amount:>="}, AnyOf((Is("amount", "gte", "5"),))),
    ({"q": "5", "search_fields": "amount:!="}, AnyOf((Not(Is("amount", "eq", "5")),))),
    ({"q": "1,2", "search_fields": "amount:between"}, AnyOf((Is("amount", "between", "1,2"),))),
    (
        {"q": "name:A b;email:c", "search_match": "and"},
        All((Is("name", "contains", "A b"), Is("email", "contains", "c"))),
    ),
    (
        {"q": "name:a;email:b", "search_fields": "email:="},
        AnyOf((Is("name", "contains", "a"), Is("email", "eq", "b"))),
    ),
    ({"q": "name:a;b", "search_fields": "name:="}, AnyOf((Is("name", "eq", "name:a;b"),))),
    ({"q": "", "search_fields": "name:=;email:like"}, AnyOf((NONE, EVERY))),
    ({"q": "", "search_fields": "name:!="}, AnyOf((Not(NONE),))),
]
REFUSED = [
    ({"search_fields": "nosuch:="}, "search_fields"),
    ({"q": "x", "search_fields": "name:>"}, "search_fields"),
    ({"q": "x", "search_fields": "amount:like"}, "search_fields"),
    ({"q": "x", "search_fields": "name:is"}, "search_fields"),
    ({"q": "x", "search_fields": "name;" * 51}, "search_fields"),
    ({"q": "1", "search_fields": "amount:between"}, "q"),
    ({"q": "x" * 1001}, "q"),
    ({"q": "x " * 11}, "q"),
    ({"q": "x", "search_match": "xor"}, "search_match"),
]


@pytest.mark.parametrize(("given", "meant"), ASKED)
def test_a_question_is_understood(given: dict[str, str], meant: Where) -> None:
    assert where_of(given, TERMS, LOOKS) == meant


@pytest.mark.parametrize(("given", "parameter"), REFUSED)
def test_what_is_not_understood_is_refused(given: dict[str, str], parameter: str) -> None:
    with pytest.raises(Refused) as refused:
        where_of(given, TERMS, LOOKS)
    assert list(refused.value.fields) == [parameter]


def test_a_character_that_no_record_holds_is_refused() -> None:
    with pytest.raises(Unanswerable):
        where_of({"q": "\x00"}, TERMS, LOOKS)


def test_orders() -> None:
    paths, usual = {"name": "name", "created_at": "created_at"}, (By("position"),)

    assert order_of({}, paths, usual) == usual
    assert order_of({"order": "name|desc; created_at"}, paths, ()) == (
        By("name", True),
        By("created_at"),
    )
    assert order_of({"sort_field": "name", "sort_direction": "DESC"}, paths, ()) == (
        By("name", True),
    )
    assert order_of({"order": "name", "sort_field": "created_at"}, paths, ()) == (By("name"),)
    for wrong in ("nosuch", "name|up", "name;" * 9):
        with pytest.raises(Refused):
            order_of({"order": wrong}, paths, ())


def test_pages_and_names() -> None:
    assert page_of({}) == (1, 15)
    assert page_of({"page": "3", "per_page": "500"}) == (3, 100)
    assert page_of({"page": "x", "per_page": "0"}) == (1, 15)
    assert page_of({"page": "-1", "per_page": "1e3"}) == (1, 15)
    assert names_in({"select": "id; name,,name"}, "select") == ("id", "name")
    assert names_in({"select": ";"}, "select") is None
