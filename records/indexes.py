"""Which indexes a database would use for a query, as its own planner says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from values.statements import Sql, on_sqlite

TRIGRAMS = "_trigrams"
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


def accesses(statement: Sql, aliases: Mapping[str, type[Model]]) -> list[Access]:
    """How the tables of a statement would be read, each way once. aliases: the models that stand
    under these names in it."""
    with connection.cursor() as cursor:
        if on_sqlite():
            cursor.execute(f"EXPLAIN QUERY PLAN {statement.text}", statement.params)
            found = steps("\n".join(row[3] for row in cursor.fetchall()), aliases)
            return list(dict.fromkeys(found))
        return list(dict.fromkeys(nodes(planned(statement))))


def planned_rows(statement: Sql) -> int:
    """How many rows PostgreSQL's planner expects of a statement."""
    return int(planned(statement)["Plan Rows"])


def planned(statement: Sql) -> dict[str, Any]:
    """PostgreSQL's plan."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement.text}", statement.params)
        ((found,),) = cursor.fetchall()
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def steps(plan: str, aliases: Mapping[str, type[Model]]) -> Iterator[Access]:
    """The accesses in SQLite's plan: lines like SEARCH table USING INDEX name (column=?)."""
    for table, how, name in STEP.findall(plan):
        if table.endswith(TRIGRAMS):
            yield Access(models_by_table().get(table.removesuffix(TRIGRAMS)), ("trigrams",))
        elif how.endswith("PRIMARY KEY") or how == "INTEGER PRIMARY KEY":
            yield Access(aliases.get(table, models_by_table().get(table)), ("id",))
        elif how:
            yield by_name(name)
        else:
            yield Access(aliases.get(table, models_by_table().get(table)), None)


def nodes(plan: dict[str, Any]) -> Iterator[Access]:
    """The accesses in PostgreSQL's plan, a tree of nodes."""
    name = plan.get("Index Name")
    if name is not None and TRIGRAMS in name:
        yield Access(models_by_table().get(name.partition(TRIGRAMS)[0]), ("trigrams",))
    elif name is not None:
        yield by_name(name)
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
