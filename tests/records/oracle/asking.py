"""Strategies of questions: conditions on fields of every shape, nested queries, orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.records.oracle.judge import World
from tests.records.oracle.shapes import (
    Addresses,
    Days,
    Exact,
    Instants,
    Listed,
    Numbers,
    Options,
    Reference,
    References,
    Shape,
    Truth,
    Whole,
    Words,
)
from tests.records.oracle.texts import SNIPPETS

Strategy = st.SearchStrategy[Any]
RANGES = ("$gt", "$gte", "$lt", "$lte")
PATTERNS = ("$sw", "$ew", "$con")
LARGEST = 2**63 - 1


def queries(world: World, table: str, paths: Sequence[str]) -> Strategy:
    """Queries of up to three levels of logic."""
    conditions = {path: condition(world, table, path) for path in paths}

    def plain(least: int) -> Strategy:
        chosen = st.lists(st.sampled_from(sorted(paths)), min_size=least, max_size=3, unique=True)
        return chosen.flatmap(
            lambda names: st.fixed_dictionaries({name: conditions[name] for name in names})
        )

    def logic(inner: Strategy) -> Strategy:
        parts = st.lists(inner, min_size=1, max_size=3)
        words = st.sampled_from(["$or", "$and"])
        joined = st.dictionaries(words, parts, min_size=1, max_size=2)
        return st.tuples(joined, plain(0)).map(lambda pair: {**pair[0], **pair[1]})

    return plain(0) | st.recursive(plain(1), logic, max_leaves=5)


def orders(world: World, table: str) -> Strategy:
    """Orders by up to four sortable fields."""
    names = [name for name, shape in world.tables[table].shapes.items() if shape.sortable]
    return st.dictionaries(
        st.sampled_from(sorted([*names, "id"])), st.sampled_from(["asc", "desc"]), max_size=4
    )


def condition(world: World, table: str, path: str) -> Strategy:
    """Conditions that the field's shape allows."""
    shape = world.shape(table, path)
    one = operand(shape, samples(world, table, path))
    nullable = st.none() | one
    several = st.lists(nullable, max_size=4)
    words: dict[str, Strategy] = {"$in": several, "$nin": several, "$not": nullable}
    words |= {word: one for word in RANGES if word in shape.operators}
    if "$bt" in shape.operators:
        words["$bt"] = st.tuples(one, one).map(list)
    if "$sw" in shape.operators:
        words |= {word: st.just("") | one for word in PATTERNS}
    return nullable | negated(operators(words))


def operators(words: Mapping[str, Strategy]) -> Strategy:
    """One or two operators with their operands."""
    chosen = st.lists(st.sampled_from(sorted(words)), min_size=1, max_size=2, unique=True)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({name: words[name] for name in names})
    )


def negated(conditions: Strategy) -> Strategy:
    """Conditions, some of them denied once or twice."""
    once = conditions.map(lambda one: {"$not": one})
    return conditions | once | once.map(lambda one: {"$not": one})


def samples(world: World, table: str, path: str) -> list[Any]:
    """What records hold in a field, in the shape's own terms."""
    relation, dot, name = path.partition(".")
    if dot:
        step = world.tables[table].shapes[f"{relation}_id"]
        assert isinstance(step, Reference)
        return samples(world, step.target, name)
    held = [row[path] for row in world.tables[table].rows.values()]
    flat = [one for value in held for one in (value if isinstance(value, list) else [value])]
    return sorted({one for one in flat if one is not None})


def operand(shape: Shape, held: Sequence[Any]) -> Strategy:
    """Operands, half of them such that some record passes."""
    for kind, make in MAKERS.items():
        if isinstance(shape, kind):
            return make(shape, held)
    raise LookupError(shape)


def wholes(shape: Shape, held: Sequence[int]) -> Strategy:
    """Whole numbers: some that are held, their neighbours, and the ends of the range."""
    near = st.sampled_from(held or [0]).flatmap(
        lambda one: st.sampled_from([one, min(one + 1, LARGEST), max(one - 1, -LARGEST)])
    )
    return near | st.sampled_from([0, LARGEST, -LARGEST - 1])


def exacts(shape: Shape, held: Sequence[Decimal]) -> Strategy:
    """Decimals that fit the column: some that are held, their neighbours, the greatest."""
    assert isinstance(shape, Exact)
    most = Decimal(10**shape.digits - 1).scaleb(-3)
    step = Decimal("0.001")
    near = st.sampled_from(held or [Decimal(0)]).flatmap(
        lambda one: st.sampled_from([one, min(one + step, most), max(one - step, -most)])
    )
    return near | st.sampled_from([0, 1, most, -most])


def words(shape: Shape, held: Sequence[str]) -> Strategy:
    """Texts: whole ones, pieces of them in another case, and others."""
    known = st.sampled_from([*held, *SNIPPETS])
    piece = st.tuples(known, st.integers(0, 5), st.integers(1, 6)).map(
        lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
    )
    short = known.map(lambda text: text[:200])
    cased = (short | piece).flatmap(
        lambda text: st.sampled_from([text, text.upper(), text.lower(), text.swapcase()])
    )
    return cased | st.text(st.characters(exclude_characters="\0"), max_size=4)


def listed(shape: Shape, held: Sequence[str]) -> Strategy:
    """Values of a list, in any case."""
    assert isinstance(shape, Listed)
    return st.sampled_from(shape.values).flatmap(
        lambda text: st.sampled_from([text, text.upper(), text.lower()])
    )


def days(shape: Shape, held: Sequence[date]) -> Strategy:
    """Dates."""
    near = st.sampled_from(held or [date(2000, 1, 1)]) | st.dates()
    return near.map(date.isoformat)


def instants(shape: Shape, held: Sequence[datetime]) -> Strategy:
    """Moments in several notations, and bare dates."""
    somewhen = st.sampled_from(held or [datetime(2000, 1, 1, tzinfo=UTC)])
    return somewhen.flatmap(lambda moment: st.sampled_from(notations(moment)))


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


def options(shape: Shape, held: Sequence[int]) -> Strategy:
    """Options by id, and by label in any case."""
    assert isinstance(shape, Options)
    labels = [label for _, label in shape.choices]
    return st.sampled_from([one for one, _ in shape.choices]) | st.sampled_from(
        [*labels, *(label.upper() for label in labels)]
    )


def ids(shape: Shape, held: Sequence[int]) -> Strategy:
    """Ids, also of what does not exist."""
    return st.sampled_from([*held, 987_654_321])


def truths(shape: Shape, held: Sequence[bool]) -> Strategy:
    """True and false."""
    return st.booleans()


MAKERS: dict[type[Shape], Callable[[Any, Any], Strategy]] = {
    Whole: wholes,
    Exact: exacts,
    Listed: listed,
    Addresses: words,
    Numbers: words,
    Words: words,
    Truth: truths,
    Days: days,
    Instants: instants,
    Options: options,
    Reference: ids,
    References: ids,
}
