"""The lists on a record's page of what else points at it: ten of each, with the way to the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from records import reading
from records.access import Caller, fields_for, level, may_create
from records.fields import Field, RelatedSet, Relation
from records.pages.cells import cell_of
from records.pages.links import add_url, has_page, list_url, record_url, singular
from records.query import Query, Show
from records.relations import Related, relations
from records.types import RecordType

MOST = 10
COLUMNS = 3


def related_lists(record_type: RecordType, caller: Caller, record_id: int) -> list[dict[str, Any]]:
    """One list for each relation that others have to the record, one query each."""
    return [
        related_list(record_type, caller, record_id, one)
        for one in relations(record_type.name).values()
        if is_listed(record_type, caller, one)
    ]


def is_listed(record_type: RecordType, caller: Caller, relation: Related) -> bool:
    """Whether a relation has a list: what the record's own form shows needs none."""
    if relation.ours or relation.name in record_type.inlines or not has_page(relation.target):
        return False
    return level(caller, relation.target, "read") != "none"


def related_list(
    record_type: RecordType, caller: Caller, record_id: int, relation: Related
) -> dict[str, Any]:
    """The newest ten of a relation."""
    target = relation.target
    columns = short_columns(target, caller, relation.field)
    names = tuple(dict.fromkeys(["id", target.title, *(one.name for one in columns)]))
    query = Query(per_page=MOST, counting="none", show=Show(names=names))
    page = reading.related(record_type, caller, record_id, relation.name, query)
    return {
        "name": relation.name,
        "label": relation.name.replace("_", " ").capitalize(),
        "icon": target.icon,
        "rows": [row(target, columns, item) for item in page.items],
        "has_more": page.has_more,
        "all": list_url(target, of=f"{record_type.name}.{record_id}.{relation.name}"),
        "add": adding(relation, caller, record_id),
        "singular": singular(target).lower(),
    }


def short_columns(target: RecordType, caller: Caller, joined: Field) -> list[Field]:
    """What is told of a related record besides its name: no names of third records."""
    fields = fields_for(target, caller)
    known = [fields[name] for name in target.columns if name in fields]
    own = [one for one in known if not isinstance(one, Relation | RelatedSet)]
    return [one for one in own if one.name not in (target.title, joined.name)][:COLUMNS]


def row(target: RecordType, columns: list[Field], item: Mapping[str, Any]) -> dict[str, Any]:
    """One related record."""
    title = item.get(target.title)
    text = f"{singular(target)} {item['id']}" if title in (None, item["id"]) else str(title)
    cells = [cell_of(one, item.get(one.name), {}) for one in columns]
    return {
        "title": text,
        "url": record_url(target, item["id"]),
        "cells": [cell for cell in cells if not cell.is_empty],
    }


def adding(relation: Related, caller: Caller, record_id: int) -> str:
    """The address of the form for another one, joined to this record from the start."""
    if not may_create(caller, relation.target):
        return ""
    field = relation.field
    primary = field.primary if isinstance(field, RelatedSet) else None
    known = fields_for(relation.target, caller)
    name = primary if primary in known else field.name
    is_writable = name in known and not known[name].read_only
    return add_url(relation.target, **{name: record_id}) if is_writable else ""
