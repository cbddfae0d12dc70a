"""The grammar of `q` and `order`: JSON becomes conditions, whose fields the hall will judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from records.query import All, AnyOf, By, Is, Not, Where
from values.kinds import PATTERN_LIMIT
from values.refusals import Unanswerable
from values.text import nearest

DEEPEST, MOST_CONDITIONS, MOST_VALUES, MOST_KEYS = 6, 100, 1000, 8
COMPARISONS = {"$gt": "gt", "$gte": "gte", "$lt": "lt", "$lte": "lte"}
PATTERNS = {"$sw": "starts", "$ew": "ends", "$con": "contains"}
OPERATORS = ("$not", "$in", "$nin", *COMPARISONS, "$bt", *PATTERNS)
LOGIC = ("$or", "$and")
DIRECTIONS = {"asc": False, "desc": True}


Compare = Callable[[str, str, Any], Where]


def where_of(asked: Any, compare: Compare = Is) -> Where:
    """The condition that a query stands for; `{}` holds for all. Raises Unanswerable.

    compare: (field, neutral operator, operand) → the condition, where words need to be translated.
    """
    return Reader(compare).query(asked, "q", 0)


def order_of(asked: Any, by: Callable[[str, bool], By] = By) -> tuple[By, ...]:
    """The keys of an ordering, the first first. Raises Unanswerable.

    by: (field, descending) → the key, where words need to be translated.
    """
    if not isinstance(asked, dict):
        raise Unanswerable('order: expected an object like {"name": "asc"}')
    if len(asked) > MOST_KEYS:
        raise Unanswerable(f"order: at most {MOST_KEYS} keys")
    for name, direction in asked.items():
        if not isinstance(direction, str) or direction not in DIRECTIONS:
            raise Unanswerable(f"order.{name}: the direction is 'asc' or 'desc'")
    return tuple(by(name, DIRECTIONS[direction]) for name, direction in asked.items())


class Reader:
    """Reads one query, counting its conditions. `at` is the place in the query, for messages."""

    def __init__(self, compare: Compare) -> None:
        self.compare = compare
        self.conditions = 0

    def query(self, asked: Any, at: str, depth: int) -> Where:
        """An object of conditions and logic, all of which must hold."""
        if not isinstance(asked, dict):
            raise Unanswerable(f'{at}: expected an object like {{"name": "Acme"}}')
        return together([self.entry(key, value, at, depth) for key, value in asked.items()])

    def entry(self, key: str, value: Any, at: str, depth: int) -> Where:
        """One entry of a query: a field with its condition, or logic with its queries."""
        here = f"{at}.{key}"
        if not key.startswith("$"):
            return self.condition(key, value, here, depth)
        if key not in LOGIC:
            raise Unanswerable(f"{here}: unknown logic '{key}'{nearest(key, LOGIC)}")
        if not isinstance(value, list) or not value:
            raise Unanswerable(f"{here}: expected a list of queries, at least one")
        inner = deeper(depth, here)
        parts = [self.part(one, f"{here}[{i}]", inner) for i, one in enumerate(value)]
        return AnyOf(tuple(parts)) if key == "$or" else together(parts)

    def part(self, asked: Any, at: str, depth: int) -> Where:
        """One query in a list; an empty one would make the list meaningless."""
        if asked == {}:
            raise Unanswerable(f"{at}: an empty query")
        return self.query(asked, at, depth)

    def condition(self, field: str, value: Any, at: str, depth: int) -> Where:
        """What is asked of one field: a value, or an object of operators."""
        if isinstance(value, list):
            raise Unanswerable(f'{at}: a list is compared with {{"$in": […]}}')
        if not isinstance(value, dict):
            return self.counted(field, "eq", value, at)
        if not value:
            raise Unanswerable(f"{at}: an empty condition")
        parts = [
            self.operation(field, word, operand, f"{at}.{word}", depth)
            for word, operand in value.items()
        ]
        return together(parts)

    def operation(self, field: str, word: str, operand: Any, at: str, depth: int) -> Where:
        """One operator with its operand."""
        if word == "$not":
            return Not(self.condition(field, operand, at, deeper(depth, at)))
        if word in ("$in", "$nin"):
            found = self.counted(field, "in", values_of(operand, at), at)
            return found if word == "$in" else Not(found)
        if word == "$bt":
            return self.counted(field, "between", pair_of(operand, at), at)
        if word in PATTERNS:
            return self.counted(field, PATTERNS[word], pattern_of(operand, at), at)
        if word in COMPARISONS:
            return self.counted(field, COMPARISONS[word], scalar_of(operand, at), at)
        raise Unanswerable(f"{at}: unknown operator '{word}'{nearest(word, OPERATORS)}")

    def counted(self, field: str, op: str, operand: Any, at: str) -> Where:
        """A comparison, if there are not too many by now."""
        self.conditions += 1
        if self.conditions > MOST_CONDITIONS:
            raise Unanswerable(f"{at}: a query has at most {MOST_CONDITIONS} conditions")
        return self.compare(field, op, operand)


def together(parts: list[Where]) -> Where:
    """All of the parts, without wrapping a single one."""
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def deeper(depth: int, at: str) -> int:
    """One level down, if that far down is allowed."""
    if depth == DEEPEST:
        raise Unanswerable(f"{at}: a query has at most {DEEPEST} levels")
    return depth + 1


def scalar_of(operand: Any, at: str) -> Any:
    """A single value to compare with."""
    if operand is None or isinstance(operand, dict | list):
        raise Unanswerable(f"{at}: expected a value")
    return operand


def values_of(operand: Any, at: str) -> list[Any]:
    """The values of `$in` and `$nin`."""
    if not isinstance(operand, list) or any(isinstance(one, dict | list) for one in operand):
        raise Unanswerable(f"{at}: expected a list of values")
    if len(operand) > MOST_VALUES:
        raise Unanswerable(f"{at}: a list has at most {MOST_VALUES} values")
    return operand


def pair_of(operand: Any, at: str) -> list[Any]:
    """The two ends of `$bt`."""
    if not isinstance(operand, list) or len(operand) != 2:
        raise Unanswerable(f"{at}: expected [low, high]")
    return [scalar_of(one, at) for one in operand]


def pattern_of(operand: Any, at: str) -> str:
    """The text that is looked for in a text."""
    if not isinstance(operand, str):
        raise Unanswerable(f"{at}: expected a text")
    if len(operand) > PATTERN_LIMIT:
        raise Unanswerable(f"{at}: a pattern has at most {PATTERN_LIMIT} characters")
    return operand
