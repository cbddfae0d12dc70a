"""A door may open on part of a record type: what lies outside does not exist for who uses it."""

from __future__ import annotations

from dataclasses import replace

from records.access import Caller
from records.conditions import Scope, condition
from records.query import All, Where
from records.types import RecordType


def narrowed(caller: Caller, record_type: RecordType, where: Where) -> Caller:
    """The caller, for whom only records that the condition holds for exist of this type.

    The condition is ours: it may name fields that are hidden from the caller.
    """
    if where == All():
        return caller
    found = condition(where, Scope(record_type, caller, record_type.standard))
    return replace(caller, within={**caller.within, record_type.name: found})
