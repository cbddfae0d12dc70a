"""What is gathered for the records of a page at once: numbers with their ids, counts, lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.numbered import numbered
from dialects.concord.forms import maybe
from dialects.concord.lines import billable
from dialects.concord.phones import shown_type, take_phones
from dialects.words import Made
from records.access import Caller, fields_for
from records.commenting import counts
from records.types import registry


def phones_of(type_name: str) -> Made:
    """The numbers of records of a type."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        record_type = registry[type_name]
        if "phones" not in fields_for(record_type, caller):
            return {}
        found = numbered("phone", record_type.code, ids)
        return {
            record_id: [
                {"id": key, "number": number, "type": shown_type(word)}
                for key, number, word in rows
            ]
            for record_id, rows in found.items()
        }

    return Made("phones", ("phone",), gather=gather, take=take_phones, schema=maybe("array"))


def comments_of(type_name: str) -> Made:
    """How many comments records of a type have."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, int]:
        return counts(registry[type_name], ids)

    return Made("comments_count", ("id",), gather=gather, schema=maybe("integer"))


def leave(value: Any, body: dict[str, Any]) -> None:
    """Lines are written when their deal has been."""


BILLABLE = Made(
    "billable", ("tax_type",), gather=billable, take=leave, lists=False, schema=maybe("object")
)
