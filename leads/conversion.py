"""A lead becomes a customer: account, contact and opportunity, made from it or named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from leads.inheritance import ACCOUNT, CONTACT, OPPORTUNITY, inherit
from lookups.lists import find
from records import reading, writing
from records.access import Caller
from records.answers import One
from records.drafts import Effect
from records.query import Show
from records.references import take_id
from records.types import RecordType, registry
from values.refusals import Clash, Missing, Refusal, Refused, Unanswerable

SHOWN = Show()
PARTS = {"account": "accounts", "contact": "contacts", "opportunity": "opportunities"}
INHERITED = {"account": ACCOUNT, "contact": CONTACT, "opportunity": OPPORTUNITY}


def convert(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    body: Mapping[str, Any],
    version: int | None = None,
) -> One:
    """Convert a lead, all in one transaction. Raises Missing, Forbidden, Stale, Clash, Refused."""

    def work() -> One:
        row = writing.editable(record_type, caller, record_id, "edit")
        writing.check_version(row, version)
        if row.converted_at is not None:
            raise Clash("The lead was converted before.")
        lead = reading.one(record_type, caller, record_id).item
        made: dict[str, int] = {}
        for part, wanted in wishes(body, lead).items():
            found = settle(part, wanted, lead, made, caller)
            if found is not None:
                made[part] = found
        values: dict[str, Any] = {f"converted_{part}_id": found for part, found in made.items()}
        values |= {"converted_at": timezone.now(), **closing_status()}
        effect = Effect(record_type.name, "update", ((record_id, values),))
        writing.apply_effects([effect], caller)
        return writing.spoken(record_type, row, caller, SHOWN)

    return writing.in_transaction(work)


def wishes(body: Mapping[str, Any], lead: Mapping[str, Any]) -> dict[str, Any]:
    """What is wished of each part; left out, a contact, and an account if the lead names one."""
    usual = {"account": bool(lead.get("account_name")), "contact": True, "opportunity": False}
    return {part: body.get(part, usual[part]) for part in PARTS}


def settle(
    part: str, wanted: Any, lead: Mapping[str, Any], made: Mapping[str, int], caller: Caller
) -> int | None:
    """The id of the part: made from the lead, or an old one; None for none. Raises Refused."""
    if wanted is False:
        return None
    if wanted is True or isinstance(wanted, dict):
        return make(part, wanted if isinstance(wanted, dict) else {}, lead, made, caller)
    try:
        record_id = take_id(wanted)
        reading.exists(registry[PARTS[part]], caller, record_id)
    except Refusal as refusal:
        sentence = "must be true, false, an id, or the fields of a new record"
        refused = Refusal("Type", sentence) if refusal.rule == "Type" else refusal
        raise Refused({part: [refused]}) from None
    except Missing:
        raise Refused({part: [Refusal("Exists", "there is no such record", wanted)]}) from None
    return record_id


def make(
    part: str,
    given: Mapping[str, Any],
    lead: Mapping[str, Any],
    made: Mapping[str, int],
    caller: Caller,
) -> int:
    """Make a record of the lead's values, those given before them, joined to what was made."""
    record_type = registry[PARTS[part]]
    joined = {f"{other}_id": found for other, found in made.items()}
    body = {**inherit(record_type, INHERITED[part], lead, joined, given, caller), **given}
    try:
        return writing.create(record_type, caller, body, allow_duplicate=True).id
    except Refused as refused:
        fields = {f"{part}.{name}": why for name, why in refused.fields.items()}
        raise Refused(fields) from None
    except Unanswerable as error:
        raise Unanswerable(f"{part}: {error}") from None


def closing_status() -> dict[str, int]:
    """The status of a converted lead, as long as the list has it."""
    value = find("lead_status", "Converted")
    return {"status": value.id} if value is not None else {}
