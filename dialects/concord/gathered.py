"""What is gathered for the records of a page at once: numbers with their ids, counts, lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.numbered import numbered
from dialects.concord.forms import maybe
from dialects.concord.lines import billable
from dialects.concord.phones import shown_type, take_phones
from dialects.words import Body, Made
from lookups.tags import tags
from records import tagging
from records.access import Caller, fields_for
from records.commenting import counts
from records.tagging import TAGS
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


def tags_of(type_name: str) -> Made:
    """The tags of records of a type: objects out, names in."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        known = tags()
        return {
            record_id: [
                {"id": one, "name": known.names[one], "swatch_color": known.colors.get(one)}
                for one in held
                if one in known.names
            ]
            for record_id, held in tagging.tags_of(registry[type_name], ids, caller).items()
        }

    schema = {"type": "array", "items": {"type": ["string", "object"]}}
    return Made("tags", ("id",), gather=gather, take=take_tags, writes=(TAGS,), schema=schema)


def take_tags(value: Any, body: Body) -> None:
    """Tags by their names; those that came out as objects may go back so."""
    listed = isinstance(value, list)
    body[TAGS] = (
        [one.get("name") if isinstance(one, dict) else one for one in value] if listed else value
    )


def comments_of(type_name: str, in_lists: bool) -> Made:
    """How many comments records of a type have."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, int]:
        return counts(registry[type_name], ids)

    schema = maybe("integer")
    return Made("comments_count", ("id",), gather=gather, lists=in_lists, schema=schema)


def leave(value: Any, body: dict[str, Any]) -> None:
    """Lines are written when their deal has been."""


BILLABLE = Made(
    "billable", ("tax_type",), gather=billable, take=leave, lists=False, schema=maybe("object")
)
