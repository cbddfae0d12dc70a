"""What an account, contact or opportunity takes over from the lead that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from records.access import Caller, fields_for
from records.types import RecordType
from values.refusals import Refusal

SHARED = ("owner_id", "team_ids", "is_private", "source", "campaign_id", "description")
CHANNELS = ("emails", "phones")
ADDRESS = tuple(f"address_{part}" for part in ("street", "city", "state", "postal_code", "country"))
PERSON = ("salutation", "first_name", "middle_name", "last_name")
ACCOUNT = (*SHARED, *CHANNELS, *ADDRESS, "name", "website", "industry")
CONTACT = (*SHARED, *CHANNELS, *ADDRESS, *PERSON, "job_title", "do_not_call", "rating")
CONTACT = (*CONTACT, "account_id")
OPPORTUNITY = (*SHARED, "name", "amount", "currency", "account_id", "contact_id")
# Who says one of these says all of them: no half of the lead's is mixed in.
TOGETHER = (
    *((one, f"{one}s") for one in ("email", "phone")),
    *(ADDRESS, PERSON, ("amount", "currency")),
    *((f"{one}_id", f"{one}_ids", f"{one}_links") for one in ("account", "contact")),
)


def inherit(
    record_type: RecordType,
    names: tuple[str, ...],
    lead: Mapping[str, Any],
    joined: Mapping[str, int],
    given: Mapping[str, Any],
    caller: Caller,
) -> dict[str, Any]:
    """The values, as JSON, that a new record takes over beside those that are given for it.

    lead: as the caller sees it. joined: the ids of records made before, by field.
    """
    fields = fields_for(record_type, caller)
    values = {**lead, "name": called(record_type, lead), **person(lead), **joined}
    own = {name for group in TOGETHER if set(group) & set(given) for name in group}
    return {
        name: values[name]
        for name in names
        if name in fields and not fields[name].read_only and name not in own
        if values.get(name) not in (None, []) and passes(fields[name].kind, values[name])
    }


def passes(kind: Any, value: Any) -> bool:
    """Whether a value may still be given: an option that was taken out of use may not."""
    try:
        kind.take(value)
    except Refusal:
        return False
    return True


def called(record_type: RecordType, lead: Mapping[str, Any]) -> str | None:
    """What a company or deal is called: like the lead's company, else like the person."""
    return lead.get("account_name") or name_of(lead)


def person(lead: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the person's name; a nameless one is called by what the lead has."""
    if lead.get("first_name") or lead.get("last_name"):
        return {}
    return {"last_name": (name_of(lead) or lead.get("account_name") or "")[:100] or None}


def name_of(lead: Mapping[str, Any]) -> str | None:
    """The person's name, else the address or number by which he is reached."""
    return lead.get("name") or lead.get("email") or lead.get("phone")
