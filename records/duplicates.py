"""Who looks like whom: records that share an e-mail address with a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from channels import store as channels
from channels import turns
from channels.kinds import SETS
from records.access import Caller, visible
from records.drafts import Draft
from records.types import RecordType, fields_of
from values.refusals import Clash

MOST_SHOWN = 20


def check(
    record_type: RecordType, draft: Draft, caller: Caller, earlier: set[str] | None = None
) -> None:
    """Refuse a new record with an e-mail address of one that the caller sees. Raises Clash.

    'earlier' holds the compared addresses of new records in rows before; those of this one are
    added, so that two rows of one request are not made twins of each other.
    """
    addresses = addresses_of(record_type, draft)
    if not addresses:
        return
    having = channels.where("email", record_type.code, "in", addresses)
    others = visible(record_type, caller).filter(having).order_by("pk")
    found: list[dict[str, Any]] = [
        {"id": record_id, "name": name, "matched": "email"}
        for record_id, name in others.values_list("pk", record_type.title)[:MOST_SHOWN]
    ]
    if found:
        message = "A record with this e-mail address exists; allow_duplicate=true makes another."
        raise Clash(message, {"duplicates": found})
    if earlier is not None:
        compare(earlier, {SETS["email"].one.key(address) for address in addresses})


def addresses_of(record_type: RecordType, draft: Draft) -> list[str]:
    """The e-mail addresses that a record of a main type is about to have."""
    if not record_type.has_bin or "emails" not in fields_of(record_type.name):
        return []
    return [entry["address"] for entry in draft.new("emails") or ()]


def take_turns(record_type: RecordType, drafts: Iterable[Draft]) -> None:
    """Let nobody else make a record with an address of these until the transaction ends.

    To be called before `check`, once, with all drafts that are checked.
    """
    addresses = [one for draft in drafts for one in addresses_of(record_type, draft)]
    turns.take_turns("email", record_type.code, addresses)


def compare(earlier: set[str], keys: set[str]) -> None:
    """Add the addresses of one more row to those of the rows before. Raises Clash."""
    if earlier & keys:
        raise Clash("An earlier row of this request has this e-mail address.")
    earlier |= keys
