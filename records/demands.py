"""The single demands on a record, by where it is stored what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db.models import Model, Q

from records.terms import Row, Term, every, parts
from values import trigrams
from values.rows import Rows, is_equality
from values.statements import TRUE, Sql, compared, join, on_sqlite, quoted, table_of, within

HERE = "record_at_hand"  # the alias in what the ORM writes, to be replaced by the row's own


@dataclass(frozen=True, eq=False)
class Own(Term):
    """A comparison of columns of the record itself."""

    model: type[Model]
    q: Q

    def test(self, row: Row, fenced: bool = False) -> Sql:
        return compared(self.q, self.model, row, shielded=True)

    def ids(self) -> Sql | None:
        if self.text is not None and on_sqlite():
            return trigrams.own_ids(self.model, str(self.column), self.text)
        led = self.column in leading(self.model) and not self.is_common and not self.is_pattern
        if not led and self.text is None:
            return None
        condition = compared(self.q, self.model, "o")
        text = f"SELECT o.id AS id FROM {table_of(self.model)} o WHERE {condition.text}"
        return Sql(text, condition.params)

    @cached_property
    def text(self) -> str | None:
        """What an index of trigrams can look for."""
        if len(self.q.children) != 1 or self.q.negated or not self.is_pattern:
            return None
        ((_, text),) = comparisons(self.q)
        return text if trigrams.is_served(self.model, str(self.column), text) else None

    @cached_property
    def is_pattern(self) -> bool:
        """Whether a text is looked for that a column ends with or holds."""
        return any(path.endswith(("__contains", "__endswith")) for path, _ in comparisons(self.q))

    @property
    def is_exact(self) -> bool:
        return self.text is None or all(
            path.endswith("__contains") for path, _ in comparisons(self.q)
        )

    @property
    def is_counted(self) -> bool:
        return self.text is None or on_sqlite()

    @property
    def is_point(self) -> bool:
        return is_equality(self.q) and self.column in leading(self.model)

    @property
    def is_common(self) -> bool:
        """Whether nearly all records pass: not to be in the bin."""
        return self.path is None and self.q.children == [("deleted_at__isnull", True)]

    @cached_property
    def column(self) -> str | None:
        """The one column that is compared, by its attribute; None if there are several."""
        names = {path.partition("__")[0] for path, _ in comparisons(self.q)}
        if len(names) != 1:
            return None
        (name,) = names
        return str(column_of(self.model, name).attname)


@dataclass(frozen=True, eq=False)
class Has(Term):
    """A row of another table that passes a comparison. far: what the record must pass to which the
    row leads: its column, the model there, the demand."""

    rows: Rows
    far: tuple[str, type[Model], Term] | None = None

    def test(self, row: Row, fenced: bool = False) -> Sql:
        return self.rows.exists(f"{row}.id", fenced and not on_sqlite(), self.behind)

    def ids(self) -> Sql | None:
        rows = self.rows
        if rows.text is not None and trigrams.holds(rows):
            return trigrams.held_ids(rows) if on_sqlite() else rows.ids()
        served = rows.ordered or (
            rows.record in leading(rows.model) and rows.key in leading(rows.model)
        )
        return rows.ids(self.behind) if served else None

    @property
    def behind(self) -> Sql:
        """The demand on the record behind a row `h`."""
        if self.far is None:
            return TRUE
        column, target, there = self.far
        return leading_to(f"h.{column}", target, there, "th", fenced=False)

    @property
    def is_point(self) -> bool:
        return self.rows.is_point and self.far is None

    @property
    def is_exact(self) -> bool:
        rows = self.rows
        return rows.text is None or not on_sqlite() or rows.is_containment

    @property
    def is_counted(self) -> bool:
        return self.rows.text is None or (on_sqlite() and trigrams.holds(self.rows))


@dataclass(frozen=True, eq=False)
class Leads(Term):
    """A to-one relation to a record that passes a demand."""

    model: type[Model]
    column: str
    target: type[Model]
    there: Term

    def test(self, row: Row, fenced: bool = False) -> Sql:
        there = f"t{row}"
        return leading_to(f"{row}.{quoted(self.column)}", self.target, self.there, there, fenced)

    def ids(self) -> Sql | None:
        found = every(one for one in parts(self.there) if one.path).ids()
        if found is None or self.column not in leading(self.model):
            return None
        others = self.there.test("t")
        inner = within(f"SELECT t.id FROM {table_of(self.target)} t WHERE t.id IN (%s) AND ", found)
        near = Sql(
            f"SELECT o.id AS id FROM {table_of(self.model)} o WHERE o.{quoted(self.column)} IN ("
        )
        return join("", [near, inner, others, Sql(")")])


@dataclass(frozen=True, eq=False)
class Written(Term):
    """A condition that the ORM has written, as SQL about the row HERE; found: the ids."""

    sql: Sql
    found: Sql | None = None

    def test(self, row: Row, fenced: bool = False) -> Sql:
        return Sql(self.sql.text.replace(f"{HERE}.", f"{row}."), self.sql.params)

    def ids(self) -> Sql | None:
        return self.found


def leading_to(column: str, target: type[Model], there: Term, row: Row, fenced: bool) -> Sql:
    """Whether the record whose id stands in a column passes a demand. row: its alias."""
    fence = " OFFSET 0" if fenced and not on_sqlite() else ""
    frame = (
        f"EXISTS (SELECT 1 FROM {table_of(target)} {row} WHERE {row}.id = {column} AND %s{fence})"
    )
    return within(frame, there.test(row, fenced))


def comparisons(q: Q) -> Iterator[tuple[str, Any]]:
    """The comparisons in a condition, one by one."""
    for child in q.children:
        if isinstance(child, Q):
            yield from comparisons(child)
        else:
            yield child  # type: ignore[misc]


def column_of(model: type[Model], name: str) -> Any:
    """A column by the name that a comparison gives it."""
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


@cache
def leading(model: type[Model]) -> frozenset[str]:
    """The attributes by which an index of the model begins that holds all rows."""
    meta = model._meta
    single = {
        one.attname for one in meta.concrete_fields if getattr(one, "db_index", 0) or one.unique
    }
    declared = [one.fields for one in meta.indexes if one.fields and one.condition is None]
    declared += [list(one.fields) for one in meta.total_unique_constraints]
    return frozenset(
        single | {column_of(model, fields[0].lstrip("-")).attname for fields in declared}
    )
