"""Finding a page's records in any order, piece by piece: those without a value come last.

A key whose values stand in an index is walked in the index; one that sorts by the place in a list
is taken value by value. What neither serves is sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Model

from records.keys import Listed, SortKey, Walked
from records.selecting import Span, Way, among, streamed, tested, ways
from records.terms import Term, parts, without
from records.weighing import CAP, Weights, ids_of, lightest
from values.statements import TRUE, Sql, both, either, join, table_of, within

Values = Sequence[Any]


@dataclass(frozen=True)
class Piece:
    """A stretch of an order. find: the ways to its records, so many behind so many; prefix: the
    sort values that all of them share, before those that a statement gives; terms: its demands."""

    find: Callable[[Span], Iterable[Way]]
    prefix: tuple[Any, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Asked:
    """What is to be found: records of a model that pass demands, in an order, behind a place.

    after: the sort values and the id of the last record before, or none.
    """

    model: type[Model]
    terms: tuple[Term, ...]
    weights: Weights
    keys: tuple[SortKey, ...]
    descending: bool
    after: tuple[Any, ...] | None = None
    prefix: tuple[Any, ...] = ()

    def then(self, term: Term, value: Any) -> Asked:
        """The same for those whose first key has one value."""
        rest = replace(
            self,
            keys=self.keys[1:],
            terms=(*self.terms, *parts(term)),
            prefix=(*self.prefix, value),
        )
        return replace(rest, after=self.after[1:]) if self.after is not None else rest


def pieces(asked: Asked) -> Iterator[Piece]:
    """The stretches of an order, one behind the other."""
    light = lightest(asked.terms, asked.weights)
    if light is not None and light[1] == 0:
        return
    if not asked.keys:
        yield Piece(partial(by_id, asked), asked.prefix, asked.terms)
        return
    key = asked.keys[0]
    if light is not None and light[1] < CAP:
        yield sorted_piece(asked, light[0])
    elif isinstance(key, Walked):
        yield from walk(asked, key)
    elif isinstance(key, Listed) and not asked.prefix:
        yield from listed(asked, key)
    else:
        yield sorted_piece(asked, None)


def by_id(asked: Asked, span: Span) -> Iterator[Way]:
    """The ways to records in order of their ids."""
    behind_id = None if asked.after is None else asked.after[0]
    return ways(asked.model, asked.terms, asked.weights, replace(span, behind=behind_id))


def sorted_piece(asked: Asked, driver: Term | None) -> Piece:
    """All that is left, sorted."""
    return Piece(lambda span: [arranged(asked, span, driver)], asked.prefix, asked.terms)


def walk(asked: Asked, key: Walked) -> Iterator[Piece]:
    """Those that have a value of the first key, as an index lists them; then those without."""
    rest = asked
    if asked.after is None or asked.after[0] is not None:
        terms = (*asked.terms, key.present)
        yield Piece(lambda span: [walked(asked, key, span)], asked.prefix, terms)
        rest = replace(asked, after=None)
    yield from pieces(rest.then(without(key.present), None))


def listed(asked: Asked, key: Listed) -> Iterator[Piece]:
    """Those with the first value of a list, then those with the second; then those without."""
    steps = [(one.place, one.term) for one in key.steps]
    if key.descending:
        steps.reverse()
    for place, term in [*steps, (None, key.absent)]:
        following = asked.then(term, place)
        if asked.after is not None:
            order = come(asked.after[0], place, key.descending)
            if order < 0:
                continue
            if order > 0:
                following = replace(following, after=None)
        yield from pieces(following)


def come(reached: Any, place: Any, descending: bool) -> int:
    """Whether a place comes before (-1), at (0) or behind (1) the one that was reached."""
    if place == reached:
        return 0
    if place is None or reached is None:
        return 1 if place is None else -1
    return 1 if (place < reached) == descending else -1


def walked(asked: Asked, key: Walked, span: Span) -> Way:
    """The statement that walks an index of the first key's values."""
    rest = asked.keys[1:]
    record = key.record
    selected = [record, key.column, *(one.beside(asked.model, record.text) for one in rest)]
    ends = [
        f"{key.column.text} {word(key.descending)}",
        *(f"{number} {word(one.descending)} NULLS LAST" for number, one in enumerate(rest, 3)),
        f"{record.text} {word(asked.descending)}",
    ]
    source = both([key.source, behind(asked, key, selected)])
    order = ", ".join(ends)
    test = tested(asked.terms)
    columns = join(", ", selected)
    if key.rows is not None:
        seen = both([test, key.seen])
        return Way(streamed(asked.model, key.rows, columns, source, order, seen, span), "walk")
    condition = both([source, key.seen, test])
    text = (
        f"SELECT {columns.text} FROM {table_of(asked.model)} r WHERE {condition.text} "
        f"ORDER BY {order}{span.cut}"
    )
    return Way(Sql(text, (*columns.params, *condition.params)), "walk")


