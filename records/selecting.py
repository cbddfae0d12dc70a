"""Statements that find the ids of records in order of the ids: one shape for each distribution.

A demand that few records pass is gathered whole through its index; of one with many, the index is
read in order, or the records are, until a page is full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model

from records.demands import Has, Own
from records.terms import Some, Term, parts
from records.weighing import CAP, Weights, ids_of, lightest, weight
from values.statements import Sql, both, compared, join, on_sqlite, table_of, within

ENOUGH = 500  # ids that are sooner tried one by one than compared with another set
WINDOW = 3000  # ids that are looked at, record by record, before a broad demand is gathered whole


@dataclass(frozen=True)
class Span:
    """Which of the records, by their ids: from one end, or behind an id, so many."""

    descending: bool
    limit: int
    offset: int = 0
    behind: int | None = None

    @property
    def direction(self) -> str:
        """The word of SQL for the direction."""
        return "DESC" if self.descending else "ASC"

    def bound(self, column: str) -> Sql:
        """What the id's column must pass to lie behind."""
        if self.behind is None:
            return Sql("1 = 1")
        return Sql(f"{column} {'<' if self.descending else '>'} %s", (self.behind,))

    @property
    def cut(self) -> str:
        """The end of a statement."""
        return f" LIMIT {self.limit}" + (f" OFFSET {self.offset}" if self.offset else "")


@dataclass(frozen=True)
class Way:
    """A way to find records. statement: their ids and sort values; term: the demand that leads to
    them, if one does; complete: it finds all, not only what stands near the beginning."""

    statement: Sql
    how: str
    term: Term | None = None
    complete: bool = True


def ways(model: type[Model], terms: Sequence[Term], weights: Weights, span: Span) -> Iterator[Way]:
    """The ways to find a page: the first that fills it will do, the last is complete. None, if
    the weights show that nothing passes."""
    light = lightest(terms, weights)
    if light is not None and light[1] == 0:
        return
    if light is not None and light[1] < CAP:
        yield gathered(model, few(terms, weights), light[0], terms, span)
        return
    point = next((one for one in terms if one.is_point), None)
    if point is not None:
        yield ordered(model, point, terms, span)
        return
    union = united(model, terms, weights, span)
    if union is not None:
        yield union
        return
    broad = [one for one in terms if ids_of(one, weights) is not None]
    if broad and not span.offset:
        yield replace(scanned(model, terms, near(model, span), span), complete=False)
        yield gathered(model, crossed(broad, weights), broad[0], terms, span)
        return
    yield scanned(model, terms, Sql("1 = 1"), span)


def tested(terms: Sequence[Term], but: Term | None = None, row: str = "r") -> Sql:
    """All demands on a row; but: one that is met already."""
    return both(one.test(row, fenced=True) for one in terms if one is not but or not one.is_exact)


def scanned(model: type[Model], terms: Sequence[Term], bound: Sql, span: Span) -> Way:
    """The records one after the other."""
    condition = both([span.bound("r.id"), bound, tested(terms)])
    hint = " NOT INDEXED" if on_sqlite() else ""
    text = (
        f"SELECT r.id AS id FROM {table_of(model)} r{hint} WHERE {condition.text} "
        f"ORDER BY r.id {span.direction}{span.cut}"
    )
    return Way(Sql(text, condition.params), "scan")


def near(model: type[Model], span: Span) -> Sql:
    """The records near the beginning of a span, by their ids."""
    sign, bound = ("-", ">=") if span.descending else ("+", "<=")
    if span.behind is not None:
        return Sql(f"r.id {bound} %s {sign} {WINDOW}", (span.behind,))
    end = "max" if span.descending else "min"
    return Sql(f"r.id {bound} (SELECT {end}(w.id) FROM {table_of(model)} w) {sign} {WINDOW}")


def gathered(model: type[Model], ids: Sql, driver: Term, terms: Sequence[Term], span: Span) -> Way:
    """The records of a set of ids that is gathered first."""
    condition = both([among(ids), span.bound("r.id"), tested(terms, driver)])
    hint = " NOT INDEXED" if on_sqlite() else ""
    text = (
        f"SELECT r.id AS id FROM {table_of(model)} r{hint} WHERE {condition.text} "
        f"ORDER BY r.id {span.direction}{span.cut}"
    )
    return Way(Sql(text, condition.params), "gather", driver)


