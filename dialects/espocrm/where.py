"""The items of where: what each type of item asks of an attribute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialects.espocrm import dates
from dialects.espocrm.links import linked_with
from dialects.forms import EMPTY
from dialects.wires import Wire
from dialects.worded import Worded
from records.access import fields_for, level
from records.fields import Relation
from records.manners import Asked
from records.query import All, AnyOf, Is, Not, Where
from records.types import registry
from values.refusals import Unanswerable

DEEPEST, MOST, MOST_VALUES, LONGEST = 8, 200, 1000, 1000
KEYS = frozenset({"type", "attribute", "field", "value", "dateTime", "date", "timeZone"})
COMPARED = {
    "greaterThan": "gt",
    "lessThan": "lt",
    "greaterThanOrEquals": "gte",
    "lessThanOrEquals": "lte",
    "after": "gt",
    "before": "lt",
    "contains": "contains",
    "startsWith": "starts",
    "endsWith": "ends",
    "on": "eq",
}
SETS = {"in": "in", "arrayAnyOf": "in"}
NEGATIVE = {
    "notEquals": "equals",
    "notIn": "in",
    "notContains": "contains",
    "notLike": "like",
    "notOn": "on",
}
LINKS = ("linkedWith", "notLinkedWith", "linkedWithAll", "isLinked", "isNotLinked")
UNKNOWN = "Not existing attribute '{}' in where."


class Reader:
    """Reads the where of one request, counting its items."""

    def __init__(self, asked: Asked, dialect: Worded):
        self.asked, self.dialect = asked, dialect
        self.fields = fields_for(asked.of, asked.who)
        self.vocabulary = dialect.vocabulary_at(asked)
        self.items = 0

    def all(self, items: list[Any], depth: int = 0) -> Where:
        """All items hold. Raises Unanswerable."""
        return All(tuple(self.item(one, depth) for one in items))

    def item(self, one: Any, depth: int) -> Where:
        """One item. Raises Unanswerable."""
        self.items += 1
        if self.items > MOST or depth > DEEPEST:
            raise Unanswerable(f"where has at most {MOST} items on {DEEPEST} levels")
        check_keys(one)
        kind, value = one.get("type"), one.get("value")
        if not isinstance(kind, str):
            raise Unanswerable("No type in where item.")
        if kind in ("and", "or"):
            return self.group(kind, value, depth)
        name = one.get("attribute", one.get("field"))
        if not isinstance(name, str) or not name:
            raise Unanswerable(f"No attribute in where item '{kind}'.")
        if kind in LINKS:
            return linked_with(kind, name, value, self.asked, self.dialect)
        return self.on(kind, name, value, one)

    def group(self, kind: str, value: Any, depth: int) -> Where:
        """Items that all hold, or of which one does."""
        parts = list(value.values()) if isinstance(value, dict) else value
        if not isinstance(parts, list):
            raise Unanswerable(f"Bad value in where item '{kind}'; it is an array of items.")
        found = tuple(self.item(one, depth + 1) for one in parts)
        return All(found) if kind == "and" else AnyOf(found)

    def on(self, kind: str, name: str, value: Any, one: Mapping[str, Any]) -> Where:
        """What an item asks of an attribute."""
        if kind in NEGATIVE:
            inner = self.on(NEGATIVE[kind], name, value, one)
            return All((Not(inner), Not(self.empty(name))))
        if dates.is_dated(kind, one):
            return self.dated(kind, name, value, one)
        if kind in ASKED:
            return ASKED[kind](self, name, value)
        if kind in SETS:
            return self.compare(name, "in", values(kind, value))
        if kind in COMPARED:
            return self.compare(name, COMPARED[kind], scalar(kind, value))
        raise Unanswerable(f"Unknown where item type '{kind}'.")

    def equals(self, name: str, value: Any) -> Where:
        """Equal to a value, one of several, or to nothing."""
        if isinstance(value, list):
            return self.compare(name, "in", values("equals", value))
        return self.empty(name) if value in EMPTY else self.compare(name, "eq", value)

    def dated(self, kind: str, name: str, value: Any, one: Mapping[str, Any]) -> Where:
        """What an item asks about days."""
        wire = self.wire(name)
        span = dates.span(kind, value, one, wire)
        return All(tuple(self.compare(name, op, operand) for op, operand in span))

    def empty(self, name: str) -> Where:
        """The records without a value."""
        return self.compare(name, "eq", None)

    def wire(self, name: str) -> Wire:
        """An attribute that exists for the caller. Raises Unanswerable."""
        found = self.vocabulary.wires.get(name)
        if found is None or not all(one in self.fields for one in found.needs):
            raise Unanswerable(UNKNOWN.format(name[:100]))
        return found

    def compare(self, name: str, op: str, operand: Any) -> Where:
        """One comparison, of an attribute or of one behind a link. Raises Unanswerable."""
        link, dot, inner = name.partition(".")
        if dot:
            return self.behind(link, inner, op, operand)
        self.wire(name)
        return self.vocabulary.where(name, op, operand, self.fields)

    def behind(self, link: str, name: str, op: str, operand: Any) -> Where:
        """A comparison with an attribute of the record that a link leads to."""
        wire = self.vocabulary.wires.get(f"{link}Id")
        field = wire.field if wire is not None else None
        whole = f"{link}.{name}"
        if not isinstance(field, Relation) or field.name not in self.fields:
            raise Unanswerable(UNKNOWN.format(whole[:100]))
        target = registry[field.target]
        words = self.dialect.words(target)
        if not words or level(self.asked.who, target, "read") == "none":
            raise Unanswerable(UNKNOWN.format(whole[:100]))
        there = fields_for(target, self.asked.who)
        vocabulary = self.dialect.vocabulary(target, words[0])
        if name not in vocabulary.wires:
            raise Unanswerable(UNKNOWN.format(whole[:100]))
        return moved(vocabulary.where(name, op, operand, there), field.name.removesuffix("_id"))


def check_keys(one: Any) -> None:
    """Refuse an item that is no object, or says more than items do. Raises Unanswerable."""
    if not isinstance(one, dict):
        raise Unanswerable("Bad where item.")
    for key in one:
        if key not in KEYS:
            raise Unanswerable(f"Not allowed key '{key[:100]}' in where item.")


def moved(where: Where, relation: str) -> Where:
    """A condition on a linked record, seen from the one that it belongs to."""
    match where:
        case Is(path, op, value):
            if "." in path:
                raise Unanswerable("an attribute in where leads over one link at most")
            return Is(f"{relation}.{path}", op, value)
        case Not(part):
            return Not(moved(part, relation))
        case All(parts):
            return All(tuple(moved(one, relation) for one in parts))
        case AnyOf(parts):
            return AnyOf(tuple(moved(one, relation) for one in parts))


def values(kind: str, value: Any, number: int | None = None) -> list[Any]:
    """A list of operands. Raises Unanswerable."""
    found = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(found, list) or any(isinstance(one, dict | list) for one in found):
        raise Unanswerable(f"Bad value in where item '{kind}'; it is an array.")
    if len(found) > MOST_VALUES or (number is not None and len(found) != number):
        raise Unanswerable(f"Bad number of values in where item '{kind}'.")
    return found


def scalar(kind: str, value: Any) -> Any:
    """A single operand. Raises Unanswerable."""
    if value is None or isinstance(value, dict | list):
        raise Unanswerable(f"Bad value in where item '{kind}'; it is a single one.")
    return value


def text(kind: str, value: Any) -> str:
    """An operand that is a text. Raises Unanswerable."""
    if not isinstance(value, str) or not value or len(value) > LONGEST:
        raise Unanswerable(f"Bad value in where item '{kind}'; it is a text.")
    return value


def pattern(whole: str) -> tuple[str, Any]:
    """The comparison that a pattern stands for: % at the ends of a text. Raises Unanswerable."""
    bare = whole.strip("%")
    if "%" in bare or "_" in bare or not bare:
        raise Unanswerable("in like, % stands at the ends of a text, and _ nowhere")
    starts, ends = whole.startswith("%"), whole.endswith("%")
    if starts and ends:
        return "contains", bare
    if starts or ends:
        return ("ends", bare) if starts else ("starts", bare)
    return "eq", bare


def all_of(reader: Reader, name: str, value: Any) -> Where:
    """Every one of some values is held."""
    every = values("arrayAllOf", value)
    return All(tuple(reader.compare(name, "eq", part) for part in every))


def is_empty(reader: Reader, name: str, value: Any) -> Where:
    """Nothing is held."""
    return reader.empty(name)


def is_filled(reader: Reader, name: str, value: Any) -> Where:
    """Something is held."""
    return Not(reader.empty(name))


ASKED: Mapping[str, Callable[[Reader, str, Any], Where]] = {
    "any": lambda reader, name, value: All(),
    "none": lambda reader, name, value: AnyOf(()),
    "equals": lambda reader, name, value: reader.equals(name, value),
    "between": lambda reader, name, value: reader.compare(
        name, "between", values("between", value, 2)
    ),
    "like": lambda reader, name, value: reader.compare(name, *pattern(text("like", value))),
    "isNull": is_empty,
    "never": is_empty,
    "arrayIsEmpty": is_empty,
    "isNotNull": is_filled,
    "ever": is_filled,
    "arrayIsNotEmpty": is_filled,
    "isTrue": lambda reader, name, value: reader.compare(name, "eq", True),
    "isFalse": lambda reader, name, value: reader.compare(name, "eq", False),
    "arrayNoneOf": lambda reader, name, value: Not(
        reader.compare(name, "in", values("arrayNoneOf", value))
    ),
    "arrayAllOf": all_of,
}
