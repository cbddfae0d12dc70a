"""What stands in a record beside its own row: its sets, its lines, and related records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from records import sets
from records.access import Caller, visible
from records.fields import RelatedSet, Relation
from records.plans import Plan, plan_of
from records.query import Show
from records.types import RecordType, registry


def finished(rows: Sequence[Sequence[Any]], shown: Plan, caller: Caller) -> list[dict[str, Any]]:
    """Rows as items, with their sets and embedded records."""
    made = [shown.item(row) for row in rows]
    ids = [row[0] for row in rows]
    if ids and shown.sets:
        found = sets.load(shown.record_type, shown.sets, ids, caller)
        for field in shown.sets:
            for record_id, item in zip(ids, made, strict=True):
                item[field.name] = sets.say(field, found[field.name], record_id, shown.labels)
    if ids and shown.embedded:
        embed(made, ids, shown, caller)
    if ids and shown.lines:
        embed_lines(made, ids, shown, caller)
    return made


def embed(made: list[dict[str, Any]], ids: list[int], shown: Plan, caller: Caller) -> None:
    """Put related records that the caller may see under the relation's name."""
    for name, field in shown.embedded.items():
        if isinstance(field, RelatedSet):
            links = sets.load(shown.record_type, [field], ids, caller)[field.name]
            others = by_id(field.target, {far for one in links.values() for far in one}, caller)
            for record_id, item in zip(ids, made, strict=True):
                item[name] = [others[far] for far in links.get(record_id, ()) if far in others]
            continue
        links = relation_ids(shown.record_type, field, ids)
        others = by_id(field.target, set(links.values()) - {None}, caller)
        for record_id, item in zip(ids, made, strict=True):
            item[name] = others.get(links[record_id])


def relation_ids(record_type: RecordType, field: Relation, ids: list[int]) -> dict[int, Any]:
    """The ids that a to-one relation holds, by record."""
    rows = record_type.model._default_manager.filter(pk__in=ids).values_list("pk", field.attname)
    return dict(rows)


def by_id(target: str, ids: set[int], caller: Caller) -> dict[Any, dict[str, Any]]:
    """The visible records of a type with these ids, as they stand in lists."""
    record_type = registry[target]
    shown = plan_of(record_type, caller, Show(), single=False)
    rows = list(visible(record_type, caller).filter(pk__in=ids).values_list(*shown.selects))
    return dict(zip((row[0] for row in rows), finished(rows, shown, caller), strict=True))


def embed_lines(made: list[dict[str, Any]], ids: list[int], shown: Plan, caller: Caller) -> None:
    """Put a record's lines, in their order, under 'lines'."""
    lines = registry[shown.record_type.lines or ""]
    inner = plan_of(lines, caller, Show(), single=False)
    parent = lines.standard[lines.parent or ""]
    assert isinstance(parent, Relation)
    records = visible(lines, caller).filter(**{f"{parent.attname}__in": ids})
    rows = records.order_by("position", "pk").values_list(*inner.selects, parent.attname)
    table = list(rows)
    owners = [row[-1] for row in table]
    grouped: dict[int, list[dict[str, Any]]] = {record_id: [] for record_id in ids}
    for owner, item in zip(
        owners, finished([row[:-1] for row in table], inner, caller), strict=True
    ):
        grouped[owner].append(item)
    for record_id, item in zip(ids, made, strict=True):
        item["lines"] = grouped[record_id]
