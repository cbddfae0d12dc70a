"""Random questions: conditions on fields of every shape, nested queries, orders.

Most operands are taken from one record, the hero, so that most questions have answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.records.oracle.judge import Row, World
from tests.records.oracle.shapes import (
    Days,
    Exact,
    Instants,
    Listed,
    Options,
    Reference,
    References,
    Shape,
    Truth,
    Whole,
    Words,
)
from tests.records.oracle.texts import SNIPPETS

RANGES = ("$gt", "$gte", "$lt", "$lte")
PATTERNS = ("$sw", "$ew", "$con")
LARGEST = 2**63 - 1
THOUSANDTH = Decimal("0.001")


def orders(world: World, table: str) -> st.SearchStrategy[dict[str, str]]:
    """Orders by up to four sortable fields."""
    names = [name for name, shape in world.tables[table].shapes.items() if shape.sortable]
    return st.dictionaries(
        st.sampled_from(sorted([*names, "id"])), st.sampled_from(["asc", "desc"]), max_size=4
    )


@dataclass(frozen=True)
class Asker:
    """Draws queries about a table. paths: by shape, its fields and those one step away."""

    draw: st.DrawFn
    world: World
    table: str
    paths: Mapping[str, Sequence[str]]
    hero: Row

    def query(self, depth: int = 2) -> dict[str, Any]:
        """One condition or some, perhaps with logic."""
        logical = depth > 0 and self.chance(3)
        count = self.draw(st.sampled_from([1, 2, 0] if logical else [1, 2]))
        names = [self.path() for _ in range(count)]
        found = {name: self.condition(name) for name in names}
        if logical:
            for word in self.several(["$or", "$and"], 1, 2 if self.chance(2) else 1):
                size = self.draw(st.integers(1, 3))
                found[word] = [self.query(depth - 1) for _ in range(size)]
        return found

    def path(self) -> str:
        """A field; those of a shape that few fields have are asked for as often as others."""
        shape = self.draw(st.sampled_from(sorted(self.paths)))
        return self.draw(st.sampled_from(self.paths[shape]))

    def condition(self, path: str) -> Any:
        """What is asked of one field."""
        shape = self.world.shape(self.table, path)
        if self.chance(3):
            return self.nullable(shape, path)
        names = self.several(words_of(shape), 1, 2 if self.chance(2) else 1)
        asked: dict[str, Any] = {word: self.operand(shape, path, word) for word in names}
        for _ in range(2):
            asked = {"$not": asked} if self.chance(2) else asked
        return asked

    def operand(self, shape: Shape, path: str, word: str) -> Any:
        """What an operator is given."""
        match word:
            case "$in" | "$nin":
                return [self.nullable(shape, path) for _ in range(self.draw(st.integers(0, 3)))]
            case "$bt":
                ends = [self.value(shape, path), self.value(shape, path)]
                return ends if self.chance(3) else in_order(shape, ends)
            case "$not":
                return self.nullable(shape, path)
            case "$sw" | "$ew" | "$con":
                return self.piece(self.value(shape, path), word)
        return self.value(shape, path)

    def nullable(self, shape: Shape, path: str) -> Any:
        """A value to equal, now and then none."""
        return None if self.chance(2) else self.value(shape, path)

    def value(self, shape: Shape, path: str) -> Any:
        """An operand: something that the hero holds, that others hold, or that nobody may hold."""
        own = flat([self.stored(self.hero, path)])
        others = flat(row[path] for row in self.rows_of(path))
        held = own if own and not self.chance(3) else others
        base = self.draw(st.sampled_from(held)) if held else None
        make = next(make for kind, make in MAKERS.items() if isinstance(shape, kind))
        return self.draw(make(shape, base))

    def rows_of(self, path: str) -> list[Row]:
        """The rows in whose fields a path ends, each under the path."""
        relation, dot, name = path.partition(".")
        shapes = self.world.tables[self.table].shapes
        step = shapes[f"{relation}_id"] if dot else None
        table = step.target if isinstance(step, Reference) else self.table
        rows = self.world.tables[table].rows.values()
        return [{path: row[name or relation]} for row in rows]

    def stored(self, row: Row, path: str) -> Any:
        """What a row holds under a path."""
        relation, dot, name = path.partition(".")
        if not dot:
            return row[path]
        step = self.world.tables[self.table].shapes[f"{relation}_id"]
        assert isinstance(step, Reference)
        there = self.world.tables[step.target].rows.get(row[f"{relation}_id"])
        return None if there is None else there[name]

    def piece(self, text: str, word: str) -> str:
        """A piece of a text that stands where the operator looks for it."""
        if self.chance(1):
            return ""
        size, start = self.draw(st.integers(1, 6)), self.draw(st.integers(0, 4))
        return {"$sw": text[:size], "$ew": text[-size:], "$con": text[start : start + size]}[word]

    def chance(self, of_ten: int) -> bool:
        """True so many times out of ten; false where Hypothesis makes examples small."""
        return self.draw(st.integers(0, 9)) >= 10 - of_ten

    def several(self, values: Sequence[str], least: int, most: int) -> list[str]:
        """Some of these values, none twice."""
        known = st.sampled_from(values)
        return self.draw(st.lists(known, min_size=least, max_size=most, unique=True))


def words_of(shape: Shape) -> list[str]:
    """The operators that a shape allows, in a fixed order."""
    return sorted(shape.operators)


def flat(values: Any) -> list[Any]:
    """The single values among values and lists, in a fixed order, each once."""
    found = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return sorted({one for one in found if one is not None})


def in_order(shape: Shape, ends: list[Any]) -> list[Any]:
    """Two operands, the lower one first."""
    return sorted(ends, key=shape.pattern)


def near(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """The first value mostly, else one of the others."""
    return st.sampled_from([values[0]] * len(values) + list(values))


def wholes(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """A whole number, a neighbour, or an end of the range."""
    number = base or 0
    beside = [min(number + 1, LARGEST), max(number - 1, -LARGEST)]
    return near([number, *beside, 0, LARGEST, -LARGEST - 1])


def exacts(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """A decimal that fits the column, a neighbour, or the greatest."""
    assert isinstance(shape, Exact)
    most = Decimal(10**shape.digits - 1).scaleb(-3)
    number = base or Decimal(0)
    beside = [min(number + THOUSANDTH, most), max(number - THOUSANDTH, -most)]
    return near([number, *beside, 0, 1, most, -most])


def words(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """A text in some case, one that looks like it, or any other."""
    text = (base or "Acme")[:200]
    cased = near([text, text.upper(), text.lower(), text.swapcase(), text.title()])
    other = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4)
    return st.one_of(cased, cased, cased, st.sampled_from(SNIPPETS), other)


def listed(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """A value of a list, in any case."""
    assert isinstance(shape, Listed)
    return near([(base or shape.values[0]), *shape.values]).flatmap(
        lambda text: st.sampled_from([text, text.upper(), text.lower()])
    )


def days(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """A date."""
    return (st.just(base or date(2000, 1, 1)) | st.dates()).map(date.isoformat)


def instants(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """A moment in some notation, a moment beside it, or a bare date."""
    return st.sampled_from(notations(base or datetime(2000, 1, 1, tzinfo=UTC)))


def notations(moment: datetime) -> list[str]:
    """Ways to write a moment, and others close to it."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    found = [f"{utc.isoformat()}Z", utc.isoformat(" "), utc.date().isoformat()]
    if 1 < utc.year < 9999:
        east = timezone(timedelta(hours=5, minutes=30))
        found.append(moment.astimezone(east).isoformat())
        found.append((utc.date() + timedelta(days=1)).isoformat())
        found.append(f"{(utc + timedelta(microseconds=1)).isoformat()}Z")
    return found


def options(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """An option by id, or by label in any case."""
    assert isinstance(shape, Options)
    labels = dict(shape.choices)
    chosen = near([base or shape.choices[0][0], *labels])
    return chosen.flatmap(
        lambda one: st.sampled_from([one, labels[one], labels[one].upper(), labels[one].lower()])
    )


def ids(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """An id, now and then of what does not exist."""
    return near([base or 1, 987_654_321])


def truths(shape: Shape, base: Any) -> st.SearchStrategy[Any]:
    """True or false."""
    return st.booleans()


MAKERS: Mapping[type[Shape], Callable[[Any, Any], st.SearchStrategy[Any]]] = {
    Whole: wholes,
    Exact: exacts,
    Listed: listed,
    Words: words,
    Truth: truths,
    Days: days,
    Instants: instants,
    Options: options,
    Reference: ids,
    References: ids,
}
