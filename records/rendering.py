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
from records.selects import Row, Select


def items(select: Select, rows: Sequence[Row], caller: Caller) -> list[Any]:
    """Raw rows as records, each as its text where that is wanted, else as Python values."""
    shown = select.shown
    if not shown.as_text:
        return finished(select.python(rows), shown, caller)
    ids = [row[0] for row in rows]
    found = sets.load(shown.record_type, shown.sets, ids, caller) if shown.sets else {}
    made = []
    for row in rows:
        item: dict[str, Any] = dict.fromkeys(shown.heads) if shown.sets else {}
        item.update(zip(shown.columns, row[1:], strict=False))
        for name, say in select.sayings:
            if item[name] is not None:
                item[name] = say(item[name])
        for field in shown.sets:
            item[field.name] = sets.say(field, found[field.name], row[0], shown.labels)
        made.append(orjson.Fragment(text_of(item, select, row)))
    return made


def text_of(item: dict[str, Any], select: Select, row: Row) -> bytes:
    """The JSON of a record: of its columns, with the custom values behind them."""
    shown = select.shown
    if shown.mirror is None:
        return customs.text_of(item)
    mirror, revision = row[shown.mirror], row[shown.mirror + 1]
    if not shown.mirrored:
        shown.add_customs(item, mirror, revision)
        return customs.text_of(item)
    schema = customs.schema_of(shown.record_type.name)
    text = customs.current(schema, mirror, revision).encode()
    return b"%b,%b" % (customs.text_of(item)[:-1], text[1:]) if item else text
