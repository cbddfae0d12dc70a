"""Rows of a plan as what a reply shows: Python values, or at once the JSON text of each record.

Text is made only for dialects that say records as they are kept; then the mirror of the custom
values goes out as it is stored, unread, behind the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from customfields import store as customs
from records import sets
from records.access import Caller
from records.embedding import finished
from records.plans import Plan
from records.selects import Row, Select


def items(select: Select, rows: Sequence[Row], caller: Caller) -> list[Any]:
    """Raw rows as records, each as its text where that is wanted, else as Python values."""
    shown = select.shown
    if not shown.as_text and not shown.plain:
        return finished(select.python(rows), shown, caller)
    if shown.mirrored and shown.heads and not shown.sets and not shown.plain:
        return spliced(select, rows)
    found = said(select, rows)
    if shown.sets:
        add_sets(found, [row[0] for row in rows], shown, caller)
    if shown.plain:
        return with_customs(found, rows, shown)
    if shown.mirror is None:
        return [orjson.Fragment(customs.text_of(item)) for item in found]
    for item, row in zip(found, rows, strict=True):
        shown.add_customs(item, row[shown.mirror], row[shown.mirror + 1])
    return [orjson.Fragment(customs.text_of(item)) for item in found]


def said(select: Select, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The columns of each row as JSON values, by name."""
    shown = select.shown
    first, names, heads = shown.first, shown.columns, shown.heads if shown.sets else None
    made: list[dict[str, Any]] = []
    for row in rows:
        values = zip(names, row[first:] if first else row, strict=False)
        item = {**dict.fromkeys(heads), **dict(values)} if heads else dict(values)
        for name, say in select.sayings:
            value = item[name]
            if value is not None:
                item[name] = say(value)
        made.append(item)
    return made


def with_customs(found: list[Any], rows: Sequence[Row], shown: Plan) -> list[Any]:
    """The same items, with the custom values that are shown."""
    if shown.mirror is not None:
        for item, row in zip(found, rows, strict=True):
            shown.add_customs(item, row[shown.mirror], row[shown.mirror + 1])
    return found


def add_sets(found: list[dict[str, Any]], ids: list[int], shown: Plan, caller: Caller) -> None:
    """Put the sets of records into their items."""
    values = sets.load(shown.record_type, shown.sets, ids, caller)
    for field in shown.sets:
        for record_id, item in zip(ids, found, strict=True):
            item[field.name] = sets.say(field, values[field.name], record_id, shown.labels)


def spliced(select: Select, rows: Sequence[Row]) -> list[Any]:
    """The text of each row's columns, with that of its mirror behind it, in one pass."""
    shown = select.shown
    schema = customs.schema_of(shown.record_type.name)
    names, first, sayings, say_all = shown.columns, shown.first, select.sayings, customs.text_of
    place, shape = shown.mirror or 0, schema.shape
    made = []
    for row in rows:
        item = dict(zip(names, row[first:] if first else row, strict=False))
        for name, say in sayings:
            value = item[name]
            if value is not None:
                item[name] = say(value)
        mirror = row[place]
        if row[place + 1] < shape:
            mirror = customs.current(schema, mirror, row[place + 1])
        made.append(orjson.Fragment(say_all(item)[:-1] + b"," + mirror[1:].encode()))
    return made
