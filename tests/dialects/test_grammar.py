"""`q` and `order` become neutral conditions, and say where they cannot."""

from typing import Any

import pytest

from dialects.grammar import order_of, where_of
from records.query import All, AnyOf, By, Is, Not, Where
from values.refusals import Unanswerable


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, All()),
        ({"a": 1}, Is("a", "eq", 1)),
        ({"a": None}, Is("a", "eq", None)),
        ({"a": 1, "b": 2}, All((Is("a", "eq", 1), Is("b", "eq", 2)))),
        ({"a": {"$not": 1}}, Not(Is("a", "eq", 1))),
        ({"a": {"$not": None}}, Not(Is("a", "eq", None))),
        (
            {"a": {"$not": {"$gt": 1, "$lt": 3}}},
            Not(All((Is("a", "gt", 1), Is("a", "lt", 3)))),
        ),
        ({"a": {"$not": {"$not": 1}}}, Not(Not(Is("a", "eq", 1)))),
        ({"a": {"$in": [1, None]}}, Is("a", "in", [1, None])),
        ({"a": {"$nin": []}}, Not(Is("a", "in", []))),
        ({"a": {"$gte": 1, "$lte": 2}}, All((Is("a", "gte", 1), Is("a", "lte", 2)))),
        ({"a": {"$bt": [2, 1]}}, Is("a", "between", [2, 1])),
        ({"a": {"$sw": ""}}, Is("a", "starts", "")),
        ({"a": {"$ew": "x"}}, Is("a", "ends", "x")),
        ({"a.b": {"$con": "%"}}, Is("a.b", "contains", "%")),
        ({"$or": [{"a": 1}, {"b": 2}]}, AnyOf((Is("a", "eq", 1), Is("b", "eq", 2)))),
        ({"$or": [{"a": 1, "b": 2}]}, AnyOf((All((Is("a", "eq", 1), Is("b", "eq", 2))),))),
        ({"$and": [{"a": 1}, {"a": 2}]}, All((Is("a", "eq", 1), Is("a", "eq", 2)))),
    ],
)
def test_a_query_becomes_conditions(asked: Any, expected: Where) -> None:
    assert where_of(asked) == expected


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ([], "q: expected an object"),
        ("x", "q: expected an object"),
        (None, "q: expected an object"),
        ({"a": [1]}, r"q\.a: a list is compared"),
        ({"a": {}}, r"q\.a: an empty condition"),
        ({"a": {"$not": {}}}, r"q\.a\.\$not: an empty condition"),
        ({"a": {"$not": [1]}}, r"q\.a\.\$not: a list"),
        ({"a": {"$gtt": 1}}, r"q\.a\.\$gtt: unknown operator .*did you mean '\$gt'"),
        ({"a": {"gt": 1}}, "unknown operator 'gt'"),
        ({"a": {"$eq": 1}}, "unknown operator"),
        ({"a": {"$or": [{"b": 1}]}}, "unknown operator"),
        ({"$ro": [{"a": 1}]}, "unknown logic"),
        ({"$not": {"a": 1}}, "unknown logic"),
        ({"$or": []}, r"q\.\$or: expected a list of queries"),
        ({"$and": []}, r"q\.\$and: expected a list of queries"),
        ({"$or": {"a": 1}}, "expected a list of queries"),
        ({"$or": [1]}, r"q\.\$or\[0\]: expected an object"),
        ({"$or": [{"a": 1}, {}]}, r"q\.\$or\[1\]: an empty query"),
        ({"a": {"$in": 1}}, "expected a list of values"),
        ({"a": {"$in": [[1]]}}, "expected a list of values"),
        ({"a": {"$nin": None}}, "expected a list of values"),
        ({"a": {"$bt": [1]}}, r"expected \[low, high\]"),
        ({"a": {"$bt": [1, 2, 3]}}, r"expected \[low, high\]"),
        ({"a": {"$bt": [1, None]}}, "expected a value"),
        ({"a": {"$gt": None}}, "expected a value"),
        ({"a": {"$gt": [1]}}, "expected a value"),
        ({"a": {"$con": 1}}, "expected a text"),
        ({"a": {"$sw": None}}, "expected a text"),
    ],
)
def test_what_is_no_query_is_refused_with_the_place(asked: Any, message: str) -> None:
    with pytest.raises(Unanswerable, match=message):
        where_of(asked)


def wrapped(times: int) -> Any:
    asked: Any = {"a": 1}
    for _ in range(times):
        asked = {"$or": [asked]}
    return asked


def negated(times: int) -> Any:
    condition: Any = 1
    for _ in range(times):
        condition = {"$not": condition}
    return {"a": condition}


@pytest.mark.parametrize(
    ("allowed", "refused", "message"),
    [
        (wrapped(6), wrapped(7), "at most 6 levels"),
        (negated(6), negated(7), "at most 6 levels"),
        (
            {"$or": [{"a": n} for n in range(100)]},
            {"$or": [{"a": n} for n in range(101)]},
            "at most 100 conditions",
        ),
        ({"a": {"$in": [1] * 1000}}, {"a": {"$in": [1] * 1001}}, "at most 1000 values"),
        ({"a": {"$nin": [1] * 1000}}, {"a": {"$nin": [1] * 1001}}, "at most 1000 values"),
        ({"a": {"$con": "x" * 1000}}, {"a": {"$con": "x" * 1001}}, "at most 1000 characters"),
    ],
)
def test_each_limit_is_named_when_it_is_passed(allowed: Any, refused: Any, message: str) -> None:
    where_of(allowed)
    with pytest.raises(Unanswerable, match=message):
        where_of(refused)


def test_an_order_keeps_its_keys() -> None:
    assert order_of({"b": "desc", "a": "asc"}) == (By("b", True), By("a", False))
    assert order_of({}) == ()


@pytest.mark.parametrize(
    "asked", [[], "a", {"a": "ASC"}, {"a": 1}, {"a": None}, {"a": ["asc"]}, {"a": True}]
)
def test_what_is_no_order_is_refused(asked: Any) -> None:
    with pytest.raises(Unanswerable, match=r"^order"):
        order_of(asked)


def test_an_order_has_at_most_eight_keys() -> None:
    order_of({f"f{n}": "asc" for n in range(8)})
    with pytest.raises(Unanswerable, match="at most 8 keys"):
        order_of({f"f{n}": "asc" for n in range(9)})
