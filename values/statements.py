"""Pieces of SQL with their parameters, and conditions on columns written as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model, Q

from values.refusals import Unanswerable

SIGNS = {"exact": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


class Sql(NamedTuple):
    """A piece of SQL with the parameters of its places, `%s`."""

    text: str
    params: tuple[Any, ...] = ()


TRUE = Sql("1 = 1")
FALSE = Sql("1 = 0")


def on_sqlite() -> bool:
    """Whether the database is SQLite; else it is PostgreSQL."""
    return connection.vendor == "sqlite"


@cache
def quoted(name: str) -> str:
    """A table or column by its name; both databases quote alike."""
    return '"' + name.replace('"', '""') + '"'


def table_of(model: type[Model]) -> str:
    """The table of a model, quoted."""
    return quoted(model._meta.db_table)


@cache
def key_index(model: type[Model]) -> str:
    """The index that SQLite made for a primary key of several columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA index_list({table_of(model)})")
        return str(next(row[1] for row in cursor.fetchall() if row[3] == "pk"))


def join(separator: str, parts: Iterable[Sql]) -> Sql:
    """Pieces behind one another."""
    found = list(parts)
    return Sql(
        separator.join(one.text for one in found), tuple(p for one in found for p in one.params)
    )


def both(parts: Iterable[Sql]) -> Sql:
    """All of these conditions."""
    found = [one for one in parts if one != TRUE]
    return join(" AND ", found) if found else TRUE


def either(parts: Iterable[Sql]) -> Sql:
    """One of these conditions."""
    found = list(parts)
    if len(found) == 1:
        return found[0]
    return within("(%s)", join(" OR ", found)) if found else FALSE


def within(frame: str, inner: Sql) -> Sql:
    """A piece in a frame that holds `%s` once, for it."""
    before, _, after = frame.partition("%s")
    return Sql(before + inner.text + after, inner.params)


def compared(q: Q, model: type[Model], row: str, shielded: bool = False) -> Sql:
    """A plain condition on the columns of a row, by the row's alias.

    shielded: no index shall tempt SQLite's planner, which without statistics guesses badly.
    """
    parts = []
    for child in q.children:
        if isinstance(child, tuple):
            path, value = child
            parts.append(comparison(model, row, path, value, shielded))
        elif isinstance(child, Q):
            parts.append(compared(child, model, row, shielded))
    found = either(parts) if q.connector == Q.OR else within("(%s)", both(parts))
    if not parts:
        found = TRUE
    return within("((%s) IS NOT TRUE)", found) if q.negated else found


def comparison(model: type[Model], row: str, path: str, value: Any, shielded: bool) -> Sql:
    """One comparison of a column."""
    name, _, lookup = path.partition("__")
    if lookup == "in" and not value:
        return FALSE
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    sign = "+" if shielded and on_sqlite() else ""
    column = f"{sign}{row}.{quoted(field.column)}"
    if lookup == "isnull":
        return Sql(f"{column} IS {'' if value else 'NOT '}NULL")
    if lookup == "in":
        return among(column, [prepared(field, one) for one in value])
    found = prepared(field, value)
    pattern = PATTERNS.get(lookup)
    if pattern is not None:
        return pattern(column, found)
    try:
        return Sql(f"{column} {SIGNS[lookup or 'exact']} %s", (found,))
    except KeyError:
        raise Unanswerable(f"'{lookup}' is no comparison of columns") from None


def prepared(field: Any, value: Any) -> Any:
    """A value as the driver takes it."""
    return field.get_db_prep_value(value, connection)


def among(column: str, values: list[Any]) -> Sql:
    """The column has one of these values, of which there are some."""
    if len(values) == 1:
        return Sql(f"{column} = %s", (values[0],))
    if on_sqlite():
        return Sql(f"{column} IN ({', '.join(['%s'] * len(values))})", tuple(values))
    return Sql(f"{column} = ANY(%s)", (values,))


def holding(column: str, text: str) -> Sql:
    """The column holds this text."""
    if on_sqlite():
        return Sql(f"instr({column}, %s) > 0", (text,))
    return Sql(f"{column} LIKE %s", (f"%{literal(text)}%",))


def ending(column: str, text: str) -> Sql:
    """The column ends with this text."""
    if not text:
        return Sql(f"{column} IS NOT NULL")
    if on_sqlite():
        return Sql(f"substr({column}, {-len(text)}) = %s", (text,))
    return Sql(f"{column} LIKE %s", (f"%{literal(text)}",))


def literal(text: str) -> str:
    """A text that means itself in a LIKE of PostgreSQL."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


PATTERNS: dict[str, Callable[[str, str], Sql]] = {"contains": holding, "endswith": ending}
