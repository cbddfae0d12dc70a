"""How many records the demands of a filter may have, counted in their indexes up to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from records.running import run
from records.terms import Every, Some, Term, Without
from values.refusals import Costly
from values.statements import Sql, join, within

CAP = 6000  # records: up to here it is quickest to gather all ids of a demand

Weights = Mapping[Term, int]


def weigh(terms: Iterable[Term]) -> dict[Term, int]:
    """How many ids each single demand has that an index counts, up to CAP: one statement."""
    counted = [one for term in terms for one in countable(term)]
    statements = [found for one in counted if (found := one.ids()) is not None]
    if not counted:
        return {}
    frame = f"(SELECT count(*) FROM (%s LIMIT {CAP}) c)"
    columns = join(", ", [within(frame, one) for one in statements])
    try:
        (row,) = run(within("SELECT %s", columns))
    except Costly:
        return {}  # then nothing is known, and what is costly will tell itself
    return dict(zip(counted, row, strict=True))


def countable(term: Term) -> Iterator[Term]:
    """The single demands in a term that can be counted."""
    match term:
        case Every(terms=terms) | Some(terms=terms):
            for one in terms:
                yield from countable(one)
        case Without():
            return
        case _:
            if term.is_counted and term.ids() is not None:
                yield term


def weight(term: Term, weights: Weights) -> int | None:
    """How many ids a term has at most; CAP for that many or more; None if nobody knows."""
    match term:
        case Every(terms=terms):
            known = [one for inner in terms if (one := weight(inner, weights)) is not None]
            return min(known, default=None)
        case Some(terms=terms):
            each = [weight(one, weights) for one in terms]
            return None if None in each else min(CAP, sum(one or 0 for one in each))
    return weights.get(term)


def lightest(terms: Iterable[Term], weights: Weights) -> tuple[Term, int] | None:
    """The term with the fewest ids, and how many; None if nothing is known of any."""
    known = [(one, found) for one in terms if (found := weight(one, weights)) is not None]
    return min(known, key=lambda pair: pair[1], default=None)


def ids_of(term: Term, weights: Weights) -> Sql | None:
    """The ids of a term, those of several demands through the one that has the fewest."""
    match term:
        case Every(terms=terms):
            found = lightest(terms, weights)
            return term.ids() if found is None else ids_of(found[0], weights)
        case Some(terms=terms):
            each = [ids_of(one, weights) for one in terms]
            if not each or None in each:
                return None
            inner = [within("SELECT id FROM (%s) u", one) for one in each if one is not None]
            return join(" UNION ALL ", inner)
    return term.ids()
