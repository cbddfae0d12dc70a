"""Related records inside records: as objects with id and name, and short on single records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from dialects.cogmento.forms import Instant
from dialects.cogmento.ids import encode, number_in, numbers_in, refers
from dialects.words import Body, Made
from records import reading, sets
from records.access import Caller, visible
from records.fields import RelatedSet, Relation
from records.manners import WHOLE, Part
from records.query import Query, Show, Where
from records.types import RecordType, registry
from values.refusals import Forbidden, Missing, Unanswerable
from values.times import utc_text

MOST = 1000
STAMP = Instant()
Gather = Callable[[Sequence[int], Caller], Mapping[int, Any]]


def single(word: str, type_name: str, name: str, target: str) -> Made:
    """A word for the record that a to-one relation holds: {id, name}, or {} where it holds none."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        other, field = registry[target], registry[type_name].standard[name]
        assert isinstance(field, Relation)
        seen = Exists(visible(other, caller).filter(pk=OuterRef(field.attname)))
        rows = registry[type_name].model._default_manager.filter(seen, pk__in=ids)
        columns = ("pk", field.attname, f"{field.column}__{other.title}")
        found: dict[int, Any] = {one: {} for one in ids}
        for record_id, number, title in rows.values_list(*columns):
            found[record_id] = {"id": encode(other.code, number), "name": title}
        return found

    def take(value: Any, body: Body) -> None:
        body[name] = number_in(registry[target].code, value)

    def where(op: str, value: Any) -> Where:
        return refers(name, registry[target].code, op, value)

    return Made(word, (name,), take=take, where=where, gather=gather, type=f"relation:{target}")


def several(word: str, type_name: str, name: str, target: str) -> Made:
    """A word for the records that a set holds: [{id, name}]."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        record_type = registry[type_name]
        field = record_type.standard[name]
        assert isinstance(field, RelatedSet)
        held = sets.load(record_type, [field], ids, caller)[name]
        other = registry[target]
        titles = titles_of(other, {far for one in held.values() for far in one}, caller)
        return {
            one: [
                {"id": encode(other.code, far), "name": titles[far]}
                for far in held.get(one, ())
                if far in titles
            ]
            for one in ids
        }

    def take(value: Any, body: Body) -> None:
        body[name] = numbers_in(registry[target].code, value)

    def where(op: str, value: Any) -> Where:
        return refers(name, registry[target].code, op, value)

    return Made(word, (name,), take=take, where=where, gather=gather, type=f"relations:{target}")


def titles_of(target: RecordType, ids: set[Any], caller: Caller) -> dict[int, str | None]:
    """The titles of the records among these that the caller may see, by id."""
    if not ids:
        return {}
    return dict(visible(target, caller).filter(pk__in=ids).values_list("pk", target.title))


def collection(
    word: str, type_name: str, relation: str, target: str, title: str = "title", part: Part = WHOLE
) -> Made:
    """A word of single records for those that belong to them: short, the newest first."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        return {one: belonging(one, caller) for one in ids}

    def belonging(record_id: int, caller: Caller) -> list[dict[str, Any]]:
        other = registry[target]
        names = ("id", other.title, "created_at")
        query = Query(where=part.where, per_page=MOST, counting="none", show=Show(names=names))
        try:
            page = reading.related(registry[type_name], caller, record_id, relation, query)
        except (Missing, Forbidden, Unanswerable):  # not for his eyes, or a field of it
            return []
        return [
            {
                "id": encode(other.code, item["id"]),
                title: item[other.title],
                "created_at": STAMP.say(item["created_at"]),
            }
            for item in page.items
        ]

    return Made(word, ("id",), gather=gather, lists=False, type="collection")


def nothing(word: str) -> Made:
    """A word of single records for what we keep nothing of."""
    return Made(word, ("id",), say=lambda item: [], lists=False, type="collection")


def through(word: str, table: str, near: str, far: str, target: str, title: str = "title") -> Made:
    """A word of single records for those that rows of another type join to them."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        rows = visible(registry[table], caller)
        joined = {one: rows.filter(**{near: one}).values(far) for one in ids}
        return {one: told(joined[one], caller) for one in ids}

    def told(joined: Any, caller: Caller) -> list[dict[str, Any]]:
        other = registry[target]
        found = visible(other, caller).filter(pk__in=joined).order_by("-pk")[:MOST]
        return [
            {
                "id": encode(other.code, number),
                title: name,
                "created_at": STAMP.say(utc_text(moment)),
            }
            for number, name, moment in found.values_list("pk", other.title, "created_at")
        ]

    return Made(word, ("id",), gather=gather, lists=False, type="collection")
