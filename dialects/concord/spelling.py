"""Values as they stand in addresses and forms, where everything is text: what they spell."""

from __future__ import annotations

import re
from decimal import Decimal as Exact
from typing import Any

from customfields.choices import Chosen, ChosenSet
from records.references import Reference, ReferenceSet
from values.kinds import Boolean, Kind
from values.numbers import Decimal, Integer
from values.refusals import Refusal

WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)
TEXTS = frozenset({"name", "number", "type", "note", "unit", "tax_type", "tax_label", "email"})
FLAGS = {"true": True, "1": True, "false": False, "0": False}


def spell(kind: Kind, text: str) -> Any:
    """The JSON value that a text spells for a kind. Raises Refusal."""
    match kind:
        case Boolean():
            if text.lower() not in FLAGS:
                raise Refusal("Type", "must be true or false")
            return FLAGS[text.lower()]
        case Integer() | Reference() | ReferenceSet():
            if not WHOLE.fullmatch(text):
                raise Refusal("Number", "must be a whole number")
            return int(text)
        case Decimal():
            if not NUMBER.fullmatch(text):
                raise Refusal("Number", "must be a number")
            return Exact(text) if "." in text else int(text)
        case Chosen():
            return int(text) if WHOLE.fullmatch(text) else text
    return text


def loosened(value: Any, kind: Kind | None) -> Any:
    """What the texts of a form spell: by a field's kind, or, without one, by their look."""
    match value:
        case dict():
            return {
                name: one if name in TEXTS else loosened(one, None) for name, one in value.items()
            }
        case list() if kind is None or isinstance(kind, ReferenceSet | ChosenSet):
            return [loosened(one, kind) for one in value]
        case str():
            return guessed(value) if kind is None else spelled(kind, value)
    return value


def spelled(kind: Kind, text: str) -> Any:
    """What a text spells for a kind; itself, for the hall to refuse, where that is nothing."""
    try:
        return spell(kind, text)
    except Refusal:
        return text


def guessed(text: str) -> Any:
    """What a text looks like: a truth value, a number, or a text after all."""
    if text in ("true", "false"):
        return text == "true"
    if WHOLE.fullmatch(text) and not text.startswith("0"):
        return int(text)
    return Exact(text) if NUMBER.fullmatch(text) and "." in text else text
