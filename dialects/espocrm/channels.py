"""E-mail addresses and phone numbers: the primary one, and all of them as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from channels.numbers import key_of
from dialects.words import Body, Item, Made, Table, Word
from records.drafts import Denied, Revised
from values.refusals import Refusal
from values.text import fold

PHONE_TYPES = ("Mobile", "Office", "Home", "Fax", "Other")
FLAGS = {"primary": "is_primary", "optOut": "opted_out", "invalid": "is_invalid"}
Entry = Mapping[str, Any]


def emails() -> Table:
    """The words for addresses."""
    return (
        Word("emailAddress", "email"),
        Made(
            "emailAddressData",
            ("emails",),
            say=lambda item: [email(one) for one in item["emails"] or ()],
            take=lambda value, body: take(value, body, "emails", "emailAddress", read_email),
            lists=False,
            type="array",
        ),
        flagged("emailAddressIsOptedOut", "emails", "opted_out"),
        flagged("emailAddressIsInvalid", "emails", "is_invalid"),
    )


def phones(has_home: bool = True) -> Table:
    """The words for numbers. has_home: whether one may be of the type Home."""
    known = tuple(one for one in PHONE_TYPES if has_home or one != "Home")

    def read(one: Entry, stored: Sequence[Entry]) -> Any:
        return read_phone(one, stored, known)

    return (
        Word("phoneNumber", "phone"),
        Made(
            "phoneNumberData",
            ("phones",),
            say=lambda item: [phone(one, known) for one in item["phones"] or ()],
            take=lambda value, body: take(value, body, "phones", "phoneNumber", read),
            lists=False,
            type="array",
        ),
        flagged("phoneNumberIsOptedOut", "phones", "opted_out"),
        flagged("phoneNumberIsInvalid", "phones", "is_invalid"),
    )


def flagged(word: str, field: str, flag: str) -> Made:
    """Whether the primary entry is marked."""

    def say(item: Item) -> bool:
        return any(one[flag] for one in item[field] or () if one["is_primary"])

    return Made(word, (field,), say=say, lists=False, type="boolean")


def email(one: Entry) -> dict[str, Any]:
    """An address."""
    flags = {theirs: one[ours] for theirs, ours in FLAGS.items()}
    return {"emailAddress": one["address"], "lower": one["address"].lower(), **flags}


def phone(one: Entry, known: Sequence[str]) -> dict[str, Any]:
    """A number; a type that they do not know is Other."""
    flags = {theirs: one[ours] for theirs, ours in FLAGS.items()}
    return {"phoneNumber": one["number"], "type": shown(one["type"], known), **flags}


def shown(word: str | None, known: Sequence[str]) -> str:
    """Their word for the type of a number."""
    return word if word is not None and word in known else "Other"


def take(
    value: Any,
    body: Body,
    field: str,
    key: str,
    read: Callable[[Entry, Sequence[Entry]], Any],
) -> None:
    """Data replace all that there is; what is stored of an entry that stays is kept."""
    sent = value or []
    if not isinstance(sent, list) or not all(is_entry(one, key) for one in sent):
        body[field] = Denied(Refusal("Type", f'must be a list of objects like {{"{key}": "…"}}'))
        return
    first = read(sent[0], ()) if sent else None
    refused = next(
        (one for one in (read(one, ()) for one in sent) if isinstance(one, Denied)), None
    )
    if refused or isinstance(first, Denied):
        body[field] = refused
        return
    body[field] = Revised(lambda stored: [read(one, stored or ()) for one in sent])


def is_entry(one: Any, key: str) -> bool:
    """Whether an object says an address or a number."""
    return isinstance(one, dict) and isinstance(one.get(key), str) and bool(one[key].strip())


def read_email(one: Entry, stored: Sequence[Entry]) -> dict[str, Any]:
    """An address that was sent, as an entry of ours."""
    text = one["emailAddress"].strip()
    known = next((old for old in stored if fold(old["address"]) == fold(text)), {})
    return {**typed(known.get("type")), "address": text, **flags_of(one, known)}


def read_phone(one: Entry, stored: Sequence[Entry], known_types: Sequence[str]) -> Any:
    """A number that was sent, as an entry of ours; Denied for a type that is none."""
    text, sent = one["phoneNumber"].strip(), one.get("type")
    if sent and sent not in known_types:
        return Denied(Refusal("In", f"the type of a number is one of {', '.join(known_types)}"))
    known = next((old for old in stored if key_of(old["number"]) == key_of(text)), {})
    same = not sent or (known and shown(known["type"], known_types) == sent)
    word = known.get("type") if same else sent
    return {**typed(word), "number": text, **flags_of(one, known)}


def typed(word: str | None) -> dict[str, Any]:
    """The type of an entry, where it is known."""
    return {"type": word} if word else {}


def flags_of(one: Entry, known: Entry) -> dict[str, Any]:
    """The marks of an entry; those that were not sent stay."""
    found = {
        ours: one.get(theirs, known.get(ours, False))
        for theirs, ours in FLAGS.items()
        if theirs != "primary"
    }
    return {**found, "is_primary": bool(one.get("primary", False))}
