"""The grammar of `filter`: objects, triples and groups become conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from records.query import All, AnyOf, Is, Not, Where
from values.refusals import Refusal, Unanswerable
from values.text import nearest

DEEPEST, MOST_CONDITIONS, MOST_VALUES, LONGEST = 6, 100, 1000, 1000
GROUPS = ("filters", "operands", "conditions")
TRIPLE = frozenset({"field", "operator", "value"})
WILD = "*%"
WORDS = {
    "eq": ("=", "==", "is", "equals"),
    "ne": ("!=", "<>", "not", "is_not", "not_equals"),
    "gt": (">",),
    "gte": (">=",),
    "lt": ("<",),
    "lte": ("<=",),
    "contains": (),
    "like": (),
    "not_contains": (),
    "not_like": (),
    "starts_with": (),
    "ends_with": (),
    "in": (),
    "not_in": (),
    "between": ("range",),
    "empty": ("is_null",),
    "not_empty": ("not_null",),
}
OPERATORS = {word: op for op, words in WORDS.items() for word in (op, *words)}
NEGATED = {"ne": "eq", "not_contains": "contains", "not_like": "like", "not_in": "in"}
PATTERNS = {"starts_with": "starts", "ends_with": "ends"}
Compare = Callable[[str, str, Any], Where]


def where_of(asked: Any, compare: Compare) -> Where:
    """The condition that a filter stands for. Raises Unanswerable, naming what is not understood.

    compare: (field, neutral operator, operand) → the condition.
    """
    return Reader(compare).filter(asked, 0)


class Reader:
    """Reads one filter, counting its conditions."""

    def __init__(self, compare: Compare) -> None:
        self.compare = compare
        self.conditions = 0

    def filter(self, asked: Any, depth: int) -> Where:
        """A filter in any of its forms."""
        if depth > DEEPEST:
            raise Unanswerable(f"filter: at most {DEEPEST} levels")
        if isinstance(asked, list):
            return self.group("and", asked, depth)
        if not isinstance(asked, dict):
            raise Unanswerable('filter: expected an object like {"last_name": "Doe"}')
        if "field" in asked and TRIPLE.issuperset(asked) and len(asked) > 1:
            return self.triple(asked)
        inner = next((name for name in GROUPS if name in asked), None)
        if "operator" in asked and inner is not None and len(asked) == 2:
            return self.group(str(asked["operator"]).lower().lstrip("$"), asked[inner], depth)
        return All(tuple(self.entry(key, value, depth) for key, value in asked.items()))

    def group(self, word: str, parts: Any, depth: int) -> Where:
        """Filters that all hold, or of which one does."""
        if word not in ("and", "or"):
            raise Unanswerable(f"filter: unknown operator '{word}' of a group; it is and, or")
        if not isinstance(parts, list) or not parts:
            raise Unanswerable(f"filter: '{word}' takes a list of filters, at least one")
        found = tuple(self.filter(one, depth + 1) for one in parts)
        return All(found) if word == "and" else AnyOf(found)

    def triple(self, asked: dict[str, Any]) -> Where:
        """A field, an operator and a value."""
        name = asked["field"]
        if not isinstance(name, str):
            raise Unanswerable("filter: 'field' is the name of a field")
        return self.operation(name, asked.get("operator", "eq"), asked.get("value"))

    def entry(self, key: str, value: Any, depth: int) -> Where:
        """A field with what is asked of it, or a group in short form."""
        word = key.lower().lstrip("$")
        if word in ("and", "or"):
            return self.group(word, value, depth)
        if word == "not":
            return Not(self.filter(value, depth + 1))
        if isinstance(value, dict):
            if not value:
                raise Unanswerable(f"filter: an empty condition for '{key}'")
            return All(tuple(self.operation(key, op, one) for op, one in value.items()))
        return self.operation(key, "in" if isinstance(value, list) else "eq", value)

    def operation(self, name: str, word: Any, value: Any) -> Where:
        """One comparison."""
        self.conditions += 1
        if self.conditions > MOST_CONDITIONS:
            raise Unanswerable(f"filter: at most {MOST_CONDITIONS} conditions")
        op = OPERATORS.get(word.lower().lstrip("$")) if isinstance(word, str) else None
        if op is None:
            raise Unanswerable(f"filter: unknown operator '{word}'{nearest(str(word), OPERATORS)}")
        if op in ("empty", "not_empty"):
            found = self.compare(name, "eq", None)
            return found if (op == "empty") == (value is not False) else Not(found)
        if op in NEGATED:
            return Not(self.plain(name, NEGATED[op], value))
        return self.plain(name, op, value)

    def plain(self, name: str, op: str, value: Any) -> Where:
        """A comparison that is not a complement."""
        if op in ("in", "between"):
            return self.compare(name, op, values(name, op, value))
        if op in ("contains", "like"):
            return self.compare(name, *pattern(name, op, value))
        if op in PATTERNS:
            return self.compare(name, PATTERNS[op], text(name, value))
        if (op != "eq" and value is None) or isinstance(value, dict | list):
            raise Unanswerable(f"filter: '{op}' of '{name}' takes a value")
        return self.compare(name, op, None if value == "" else value)


def values(name: str, op: str, value: Any) -> list[Any]:
    """The operands of in and between. Raises Unanswerable."""
    if not isinstance(value, list) or any(isinstance(one, dict | list) for one in value):
        raise Unanswerable(f"filter: '{op}' of '{name}' takes a list of values")
    if op == "between" and len(value) != 2:
        raise Unanswerable(f"filter: 'between' of '{name}' takes two values")
    if len(value) > MOST_VALUES:
        raise Unanswerable(f"filter: '{op}' of '{name}' takes at most {MOST_VALUES} values")
    return value


def text(name: str, value: Any) -> str:
    """The operand of a comparison of texts. Raises Unanswerable."""
    if not isinstance(value, str) or not value or len(value) > LONGEST:
        raise Unanswerable(f"filter: '{name}' is compared with a text of 1 to {LONGEST} characters")
    return value


def pattern(name: str, op: str, value: Any) -> tuple[str, str]:
    """What a pattern asks for: contains goes by parts; like is held by what has no wildcard at its
    end. Raises Unanswerable for wildcards within."""
    whole = text(name, value)
    bare = whole.strip(WILD)
    if not bare or any(mark in bare for mark in WILD if op == "like"):
        raise Unanswerable(f"filter: in '{op}' of '{name}' wildcards stand at the ends of a text")
    starts, ends = whole[0] in WILD, whole[-1] in WILD
    if op == "contains" or starts == ends:
        return "contains", bare
    return ("ends", bare) if starts else ("starts", bare)


def moved(where: Where, relation: str) -> Where:
    """A condition on a related record, seen from the one that it belongs to. Raises Refusal where
    it would take two steps."""
    match where:
        case Is(path, op, value):
            if "." in path:
                raise Refusal("Type", "leads too far")
            return Is(f"{relation}.{path}", op, value)
        case Not(part):
            return Not(moved(part, relation))
        case All(parts):
            return All(tuple(moved(one, relation) for one in parts))
        case AnyOf(parts):
            return AnyOf(tuple(moved(one, relation) for one in parts))


def any_contains(names: Iterable[str], wanted: str) -> Where:
    """The records that contain a text in one of these fields."""
    return AnyOf(tuple(Is(name, "contains", wanted) for name in names))