def behind(asked: Asked, key: Walked, selected: Sequence[Sql]) -> Sql:
    """What lies behind the place that was reached; said once more of the first key alone, for only
    so is a partial index found to serve."""
    if asked.after is None:
        return TRUE
    first = asked.after[0]
    sign = "<" if key.descending else ">"
    column, record = key.column.text, key.record.text
    edge = Sql(f"{column} {sign}= %s", (first,))
    if len(asked.keys) == 1 and key.descending == asked.descending:
        pair = Sql(f"({column}, {record}) {sign} (%s, %s)", (first, asked.after[-1]))
        return both([edge, pair])
    beyond = Sql(f"{column} {sign} %s", (first,))
    directions = [one.descending for one in asked.keys[1:]]
    tail = later(selected[2:], directions, asked.after[1:-1], record, asked)
    same = both([Sql(f"{column} = %s", (first,)), tail])
    return both([edge, either([beyond, same])])


def later(
    columns: Sequence[Sql], descending: Sequence[bool], values: Values, record: str, asked: Asked
) -> Sql:
    """What comes later by these columns, of which any may be empty, and then by the id."""
    found: list[Sql] = []
    equal: list[Sql] = []
    for column, down, value in zip(columns, descending, values, strict=True):
        if value is not None:
            sign = "<" if down else ">"
            beyond = within(f"(%s) {sign} ", column)
            passed = Sql(f"{beyond.text}%s", (*beyond.params, value))
            found.append(both([*equal, either([passed, within("(%s) IS NULL", column)])]))
            same = within("(%s) = ", column)
            equal.append(Sql(f"{same.text}%s", (*same.params, value)))
        else:
            equal.append(within("(%s) IS NULL", column))
    assert asked.after is not None
    sign = "<" if asked.descending else ">"
    last = Sql(f"{record} {sign} %s", (asked.after[-1],))
    return either([*(within("(%s)", one) for one in found), within("(%s)", both([*equal, last]))])


def arranged(asked: Asked, span: Span, driver: Term | None) -> Way:
    """All records that pass, sorted."""
    table = table_of(asked.model)
    ids = ids_of(driver, asked.weights) if driver is not None else None
    inside = both([TRUE if ids is None else among(ids), tested(asked.terms, driver)])
    keys = [one.sort_value("r") for one in asked.keys]
    named = [within(f"%s AS k{number}", key) for number, key in enumerate(keys)]
    selected = join(", ", [Sql("r.id AS id"), *named])
    inner = join("", [within("SELECT %s", selected), within(f" FROM {table} r WHERE %s", inside)])
    bound = TRUE
    if asked.after is not None:
        columns = [Sql(f"s.k{number}") for number in range(len(keys))]
        directions = [one.descending for one in asked.keys]
        bound = later(columns, directions, asked.after[:-1], "s.id", asked)
    order = ", ".join(
        f"k{number} {word(one.descending)} NULLS LAST" for number, one in enumerate(asked.keys)
    )
    frame = within("SELECT * FROM (%s) s WHERE ", inner)
    ending = f" ORDER BY {order}, id {word(asked.descending)}{span.cut}"
    return Way(
        join("", [frame, bound, Sql(ending)]), "gather" if driver is not None else "sort", driver
    )


def word(descending: bool) -> str:
    """The word of SQL for a direction."""
    return "DESC" if descending else "ASC"
