"""Phone numbers: their types, their input forms, and the calling code that goes before them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from channels.numbers import key_of
from dialects.forms import EMPTY
from dialects.words import Body
from lookups.lists import find
from records.drafts import Denied, Revised
from values.refusals import Refusal

PHONE_TYPES = {"mobile": "Mobile", "work": "Office", "other": "Other"}
SHOWN_TYPES = {"Mobile": "mobile", "Office": "work"}
NUMBERS = 'must be a list of objects like {"number": "…", "type": "work"}'


def take_phones(value: Any, body: Body) -> None:
    """Numbers in any of their input forms; what is stored of a number that stays is kept."""
    given = [] if value in EMPTY else [value] if isinstance(value, str | dict) else value
    try:
        if not isinstance(given, list):
            raise Refusal("Type", NUMBERS)
        entries = [read_phone(one) for one in given]
    except Refusal as refusal:
        body["phones"] = Denied(refusal)
        return

    def of(stored: Any) -> Any:
        known = {key_of(one["number"]): one for one in stored or ()}
        return [phone(number, word, known) for number, word in entries]

    body["phones"] = Revised(of)


def read_phone(given: Any) -> tuple[str, str]:
    """A number and their word for its type. Raises Refusal."""
    one = {"number": given} if isinstance(given, str) else given
    if not isinstance(one, dict) or not isinstance(one.get("number"), str):
        raise Refusal("Type", NUMBERS)
    word = one.get("type") or "work"
    if not isinstance(word, str) or word not in PHONE_TYPES:
        raise Refusal("In", f"a type is one of {', '.join(PHONE_TYPES)}")
    return one["number"], word


def phone(number: str, word: str, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A number as ours is stored. known: the stored entries by what is compared of them."""
    old = known.get(key_of(number)) or known.get(key_of(with_prefix(number)))
    if old is None:
        return {"number": with_prefix(number), "type": type_for(word)}
    kept = old["type"] if shown_type(old["type"]) == word else type_for(word)
    return {**old, "number": with_prefix(number) if number != old["number"] else number} | {
        "type": kept
    }


def type_for(word: str) -> str | None:
    """Our type of a number for their word."""
    found = find("phone_type", PHONE_TYPES[word])
    return found.value if found else None


def shown_type(word: str | None) -> str:
    """Their word for the type of a number."""
    return SHOWN_TYPES.get(word or "", "other")


def with_prefix(number: str) -> str:
    """A number with the calling code of the installation, if it has none of its own."""
    prefix: str = settings.CONCORD_PHONE_PREFIX
    bare = number.strip()
    return f"{prefix}{bare}" if prefix and bare and not bare.startswith("+") else number
