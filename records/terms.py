"""What a filter demands of a record: the form that statements are made from, and its junctions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from values.statements import Sql, both, either, join, within

Row = str  # the alias of a record's row in a statement


@dataclass(frozen=True, eq=False)
class Term:
    """A demand. path: the field in question, for telling; none for demands of our own."""

    path: str | None = field(default=None, kw_only=True)

    def test(self, row: Row, fenced: bool = False) -> Sql:
        """The demand on the record at `row`. fenced: PostgreSQL shall look record by record."""
        raise NotImplementedError

    def ids(self) -> Sql | None:
        """A statement of the ids (`id`) of the records that pass, maybe doubled, if an index leads
        to them."""
        return None

    @property
    def is_point(self) -> bool:
        """Whether an index lists the records that pass in order of their ids."""
        return False

    @property
    def is_exact(self) -> bool:
        """Whether `ids` gives only records that pass."""
        return True

    @property
    def is_counted(self) -> bool:
        """Whether the first of `ids` come at once, so that they can be counted up to a limit."""
        return True


@dataclass(frozen=True, eq=False)
class Without(Term):
    """The complement of a demand."""

    part: Term

    def test(self, row: Row, fenced: bool = False) -> Sql:
        return within("(%s) IS NOT TRUE", self.part.test(row, fenced))


@dataclass(frozen=True, eq=False)
class Every(Term):
    """All of several demands; without any, none at all."""

    terms: tuple[Term, ...] = ()

    def test(self, row: Row, fenced: bool = False) -> Sql:
        return both(one.test(row, fenced) for one in self.terms)

    def ids(self) -> Sql | None:
        return next((found for one in self.terms if (found := one.ids()) is not None), None)

    @property
    def is_exact(self) -> bool:
        return len(self.terms) == 1 and self.terms[0].is_exact


@dataclass(frozen=True, eq=False)
class Some(Term):
    """At least one of several demands; without any, nothing passes."""

    terms: tuple[Term, ...] = ()

    def test(self, row: Row, fenced: bool = False) -> Sql:
        return either(one.test(row, fenced) for one in self.terms)

    def ids(self) -> Sql | None:
        found = [one.ids() for one in self.terms]
        if not found or any(one is None for one in found):
            return None
        return join(" UNION ALL ", [one for one in found if one is not None])

    @property
    def is_exact(self) -> bool:
        return all(one.is_exact for one in self.terms)

    @property
    def is_counted(self) -> bool:
        return all(one.is_counted for one in self.terms)


NOTHING = Some()


def every(terms: Iterable[Term]) -> Term:
    """All of these, nested ones taken apart."""
    flat = tuple(inner for one in terms for inner in parts(one))
    return flat[0] if len(flat) == 1 else Every(flat)


def some(terms: Iterable[Term]) -> Term:
    """One of these, nested ones taken apart."""
    flat: list[Term] = []
    for one in terms:
        flat += one.terms if isinstance(one, Some) else [one]
    return flat[0] if len(flat) == 1 else Some(tuple(flat))


def parts(term: Term) -> tuple[Term, ...]:
    """The demands that must all be passed."""
    return term.terms if isinstance(term, Every) else (term,)


def without(term: Term) -> Term:
    """The complement; that of a complement is what it is the complement of."""
    return term.part if isinstance(term, Without) else Without(term, path=term.path)


def leaves(term: Term) -> Iterator[Term]:
    """The single demands in a term."""
    match term:
        case Every(terms=terms) | Some(terms=terms):
            for one in terms:
                yield from leaves(one)
        case Without(part=part):
            yield from leaves(part)
        case _:
            yield term
