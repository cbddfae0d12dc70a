"""Which indexes a database would use for a query, as its own planner says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet

MOST_COUNTED = 10_000
STEP = re.compile(
    r"(?:SEARCH|SCAN) (?:TABLE )?(\S+)(?: USING (?:COVERING )?(.*?INDEX|.*?KEY) ?(\S+)?)?"
)

# On which table an index lies; asking Django for those of all tables takes seconds.
TABLE_OF = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'index' AND name = %s",
    "postgresql": "SELECT tablename FROM pg_indexes"
    " WHERE schemaname = current_schema() AND indexname = %s",
}


@dataclass(frozen=True)
class Access:
    """How one table is read: by an index with these columns, or (None) from end to end."""

    model: type[Model] | None
    columns: tuple[str, ...] | None


def accesses(records: QuerySet[Any, Any]) -> list[Access]:
    """How the tables of a query would be read, each way once."""
    on_sqlite = connection.vendor == "sqlite"
    found = steps(records.explain()) if on_sqlite else nodes(planned(records))
    return list(dict.fromkeys(found))


def estimate(records: QuerySet[Any]) -> int:
    """How many records there may be: the planner's guess, or on SQLite the count up to 10,000."""
    if connection.vendor == "sqlite":
        return records.order_by()[:MOST_COUNTED].count()
    return int(planned(records.order_by())["Plan Rows"])


def planned(records: QuerySet[Any, Any]) -> dict[str, Any]:
    """PostgreSQL's plan; nothing is asked of it, and it tells nothing, where nothing can match."""
    text = records.explain(format="json")
    plan: dict[str, Any] = json.loads(text)[0]["Plan"] if text else {"Plan Rows": 0}
    return plan


def steps(plan: str) -> Iterator[Access]:
    """The accesses in SQLite's plan: lines like SEARCH table USING INDEX name (column=?)."""
    for table, how, name in STEP.findall(plan):
        if how.endswith("PRIMARY KEY") or how == "INTEGER PRIMARY KEY":
            yield Access(models_by_table().get(table), ("id",))
        elif how:
            yield by_name(name)
        else:
            yield Access(models_by_table().get(table), None)


def nodes(plan: dict[str, Any]) -> Iterator[Access]:
    """The accesses in PostgreSQL's plan, a tree of nodes."""
    if "Index Name" in plan:
        yield by_name(plan["Index Name"])
    elif plan.get("Node Type") == "Seq Scan":
        yield Access(models_by_table().get(plan["Relation Name"]), None)
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def by_name(name: str) -> Access:
    """The access through the index of this name."""
    model, columns = index_named(name)
    return Access(model, columns)


@cache
def models_by_table() -> dict[str, type[Model]]:
    """The models of all tables."""
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def index_named(name: str) -> tuple[type[Model] | None, tuple[str, ...]]:
    """The table and the columns of an index; no columns where they are expressions."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE_OF[connection.vendor], [name])
        [table] = cursor.fetchone() or [""]
        model = models_by_table().get(table)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [name])
            columns = [column for (column,) in cursor.fetchall()]
        else:
            found = connection.introspection.get_constraints(cursor, table) if model else {}
            known: dict[str, Any] = dict(found)
            columns = known.get(name, {}).get("columns") or []
    return model, () if None in columns else tuple(columns)
