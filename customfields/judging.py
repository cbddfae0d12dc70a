"""What an administrator may say of a custom field, attribute by attribute."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from customfields.kinds import TYPES
from values.kinds import Boolean, Choice, Kind, LongText, Text
from values.numbers import Integer
from values.refusals import Refusal, Refused, Unanswerable
from values.structures import Json
from values.text import fold, nearest

KEY = re.compile(r"cf_[a-z0-9_]{1,60}")
LEAST_ORDER, MOST_ORDER = -(2**31), 2**31 - 1
FIXED = ("id", "record_type", "key")
NEVER_EMPTY = ("label", "type", "required", "unique", "order")
EMPTY_TEXTS = ("help_text", "group")


@dataclass(frozen=True)
class KeyText(Text):
    """The key of a field."""

    max_length: int | None = 63

    def judge(self, value: str) -> str:
        if not KEY.fullmatch(value):
            raise Refusal("Text", "must be cf_ and 1 to 60 of a-z, 0-9 and _")
        return value


@dataclass(frozen=True)
class DialectNames(Kind):
    """The dialects in which a field shows; null for all of them. known: None if any will do."""

    name = "dialects"
    known: tuple[str, ...] | None = None

    def take(self, value: Any) -> list[str] | None:
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Refusal("Type", "must be a list of dialects, or null for all")
        if len(set(value)) < len(value):
            raise Refusal("Unique", "names the same dialect twice")
        check_dialects(value, self.known)
        return value


@dataclass(frozen=True)
class WireNames(Kind):
    """What dialects call a field: dialect → name."""

    name = "wire_names"
    known: tuple[str, ...] | None = None

    def take(self, value: Any) -> dict[str, str]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise Refusal("Type", "must be an object, dialect → name")
        check_dialects(value, self.known)
        names = {dialect: Text(255).take(name) for dialect, name in value.items()}
        if None in names.values():
            raise Refusal("Required", "a name is empty")
        return {dialect: str(name) for dialect, name in names.items()}


def check_dialects(names: Iterable[str], known: tuple[str, ...] | None) -> None:
    """Refuse names of dialects that nobody speaks."""
    for name in names:
        if known is not None and name not in known:
            raise Refusal("In", f"'{name}' is no dialect{nearest(name, known)}")


def attribute_kinds(
    known_types: Collection[str], known_dialects: Collection[str] | None
) -> dict[str, Kind]:
    """What judges each attribute."""
    dialects = None if known_dialects is None else tuple(known_dialects)
    return {
        "record_type": Choice(choices=tuple(known_types)),
        "key": KeyText(),
        "label": Text(255),
        "type": Choice(choices=tuple(TYPES)),
        "required": Boolean(),
        "unique": Boolean(),
        "default": Json(),
        "help_text": LongText(max_length=10_000),
        "group": Text(255),
        "order": Integer(LEAST_ORDER, MOST_ORDER),
        "dialects": DialectNames(dialects),
        "wire_names": WireNames(dialects),
        "options": Json(),
    }


def judge(
    data: Mapping[str, Any], kinds: Mapping[str, Kind], refusals: dict[str, list[Refusal]]
) -> dict[str, Any]:
    """The attributes that are sent, in Python; refusals are added to those known.

    Raises Unanswerable for a name that is no attribute.
    """
    taken: dict[str, Any] = {}
    for name, value in data.items():
        if name not in kinds and name != "id":
            raise Unanswerable(f"unknown field '{name}'{nearest(name, kinds)}")
        if name == "id":
            continue
        try:
            taken[name] = filled(name, kinds[name].take(value))
        except Refusal as refusal:
            refusals.setdefault(name, []).append(refusal)
    return taken


def filled(name: str, value: Any) -> Any:
    """The value of an attribute, where None may not stand. Raises Refusal."""
    if value is None and name in NEVER_EMPTY:
        raise Refusal("Required")
    return "" if value is None and name in EMPTY_TEXTS else value


def require(
    names: Iterable[str], sent: Mapping[str, Any], refusals: dict[str, list[Refusal]]
) -> None:
    """Refuse what is missing."""
    for name in names:
        if sent.get(name) is None and name not in refusals:
            refusals[name] = [Refusal("Required")]


def check_fixed(
    data: Mapping[str, Any], said: Mapping[str, Any], refusals: dict[str, list[Refusal]]
) -> None:
    """What never changes may be sent with the value that it has."""
    for name in FIXED:
        if name in data and data[name] != said[name]:
            refusals[name] = [Refusal("ReadOnly", "never changes")]


def raise_any(refusals: Mapping[str, list[Refusal]]) -> None:
    """Raise Refused if there are refusals."""
    if refusals:
        raise Refused(refusals)


def key_for(label: str, used: Collection[str]) -> str:
    """A key made from a label: its letters without accents, numbered if it is taken."""
    plain = unicodedata.normalize("NFKD", fold(label)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "field"
    key, number = f"cf_{stem}", 1
    while key in used:
        number += 1
        ending = f"_{number}"
        key = f"cf_{stem[: 60 - len(ending)]}{ending}"
    return key
