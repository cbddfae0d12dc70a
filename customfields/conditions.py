"""Comparing and sorting records by custom fields: a condition → Q, an ordering → expression.

As rows that pass, from which the compiler of queries makes its statements; and plainly, as a Q or
an expression of the ORM, for others.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import OrderBy

from customfields.schemas import Definition
from customfields.tables import INDEXED, table_of
from values.kinds import PATTERNS
from values.rows import Rows
from values.text import fold


def where(model: type[models.Model], definition: Definition, op: str, operand: Any) -> Q:
    """The records whose value passes a comparison, as a Q on the record.

    operand: asked of the definition's kind before. None equals 'has no value'. Negate with ~ for
    the exact complement, records without a value included.
    """
    rows = rows_of(model, definition)
    if op == "eq" and operand is None:
        return ~Q(pk__in=rows.values("record_id"))
    if op == "in" and None in operand:
        rest = [one for one in operand if one is not None]
        return where(model, definition, "in", rest) | where(model, definition, "eq", None)
    kind = definition.kind
    passing = rows.filter(kind.where(kind.column(definition.field_type.column), op, operand))
    return Q(pk__in=passing.values("record_id"))


def holding(
    model: type[models.Model], definition: Definition, op: str | None, operand: Any
) -> Rows:
    """The value rows that pass a comparison, or all rows of the field without an operator.

    operand: asked of the definition's kind before, and not None, nor a list that holds it.
    """
    kind, column = definition.kind, definition.field_type.column
    key = kind.column(column)
    pattern = op in PATTERNS - {"starts"} and kind.key(operand)
    return Rows(
        model=table_of(model),
        record="record_id",
        fixed=Q(field_id=definition.id),
        key=key,
        test=Q() if op is None else kind.where(key, op, operand),
        ordered=key in INDEXED,
        text=pattern or None,
        several=kind.many and op != "eq",
        parts=(definition.id,),
        partial=True,
    )


def mentioning(model: type[models.Model], definitions: Sequence[Definition], word: str) -> Rows:
    """The value rows of text fields that hold a word."""
    ids = tuple(one.id for one in definitions)
    key = fold(word)
    return Rows(
        model=table_of(model),
        record="record_id",
        fixed=Q(field_id__in=ids),
        key="text_key",
        test=Q(text_key__contains=key) | Q(long_key__contains=key),
        text=key,
        several=True,
        parts=ids,
        everywhere=True,
    )


def rows_of(model: type[models.Model], definition: Definition) -> Any:
    """The value rows of a field; saying that the value is not null lets its index be used."""
    column = definition.kind.column(definition.field_type.column)
    rows = table_of(model)._default_manager.filter(field_id=definition.id)
    return rows.filter(**{f"{column}__isnull": False})


def sort_value(model: type[models.Model], definition: Definition) -> Subquery:
    """What a record is sorted by; null for records without a value. Of several options, the first
    in the field's list counts."""
    path = definition.kind.ordering(definition.field_type.column)
    rows = rows_of(model, definition).filter(record_id=OuterRef("pk"))
    return Subquery(rows.order_by(path).values(path)[:1])


def ordering(
    model: type[models.Model], definition: Definition, descending: bool = False
) -> list[OrderBy]:
    """The ORDER BY expressions; records without a value come last either way."""
    return [OrderBy(sort_value(model, definition), descending=descending, nulls_last=True)]
