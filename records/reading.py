"""The door for reads: one page or one record, as one caller may see it, in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet, Sum

from records import sets
from records.access import Caller, require, visible
from records.answers import One, Page
from records.conditions import Scope, condition, scope_of
from records.fields import RelatedSet, Relation
from records.models import Tally
from records.ordering import Sorting, seal, sorting, unseal
from records.plans import Plan, plan_of
from records.query import Query, Show
from records.relations import relation_of
from records.searching import search
from records.types import RecordType, registry
from values.refusals import Missing

CAP = 10_000
MOST_EMBEDDED = 1000


def page(record_type: RecordType, caller: Caller, query: Query) -> Page:
    """The records that a query asks for. Raises Unanswerable, Forbidden."""
    require(caller, record_type, "read")
    return found_page(record_type, caller, query, Q(), record_type.name)


def related(
    record_type: RecordType, caller: Caller, record_id: int, name: str, query: Query
) -> Page:
    """The records of a relation of one record. Raises Missing, Unanswerable, Forbidden."""
    exists(record_type, caller, record_id)
    relation = relation_of(record_type, name)
    require(caller, relation.target, "read")
    place = f"{record_type.name}/{record_id}/{name}"
    return found_page(relation.target, caller, query, relation.of(record_id), place)


def one(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    show: Show = Show(),  # noqa: B008
) -> One:
    """One record with its sets. Raises Missing, also if the caller may not see it."""
    require(caller, record_type, "read")
    shown = plan(record_type, caller, show, single=True)
    columns = (*shown.selects, *(["version"] if "version" in record_type.standard else []))
    rows = list(visible(record_type, caller).filter(pk=record_id).values_list(*columns))
    if not rows:
        raise Missing
    version = rows[0][-1] if "version" in record_type.standard else None
    return One(finished(rows, shown, caller)[0], record_id, version)


def exists(record_type: RecordType, caller: Caller, record_id: int) -> None:
    """Make sure that the caller can see a record. Raises Missing, Forbidden."""
    require(caller, record_type, "read")
    if not visible(record_type, caller).filter(pk=record_id).exists():
        raise Missing


def found_page(
    record_type: RecordType, caller: Caller, query: Query, within: Q, place: str
) -> Page:
    """A page of the visible records within a condition of ours. place: what its cursors are for."""
    scope = scope_of(record_type, caller)
    shown = plan(record_type, caller, query.show, single=False)
    wanted = within & asked_for(query, scope)
    records = visible(record_type, caller, query.trashed).filter(wanted)
    sorted_by = sorting(query.order, scope)
    rows = page_rows(records, shown, sorted_by, query, place)
    kept = rows[: query.per_page]
    narrow = query.trashed or record_type.name in caller.within
    whole = wanted == Q() and not narrow and caller.is_administrator
    count = counted(records, query, record_type if whole else None)
    has_more = len(rows) > query.per_page
    width = len(shown.selects)
    return Page(
        items=finished([row[:width] for row in kept], shown, caller),
        query=query,
        count=min(count, CAP) if count is not None and query.counting == "capped" else count,
        capped=query.counting == "capped" and count is not None and count > CAP,
        has_more=has_more,
        next_cursor=seal(query, place, [*kept[-1][width:], kept[-1][0]]) if has_more else None,
    )


def asked_for(query: Query, scope: Scope) -> Q:
    """The condition of a query: its filter, and the words that are looked for."""
    if query.search is None:
        return condition(query.where, scope)
    return condition(query.where, scope) & search(query.search, scope)


def page_rows(
    records: QuerySet[Model], shown: Plan, sorted_by: Sorting, query: Query, place: str
) -> list[tuple[Any, ...]]:
    """The rows of a page, and one more if there is one; sort values at their end."""
    records = records.annotate(**sorted_by.annotations).order_by(*sorted_by.order_by)
    start = (query.page - 1) * query.per_page if query.start is None else query.start
    if query.cursor is not None:
        records = records.filter(sorted_by.after(unseal(query, place)))
        start = 0
    if start > 2**62:
        return []
    rows = records.values_list(*shown.selects, *sorted_by.names)
    return list(rows[start : start + query.per_page + 1])


def counted(records: QuerySet[Model], query: Query, whole: RecordType | None) -> int | None:
    """How many records there are: from the tally if it is all of a type."""
    if query.counting == "none":
        return None
    if whole is not None and whole.has_bin:
        return Tally.objects.filter(record_type=whole.name).aggregate(n=Sum("step"))["n"] or 0
    if query.counting == "capped":
        return records.order_by()[: CAP + 1].count()
    return records.count()


def plan(record_type: RecordType, caller: Caller, show: Show, single: bool) -> Plan:
    """The plan for what is to be shown, its names checked. Raises Unanswerable."""
    return plan_of(record_type, caller, show, single)


def items(records: QuerySet[Model], shown: Plan, caller: Caller) -> list[dict[str, Any]]:
    """All of some records as items."""
    return finished(list(records.values_list(*shown.selects)), shown, caller)


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
