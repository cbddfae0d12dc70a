"""Counting the records that pass a filter, mostly without looking at a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Model, Sum

from records.demands import Has, Own
from records.models import Tally
from records.query import Query
from records.running import run
from records.selecting import among
from records.terms import Every, Some, Term, Without, parts
from records.types import RecordType
from records.weighing import CAP, Weights, ids_of, lightest
from values.statements import TRUE, both, on_sqlite, table_of, within

MOST = 10_000  # where a capped count stops


def count(
    record_type: RecordType,
    wanted: Term,
    rights: Term,
    query: Query,
    weights: Callable[[], Weights],
) -> tuple[int, bool]:
    """How many records pass, and whether counting stopped before the end. weights: those of the
    demands, where they are needed. Raises Costly."""
    capped = query.counting == "capped"
    limit = MOST + 1 if capped else None
    found = short(record_type, wanted, rights, limit)
    if found is None:
        terms = (*parts(wanted), *parts(rights))
        found = number(record_type.model, terms, weights(), limit)
    return (min(found, MOST), found > MOST) if capped else (found, False)


def short(record_type: RecordType, wanted: Term, rights: Term, limit: int | None) -> int | None:
    """The count by way of an index alone; None where that cannot be.

    What an index counts holds records of the bin too, which are few and counted apart.
    """
    if not is_bin_alone(record_type, rights):
        return None
    if isinstance(wanted, Every) and not wanted.terms:
        return tally(record_type)
    if isinstance(wanted, Without):
        inner = short(record_type, wanted.part, rights, None)
        return None if inner is None else tally(record_type) - inner
    if isinstance(wanted, Own) or not wanted.is_exact:
        return None
    found = indexed(wanted, limit)
    if found is None or (limit is not None and found >= limit):
        return found
    return found - binned(record_type, wanted) if found else 0


def is_bin_alone(record_type: RecordType, rights: Term) -> bool:
    """Whether all records exist for the caller but those in the bin."""
    if not record_type.has_bin or not isinstance(rights, Own):
        return False
    return rights.q.children == [("deleted_at__isnull", True)]


def tally(record_type: RecordType) -> int:
    """The number of a type's live records, kept by those who write."""
    steps = Tally.objects.filter(record_type=record_type.name)
    return steps.aggregate(number=Sum("step"))["number"] or 0


def indexed(wanted: Term, limit: int | None) -> int | None:
    """How many records pass, those of the bin included, as an index alone tells."""
    match wanted:
        case Has(rows=rows, far=None):
            ids = wanted.ids()
            doubled = rows.several
        case Some():
            ids, doubled = wanted.ids(), True
        case _:
            return None
    if ids is None:
        return None
    inner = within("SELECT DISTINCT id FROM (%s) i", ids) if doubled else ids
    end = "" if limit is None else f" LIMIT {limit}"
    ((found,),) = run(within(f"SELECT count(*) FROM (%s{end}) c", inner))
    return int(found)


def binned(record_type: RecordType, wanted: Term) -> int:
    """How many records of the bin pass."""
    table = table_of(record_type.model)
    frame = f"SELECT count(*) FROM {table} r WHERE r.deleted_at IS NOT NULL AND %s"
    ((found,),) = run(within(frame, wanted.test("r", fenced=True)))
    return int(found)


def number(
    model: type[Model], terms: Sequence[Term], weights: Weights, limit: int | None = None
) -> int:
    """How many records pass all demands."""
    light = lightest(terms, weights)
    if light is not None and light[1] == 0:
        return 0
    ids = None
    if light is not None and (light[1] < CAP or on_sqlite()):
        ids = ids_of(light[0], weights)
    driver = light[0] if light is not None and ids is not None else None
    led = TRUE if ids is None else among(ids)
    tests = both(one.test("r") for one in terms if one is not driver or not one.is_exact)
    hint = " NOT INDEXED" if on_sqlite() and ids is not None else ""
    inner = within(f"SELECT 1 FROM {table_of(model)} r{hint} WHERE %s", both([led, tests]))
    end = "" if limit is None else f" LIMIT {limit}"
    ((found,),) = run(within(f"SELECT count(*) FROM (%s{end}) c", inner))
    return int(found)
