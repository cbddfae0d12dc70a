"""Ids as Cogmento's clients know them: UUIDs that hold the installation, the type, and our id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from dialects.forms import EMPTY, NOTHING, Form, listed
from records.drafts import Denied
from records.fields import Field
from records.query import Is, Where
from values.refusals import Missing, Refusal

UID = re.compile(r"([0-9a-f]{8})-([0-9a-f]{4})-4000-8000-([0-9a-f]{12})", re.ASCII | re.IGNORECASE)
USERS, TAGS, EMAILS, PHONES, OPTIONS, TEMPLATES = 0x0E, 0x10, 0x17, 0x18, 0x19, 0x1A
INSTALLATION = 0
HERE: str = settings.INSTALLATION_ID
NONE: tuple[Any, ...] = (*EMPTY, {}, [])


def encode(code: int, number: int) -> str:
    """The UUID of a record: the code of its type, and our id."""
    return f"{HERE}-{code:04x}-4000-8000-{number:012x}"


def decode(code: int, text: Any) -> int | None:
    """Our id in the UUID of a record of this type; None if it is that of none."""
    found = UID.fullmatch(text) if isinstance(text, str) else None
    if found is None or found[1].lower() != HERE or int(found[2], 16) != code:
        return None
    return int(found[3], 16)


def number_at(code: int, text: str) -> int:
    """Our id in a UUID. Raises Missing if it is none of the type's."""
    number = decode(code, text)
    if number is None:
        raise Missing
    return number


def number_in(code: int, value: Any) -> Any:
    """Our id in a reference: a UUID, or an object that holds one; None for nothing, else Denied."""
    if value in NONE:
        return None
    text = value.get("id") if isinstance(value, dict) else value
    number = decode(code, text)
    return Denied(Refusal("Exists", "is not the id of such a record")) if number is None else number


def numbers_in(code: int, value: Any) -> Any:
    """Our ids in references, each once; Denied if one of them is none."""
    if value in NONE:
        return []
    found = [number_in(code, one) for one in (value if isinstance(value, list) else [value])]
    refused = next((one for one in found if isinstance(one, Denied)), None)
    return refused or [one for one in dict.fromkeys(found) if one is not None]


@dataclass(frozen=True)
class Uid(Form):
    """The id of a record of a type, as a UUID."""

    code: int = 0

    plain = False

    def say(self, value: Any) -> Any:
        return encode(self.code, value)

    def take(self, value: Any, field: Field) -> Any:
        return number_in(self.code, value)

    def where(self, op: str, value: Any, field: Field) -> Where:
        return refers(field.name, self.code, op, value)


def refers(name: str, code: int, op: str, value: Any) -> Where:
    """The condition that a field of ours holds one of these ids. Raises Refusal."""
    if op not in ("eq", "in"):
        raise Refusal("Type", "cannot be compared like this")
    asked = listed(value) if op == "in" else [value]
    if not all(one in EMPTY or isinstance(one, str) for one in asked):
        raise Refusal("Type", "is compared with ids")
    found = [None if one in EMPTY else decode(code, one) for one in asked]
    known = [one for one, sent in zip(found, asked, strict=True) if one is not None or not sent]
    return Is(name, "in", known) if known else NOTHING
