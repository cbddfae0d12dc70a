"""What Spotler says of a campaign in words of its own: whether it is active, and its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialects.forms import EMPTY, listed, truth
from dialects.words import Body, Made
from lookups.lists import value_of
from records import summing
from records.access import Caller
from records.drafts import UNCHANGED, Denied, Revised
from records.query import AnyOf, Is, Not, Where
from records.types import registry
from values.refusals import Refusal

RUNNING, STOPPED = "Active", "Inactive"
WON = Is("status", "eq", "won")
NUMBER: Mapping[str, Any] = {"type": "number"}


def take_active(value: Any, body: Body) -> None:
    """1 sets the status to Active, 0 to Inactive if it was Active; a status that is sent counts."""
    active = truth(value) if value not in EMPTY else False

    def revised(stored: Any) -> Any:
        before = value_of(stored)
        if not isinstance(active, bool):
            return Denied(Refusal("Type", "must be 0 or 1"))
        if active:
            return RUNNING
        return STOPPED if before is not None and before.value == RUNNING else UNCHANGED

    body.setdefault("status", Revised(revised))


def active_where(op: str, value: Any) -> Where:
    """The campaigns whose status is Active, or is not."""
    if op == "in":
        return AnyOf(tuple(active_where("eq", one) for one in listed(value)))
    found = truth(value)
    if op != "eq" or not isinstance(found, bool):
        raise Refusal("Type", "is compared with 0 or 1")
    running = Is("status", "eq", RUNNING)
    return running if found else Not(running)


def members(ids: Sequence[int], caller: Caller) -> Mapping[int, int]:
    """How many are addressed."""
    return counted("campaign_members", ids, caller)


def opportunities(ids: Sequence[int], caller: Caller) -> Mapping[int, int]:
    """How many opportunities came of it."""
    return counted("opportunities", ids, caller)


def counted(relation: str, ids: Sequence[int], caller: Caller) -> Mapping[int, int]:
    """How many of a relation's records there are, 0 where there are none."""
    return dict.fromkeys(ids, 0) | dict(
        summing.counts(registry["campaigns"], relation, ids, caller)
    )


def sales(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """The sum of what was won."""
    found = summing.sums(registry["campaigns"], "opportunities", "amount", ids, caller, WON)
    return {one: found.get(one) or 0 for one in ids}


ACTIVE = Made(
    "active",
    of=("status",),
    say=lambda item: 1 if item["status"] == RUNNING else 0,
    take=take_active,
    where=active_where,
    type="boolean",
    schema={"type": "integer", "enum": [0, 1]},
)
MEMBERS = Made("members", gather=members, type="number", schema=NUMBER)
OPPORTUNITIES = Made("opportunities", gather=opportunities, type="number", schema=NUMBER)
SALES = Made("sales", gather=sales, type="decimal", schema=NUMBER)