def among(ids: Sql, row: str = "r") -> Sql:
    """That a record's id is in a set: gathered before, never joined by PostgreSQL's planner."""
    frame = f"{row}.id IN (%s)" if on_sqlite() else f"{row}.id = ANY (ARRAY(%s))"
    return within(frame, ids)


def few(terms: Sequence[Term], weights: Weights) -> Sql:
    """The ids that pass the demand that few pass, or both of two such demands."""
    known = [(one, found) for one in terms if (found := weight(one, weights)) is not None]
    led = sorted((pair for pair in known if pair[1] < CAP), key=lambda pair: pair[1])
    both_few = len(led) > 1 and led[0][1] > ENOUGH
    return crossed([one for one, _ in led[: 2 if both_few else 1]], weights)


def crossed(terms: Sequence[Term], weights: Weights) -> Sql:
    """The ids that several demands have in common."""
    found = [one for term in terms if (one := ids_of(term, weights)) is not None]
    return join(" INTERSECT ", [within("SELECT id FROM (%s) x", one) for one in found])


def ordered(model: type[Model], point: Term, terms: Sequence[Term], span: Span) -> Way:
    """The records of one demand as its index lists them, each tested for the others."""
    match point:
        case Has(rows=rows):
            column = f"h.{rows.columns[0]}"
            source = both([rows.condition("h"), span.bound(column)])
            order = f"{column} {span.direction}"
            selected, test = Sql(f"{column} AS id"), tested(terms, point)
            statement = streamed(model, rows, selected, source, order, test, span)
            return Way(statement, "walk", point)
        case Own(q=q):
            own = compared(q, model, "r")
            condition = both([own, span.bound("r.id"), tested(terms, point)])
            text = (
                f"SELECT r.id AS id FROM {table_of(model)} r WHERE {condition.text} "
                f"ORDER BY r.id {span.direction}{span.cut}"
            )
            return Way(Sql(text, condition.params), "walk", point)
    raise TypeError(point)


def streamed(
    model: type[Model], rows: Any, selected: Sql, source: Sql, order: str, test: Sql, span: Span
) -> Sql:
    """The rows `h` of another table in the order of an index, of records that pass a test.

    PostgreSQL's planner is kept from joining: the rows are read in order, each record is looked up.
    """
    table = table_of(rows.model)
    if on_sqlite():
        text = (
            f"SELECT {selected.text} FROM {table} h CROSS JOIN {table_of(model)} r "
            f"ON r.id = h.{rows.columns[0]} WHERE {source.text} AND {test.text} "
            f"ORDER BY {order}{span.cut}"
        )
        return Sql(text, (*selected.params, *source.params, *test.params))
    inner = f"SELECT {selected.text} FROM {table} h WHERE {source.text} ORDER BY {order} OFFSET 0"
    text = (
        f"SELECT d.* FROM ({inner}) d (id) WHERE EXISTS "
        f"(SELECT 1 FROM {table_of(model)} r WHERE r.id = d.id AND {test.text} OFFSET 0){span.cut}"
    )
    return Sql(text, (*selected.params, *source.params, *test.params))


def united(model: type[Model], terms: Sequence[Term], weights: Weights, span: Span) -> Way | None:
    """The first records of each branch of an alternative, put together; None if a branch has no
    index that leads to it."""
    choice = next((one for one in terms if isinstance(one, Some)), None)
    if choice is None or any(ids_of(one, weights) is None for one in choice.terms):
        return None
    others = [one for one in terms if one is not choice]
    whole = replace(span, limit=span.limit + span.offset, offset=0)
    branches = [branch(model, [*others, *parts(one)], weights, whole) for one in choice.terms]
    found = [within("SELECT id FROM (%s) b", one) for one in branches if one is not None]
    if not found:
        return Way(Sql("SELECT NULL WHERE 1 = 0"), "union", choice)
    ending = Sql(f" ORDER BY id {span.direction}{span.cut}")
    return Way(join("", [join(" UNION ", found), ending]), "union", choice)


def branch(model: type[Model], terms: Sequence[Term], weights: Weights, span: Span) -> Sql | None:
    """One branch of an alternative, in one statement."""
    ways_ = list(ways(model, terms, weights, replace(span, offset=0)))
    if not ways_:
        return None
    if not ways_[0].complete:
        return scanned(model, terms, Sql("1 = 1"), span).statement
    return ways_[0].statement
