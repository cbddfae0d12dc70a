"""Ids as EspoCRM's clients know them: 17 characters that hold the type and our id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dialects.forms import EMPTY, NOTHING, Form, listed
from records.codes import FIXED, code_of
from records.drafts import Denied
from records.fields import Field
from records.query import Is, Where
from values.numbers import LARGEST
from values.refusals import Refusal

ID = re.compile(r"a([0-9a-f]{2})([0-9a-f]{14})", re.ASCII)
TYPES = {code: name for name, code in FIXED.items()}


def encode(type_name: str, number: int) -> str:
    """The id of a record: the code of its type, and our id."""
    return f"a{code_of(type_name):02x}{number:014x}"


def decode(type_name: str, text: Any) -> int | None:
    """Our id in that of a record of this type; None if it is that of none."""
    found = type_and_number(text)
    return found[1] if found is not None and found[0] == type_name else None


def type_and_number(text: Any) -> tuple[str, int] | None:
    """The type and our id in an id; None if it is that of no record."""
    found = ID.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    name, number = TYPES.get(int(found[1], 16)), int(found[2], 16)
    return (name, number) if name is not None and 0 < number <= LARGEST else None


def number_in(type_name: str, value: Any) -> Any:
    """Our id in a reference; None for nothing, else Denied."""
    if value in EMPTY:
        return None
    number = decode(type_name, value)
    return Denied(Refusal("Exists", "is not the id of such a record")) if number is None else number


def numbers_in(type_name: str, value: Any) -> Any:
    """Our ids in references, each once; Denied if one of them is none."""
    if value in EMPTY:
        return []
    if not isinstance(value, list):
        return Denied(Refusal("Type", "must be a list of ids"))
    found = [number_in(type_name, one) for one in value]
    refused = next((one for one in found if isinstance(one, Denied)), None)
    return refused or [one for one in dict.fromkeys(found) if one is not None]


def refers(name: str, type_name: str, op: str, value: Any) -> Where:
    """The condition that a field of ours holds one of these ids. Raises Refusal."""
    if op not in ("eq", "in"):
        raise Refusal("Type", "cannot be compared like this")
    asked = listed(value) if op == "in" else [value]
    if not all(one in EMPTY or isinstance(one, str) for one in asked):
        raise Refusal("Type", "is compared with ids")
    found = [None if one in EMPTY else decode(type_name, one) for one in asked]
    known = [one for one, sent in zip(found, asked, strict=True) if one is not None or not sent]
    return Is(name, "in", known) if known else NOTHING


@dataclass(frozen=True)
class Uid(Form):
    """The id of a record of a type."""

    target: str = ""

    plain = False

    def say(self, value: Any) -> Any:
        return encode(self.target, value)

    def take(self, value: Any, field: Field) -> Any:
        return number_in(self.target, value)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": 17}

    def where(self, op: str, value: Any, field: Field) -> Where:
        return refers(field.name, self.target, op, value)


@dataclass(frozen=True)
class Uids(Form):
    """The ids of several records of a type."""

    empty: Any = ()
    target: str = ""

    plain = False

    def say(self, value: Any) -> Any:
        return [encode(self.target, one) for one in value]

    def take(self, value: Any, field: Field) -> Any:
        return numbers_in(self.target, value)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}}

    def where(self, op: str, value: Any, field: Field) -> Where:
        return refers(field.name, self.target, op, value)
