"""What a role grants: its stored JSON, read strictly and without the database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from values.refusals import Refusal

Level = Literal["none", "own", "team", "all"]
Action = Literal["read", "edit", "delete"]
LEVELS: tuple[Level, ...] = get_args(Level)
ACTIONS: tuple[Action, ...] = get_args(Action)
EVERY_TYPE = "*"
WORD = re.compile(r"[a-z][a-z0-9_]{0,99}", re.ASCII)


@dataclass(frozen=True)
class Grant:
    """What one role allows with the records of one type ("*": of every type not named)."""

    record_type: str
    create: bool = False
    read: Level = "none"
    edit: Level = "none"
    delete: Level = "none"

    def level(self, action: Action) -> Level:
        """How far reading, editing or deleting goes."""
        levels: dict[Action, Level] = {
            "read": self.read,
            "edit": self.edit,
            "delete": self.delete,
        }
        return levels[action]


def widest(levels: Iterable[Level]) -> Level:
    """The highest of some levels; of no levels: none."""
    return max(levels, key=LEVELS.index, default="none")


def read_grants(json: Any) -> tuple[Grant, ...]:
    """A list of {record_type, create, read, edit, delete} → grants; what is left out is denied.

    Raises Refusal. Whether a record type of that name exists is not known here, only its shape.
    """
    if not isinstance(json, list):
        raise Refusal("Type", "must be a list of grants")
    grants = tuple(_read_grant(one, f"grant {row}") for row, one in enumerate(json, 1))
    names = [grant.record_type for grant in grants]
    for name in names:
        if names.count(name) > 1:
            raise Refusal("Unique", f"record type {name} is granted twice")
    return grants


def write_grants(grants: Iterable[Grant]) -> list[dict[str, Any]]:
    """Grants → the JSON that is stored and shown, every key present."""
    return [
        {"record_type": grant.record_type, "create": grant.create}
        | {action: grant.level(action) for action in ACTIONS}
        for grant in grants
    ]


def read_fields(json: Any) -> dict[str, frozenset[str]]:
    """{record type: [field name]} → the same as sets. Raises Refusal."""
    if not isinstance(json, Mapping):
        raise Refusal("Type", "must be an object: record type → list of field names")
    for record_type, names in json.items():
        _check_type(record_type, "the record type")
        if not isinstance(names, list):
            raise Refusal("Type", f"{record_type} must have a list of field names")
        for name in names:
            if not isinstance(name, str) or not WORD.fullmatch(name):
                raise Refusal("Text", f"{record_type}: {name!r:.60} is not the name of a field")
    return {record_type: frozenset(names) for record_type, names in json.items()}


def _read_grant(json: Any, place: str) -> Grant:
    if not isinstance(json, Mapping):
        raise Refusal("Type", f"{place} must be an object")
    unknown = set(json) - {"record_type", "create", *ACTIONS}
    if unknown:
        raise Refusal("Unknown", f"{place} has no {min(map(str, unknown))!r:.60}")
    _check_type(json.get("record_type"), f"{place}: record_type")
    create = json.get("create", False)
    if not isinstance(create, bool):
        raise Refusal("Type", f"{place}: create must be true or false")
    levels = {action: _read_level(json, action, place) for action in ACTIONS}
    return Grant(json["record_type"], create, **levels)


def _read_level(json: Mapping[str, Any], action: Action, place: str) -> Level:
    asked = json.get(action, "none")
    for level in LEVELS:
        if asked == level:
            return level
    raise Refusal("In", f"{place}: {action} must be one of {', '.join(LEVELS)}", *LEVELS)


def _check_type(name: Any, place: str) -> None:
    if name == EVERY_TYPE or (isinstance(name, str) and WORD.fullmatch(name)):
        return
    raise Refusal("Text", f'{place} must be the name of a record type, like contacts, or "*"')
