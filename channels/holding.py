"""The entries of which a record must have one, and those that it is sorted by."""

from typing import Any

from django.db.models import Q

from channels.kinds import SETS
from channels.store import TABLES, key_condition
from values.rows import Rows


def holding(channel: str, type_code: int, op: str | None, operand: Any) -> Rows | None:
    """The entries that pass a comparison, or all without an operator; None if none can pass.

    The operand has been asked by the kind, and is not None, nor a list that holds it.
    """
    kind = SETS[channel]
    key = None if op is None else kind.one.keys(operand)
    if operand and not key:
        return None
    column = f"{kind.word}_key"
    return Rows(
        model=TABLES[channel],
        record="record_id",
        fixed=Q(record_type=type_code),
        key=column,
        test=Q() if op is None else key_condition(column, op, key),
        ordered=True,
        text=(key or None) if op in {"ends", "contains"} else None,
        several=op != "eq",
        parts=(type_code,),
    )


def primary_rows(channel: str, type_code: int) -> Rows:
    """The primary entries of a type's records, of which each has at most one."""
    return Rows(
        model=TABLES[channel],
        record="record_id",
        fixed=Q(record_type=type_code, is_primary=True),
        key=f"{SETS[channel].word}_key",
        ordered=True,
    )
