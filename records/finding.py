"""Finding the records that a query asks for: their ids in order, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from records import counting
from records.access import Caller
from records.conditions import Scope, demand, scope_of
from records.keys import sort_keys
from records.ordering import Sorting, seal, sorting, unseal
from records.query import Query
from records.running import run
from records.searching import search
from records.selecting import Span
from records.terms import Term, every, leaves, parts
from records.translating import terms_of, visible_terms
from records.types import RecordType
from records.walking import Asked, Piece, pieces
from records.weighing import Weights, countable, weigh
from values.refusals import Costly

FARTHEST = 2**62  # records; beyond it no page begins
NOWHERE = Q()


@dataclass(frozen=True)
class Selection:
    """What a caller's query demands of the records of a type. place: what its cursors are for.

    wanted: what he asks for; rights: what makes a record exist for him.
    """

    record_type: RecordType
    caller: Caller
    query: Query
    place: str
    wanted: Term
    rights: Term
    sorting: Sorting
    scope: Scope

    @property
    def terms(self) -> tuple[Term, ...]:
        """All demands."""
        return (*parts(self.wanted), *parts(self.rights))

    @cached_property
    def weights(self) -> Weights:
        """How many records pass each demand, found out once, when it is first asked."""
        return weigh(self.terms)


@dataclass(frozen=True)
class Found:
    """The ids of a page's records in order, and the cursor of what comes behind them."""

    ids: list[int]
    has_more: bool
    cursor: str | None


def selection(
    record_type: RecordType, caller: Caller, query: Query, within: Q = NOWHERE, place: str = ""
) -> Selection:
    """What a query demands. within: a condition of ours. Raises Unanswerable."""
    scope = scope_of(record_type, caller)
    terms = [demand(query.where, scope)]
    if query.search is not None:
        terms.append(search(query.search, scope))
    if within != NOWHERE:
        terms.append(terms_of(record_type.model._default_manager.filter(within)))
    return Selection(
        record_type,
        caller,
        query,
        place or record_type.name,
        every(terms),
        visible_terms(record_type, caller, query.trashed),
        sorting(query.order, scope),
        scope,
    )


def find(chosen: Selection) -> Found:
    """The records of the page that is asked for. Raises Unanswerable, Costly."""
    query = chosen.query
    offset = (query.page - 1) * query.per_page if query.start is None else query.start
    after = None
    if query.cursor is not None:
        after, offset = tuple(unseal(query, chosen.place)), 0
    if offset > FARTHEST:
        return Found([], False, None)
    rows = taken(asked_of(chosen, after), query.per_page + 1, offset)
    has_more = len(rows) > query.per_page
    kept = rows[: query.per_page]
    cursor = None
    if has_more:
        record_id, *values = kept[-1]
        cursor = seal(query, chosen.place, [*values, record_id])
    return Found([row[0] for row in kept], has_more, cursor)


def asked_of(chosen: Selection, after: tuple[Any, ...] | None = None) -> Asked:
    """The demands of a selection, weighed, with the keys of its order."""
    terms = chosen.terms
    keys = sort_keys(chosen.sorting.keys, chosen.scope)
    weights = chosen.weights if wants_weights(terms, bool(keys)) else {}
    model = chosen.record_type.model
    return Asked(model, terms, weights, keys, chosen.sorting.descending, after)


def wants_weights(terms: Sequence[Term], is_ordered: bool) -> bool:
    """Whether the shape of the statement depends on how many records pass each demand."""
    counted = [list(countable(one)) for one in terms]
    led = [one for one in counted if one]
    if is_ordered or len(led) != 1:
        return bool(led)
    return not all(one.is_point for one in led[0])


def taken(asked: Asked, limit: int, offset: int) -> list[tuple[Any, ...]]:
    """So many rows (id, *sort values) of an order, behind so many."""
    rows: list[tuple[Any, ...]] = []
    for piece in pieces(asked):
        try:
            found = rows_of(piece, Span(asked.descending, limit - len(rows), offset))
            if offset and not found:
                offset -= size(piece, asked)
            elif found:
                offset = 0
        except Costly:
            raise Costly(blamed(asked)) from None
        rows += [(row[0], *piece.prefix, *row[1:]) for row in found]
        if len(rows) >= limit:
            break
    return rows


def rows_of(piece: Piece, span: Span) -> list[tuple[Any, ...]]:
    """The rows of one stretch, by the first way that leads to enough of them."""
    found: list[tuple[Any, ...]] = []
    for way in piece.find(span):
        found = run(way.statement)
        if way.complete or len(found) >= span.limit:
            break
    return found


def size(piece: Piece, asked: Asked) -> int:
    """How many records a stretch has."""
    return counting.number(asked.model, piece.terms, asked.weights)


def blamed(asked: Asked) -> str:
    """What makes a query costly: what no index serves, else what most pass, or the order."""
    named = [one for term in asked.terms for one in leaves(term) if one.path]
    unserved = [one for one in named if one.ids() is None]
    heaviest = sorted(named, key=lambda one: -asked.weights.get(one, 0))
    for one in [*unserved, *heaviest]:
        return f"the condition on '{one.path}'"
    return f"the order by '{asked.keys[0].field.name}'" if asked.keys else "the list"


def count(chosen: Selection) -> tuple[int | None, bool]:
    """How many records there are, and whether that is where counting stopped. Raises Costly."""
    query = chosen.query
    if query.counting == "none":
        return None, False
    try:
        return counting.count(
            chosen.record_type, chosen.wanted, chosen.rights, query, lambda: chosen.weights
        )
    except Costly:
        raise Costly(f"{blamed(asked_of(chosen))} (count=false spares the counting)") from None
