"""SELECTs that Django writes once for a caller's standing, and that then only run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import Col

from records.access import Caller, standing_in, visible
from records.plans import Plan, Say, plan_of
from records.query import Show
from records.types import RecordType
from revisions.store import cached

Row = Sequence[Any]
ID = -(2**63)  # stands where the id of a record will be: no record has it
SLICE = " LIMIT %s OFFSET %s"


@dataclass(frozen=True, eq=False)
class Select:
    """A statement, its parameters, the plan of its rows, and what makes Python values of the
    driver's, by position. Behind what is shown may stand more. text: empty where nothing can match.
    """

    text: str
    parameters: tuple[Any, ...]
    shown: Plan
    converters: dict[int, Say]

    def raw(self, *more: Any) -> list[Row]:
        """The rows as the driver gives them; more: what follows the known parameters."""
        return self.run((*self.parameters, *more))

    def at(self, asked: Any) -> list[Row]:
        """The rows of the record whose id this is, or of those that are `listed` in it."""
        return self.run([asked if one == ID else one for one in self.parameters])

    def run(self, parameters: Sequence[Any]) -> list[Row]:
        """The rows of the statement with these parameters."""
        if not self.text:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.text, parameters)
            found: list[Row] = cursor.fetchall()
        return found

    def python(self, rows: Sequence[Row]) -> list[Row]:
        """Raw rows as rows of Python values."""
        made: list[Any] = [list(row) for row in rows]
        for place, convert in self.converters.items():
            for row in made:
                row[place] = convert(row[place])
        return made

    @cached_property
    def sayings(self) -> tuple[tuple[str, Say], ...]:
        """How the driver's values are said in JSON, by name, where not as they come."""
        found = []
        for name, place, say in self.shown.cells:
            steps = [one for one in (self.converters.get(place), say) if one]
            if steps:
                found.append((name, chained(steps)))
        return tuple(found)


def chained(steps: Sequence[Say]) -> Say:
    """One function that does several, one after the other."""
    return steps[0] if len(steps) == 1 else lambda value: reduce(lambda v, s: s(v), steps, value)


def select_of(records: QuerySet[Any, Any], shown: Plan, ending: str = "") -> Select:
    """The statement of a query that asks for lists of values."""
    compiler = records.query.get_compiler(connection=connection)
    try:
        text, parameters = compiler.as_sql()
    except EmptyResultSet:
        return Select("", (), shown, {})
    found = compiler.get_converters([expression for expression, _, _ in compiler.select])
    converters = {place: converter(*pair) for place, pair in found.items() if not is_done(pair[1])}
    return Select(text + ending, tuple(parameters), shown, converters)


def is_done(expression: Any) -> bool:
    """Whether the driver has the Python value of a column already: booleans, by their type."""
    return isinstance(expression, Col) and isinstance(expression.target, BooleanField)


def converter(steps: Sequence[Callable[..., Any]], expression: Any) -> Say:
    """What makes the Python value of one column."""

    def bound(step: Callable[..., Any]) -> Say:
        return lambda value: step(value, expression, connection)

    return chained([bound(step) for step in steps])


@cached("customfields", "users", key=standing_in)
def listing(
    record_type: RecordType, caller: Caller, show: Show, trashed: bool, oldest_first: bool
) -> Select:
    """A list without a condition in the order of the ids, to be given its length and how many
    records it passes over."""
    shown = plan_of(record_type, caller, show, single=False)
    records = visible(record_type, caller, trashed).order_by("pk" if oldest_first else "-pk")
    return select_of(records.values_list(*shown.selects), shown, SLICE)


@cached("customfields", "users", key=standing_in)
def counting(record_type: RecordType, caller: Caller, trashed: bool) -> Select:
    """The number of records in such a list, to be given how many are counted at most."""
    shown = plan_of(record_type, caller, Show(names=("id",)), single=False)
    found = select_of(visible(record_type, caller, trashed).order_by().values_list("pk"), shown)
    text = found.text and f"SELECT COUNT(*) FROM ({found.text} LIMIT %s) AS found"
    return Select(text, found.parameters, shown, {})


@cached("customfields", "users", key=standing_in)
def single(record_type: RecordType, caller: Caller, show: Show) -> Select:
    """One record; behind what is shown stands its version, on types that have one."""
    shown = plan_of(record_type, caller, show, single=True)
    version = ["version"] if "version" in record_type.standard else []
    records = visible(record_type, caller).filter(pk=ID)
    return select_of(records.values_list(*shown.selects, *version), shown)


@cached("customfields", "users", key=standing_in)
def named(record_type: RecordType, caller: Caller, show: Show, trashed: bool) -> Select:
    """Visible records by their ids, to be given as `listed`; in no order."""
    shown = plan_of(record_type, caller, show, single=False)
    return select_of(
        among(visible(record_type, caller, trashed)).values_list(*shown.selects), shown
    )


def among(records: QuerySet[Model]) -> QuerySet[Model]:
    """Those whose ids are in the one parameter `listed`, however many they are."""
    many = (
        "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    )
    column = connection.ops.quote_name(records.model._meta.db_table) + ".id"
    return records.extra(where=[f"{column} {many}"], params=[ID])


def listed(ids: Sequence[int]) -> Any:
    """Ids as the one parameter that stands for all of them."""
    return list(ids) if connection.vendor == "postgresql" else f"[{','.join(map(str, ids))}]"
