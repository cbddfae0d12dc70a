"""Upserts: which record a row means, by a unique field, an e-mail address or an external id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from channels import store as channels
from customfields import store as customs
from records.access import Caller, visible
from records.fields import ChannelScalar, Column, Custom, Field
from records.types import RecordType
from values.refusals import Clash, Refusal, Refused, Unanswerable


class Upsert(Protocol):
    """A row that names a record by one of its values."""

    body: Mapping[str, Any]
    record_id: int | None
    error: Exception | None


@dataclass(frozen=True)
class Match:
    """The field that rows go by."""

    field: Field

    @classmethod
    def of(cls, name: str, fields: Mapping[str, Field]) -> Match:
        """The match by a field's name. Raises Unanswerable if nothing can be told apart by it."""
        field = fields.get(name)
        if field is None or not (field.unique or name in {"email", "external_id"}):
            known = sorted(
                one for one, f in fields.items() if f.unique or one in {"email", "external_id"}
            )
            raise Unanswerable(f"'by' must be a unique field: {', '.join(known)}")
        return cls(field)

    def key(self, value: Any) -> Any:
        """What of a row's value is compared. Raises Refusal."""
        taken = self.field.kind.take(value)
        if taken is None:
            raise Refusal("Required", "is what the row is found by")
        return self.field.kind.key(taken)


def find(record_type: RecordType, caller: Caller, rows: Sequence[Upsert], match: Match) -> None:
    """Give each row the id of the record that it means; none if it is new."""
    name = match.field.name
    keys: dict[int, Any] = {}
    met: set[Any] = set()
    for position, row in enumerate(rows):
        try:
            key = match.key(row.body.get(name))
        except Refusal as refusal:
            row.error = Refused({name: [refusal]})
            continue
        if key in met:
            row.error = Clash(f"an earlier row of this request has the same {name}")
        else:
            keys[position] = key
        met.add(key)
    holders = held(record_type, caller, match, list(keys.values())) if keys else {}
    for position, key in keys.items():
        found = holders.get(key, [])
        if len(found) > 1:
            rows[position].error = Clash(
                f"several records have this {name}", {"ids": sorted(found)}
            )
        rows[position].record_id = found[0] if found else None


def held(
    record_type: RecordType, caller: Caller, match: Match, keys: list[Any]
) -> dict[Any, list[int]]:
    """The visible records that hold the keys."""
    records = visible(record_type, caller)
    found: dict[Any, list[int]] = defaultdict(list)
    for key, record_id in pairs(record_type, records, match.field, keys):
        if record_id not in found[key]:
            found[key].append(record_id)
    return found


def pairs(
    record_type: RecordType, records: QuerySet[Model], field: Field, keys: list[Any]
) -> list[tuple[Any, int]]:
    """Keys and the records that hold them."""
    match field:
        case Custom(definition=definition):
            taken = customs.taken(record_type.model, definition, keys, [])
            seen = set(records.filter(pk__in=taken.values()).values_list("pk", flat=True))
            return [(key, record_id) for key, record_id in taken.items() if record_id in seen]
        case ChannelScalar(channel=channel, kind=kind):
            having = records.filter(channels.where(channel, record_type.code, "in", keys))
            entries = channels.read(
                channel, record_type.code, list(having.values_list("pk", flat=True))
            )
            return [
                (kind.key(entry["address"]), record_id)
                for record_id, listed in entries.items()
                for entry in listed
            ]
        case Column(column=column, kind=kind):
            path = kind.column(column)
            return list(records.filter(**{f"{path}__in": keys}).values_list(path, "pk"))
    return []
