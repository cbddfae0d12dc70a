"""What a role says, as kinds of value: its grants, and the fields that it keeps from people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from records.access import ruler_of
from records.types import fields_of, registry
from users.grants import (
    ACTIONS,
    EVERY_TYPE,
    LEVELS,
    Grant,
    read_fields,
    read_grants,
    write_grants,
)
from values.refusals import Refusal
from values.structures import Json
from values.text import nearest

OTHERS = "All types not named here"
EVERY = "All types"


@dataclass(frozen=True)
class Grants(Json):
    """A list of {record_type, create, read, edit, delete}. held: the types named before, which may
    have gone since."""

    held: frozenset[str] = frozenset()

    def schema(self) -> dict[str, Any]:
        level = {"type": "string", "enum": list(LEVELS)}
        known = {"record_type": {"type": "string"}, "create": {"type": "boolean"}}
        properties = known | {action: level for action in ACTIONS}
        one = {"type": "object", "properties": properties, "required": ["record_type"]}
        return {"type": "array", "items": one | {"additionalProperties": False}}

    def allowing(self, current: Any) -> Grants:
        return replace(self, held=frozenset(one.record_type for one in understood(current)))

    def take(self, value: Any) -> Any:
        if value is not None:
            grants = read_grants(value)
            check_types({one.record_type for one in grants} - self.held)
            return write_grants(grants)
        return value

    def say(self, value: Any) -> Any:
        """Every key in our order, whatever order the database keeps them in."""
        try:
            return write_grants(read_grants(value))
        except Refusal:
            return value

    def tell(self, value: Any) -> str:
        """The grants for people."""
        return "; ".join(told(one) for one in understood(value))


@dataclass(frozen=True)
class FieldNames(Json):
    """{record type: [field name]}. held: what was named before, as (type, field)."""

    held: frozenset[tuple[str, str]] = frozenset()

    def schema(self) -> dict[str, Any]:
        names = {"type": "array", "items": {"type": "string"}}
        return {"type": "object", "additionalProperties": names}

    def allowing(self, current: Any) -> FieldNames:
        return replace(self, held=frozenset(pairs(current or {})))

    def take(self, value: Any) -> Any:
        if value is None:
            return None
        named = read_fields(value)
        check_types(set(named) - {record_type for record_type, _ in self.held})
        for record_type, names in named.items():
            known = fields_of(record_type) if record_type in registry else names
            for name in sorted(names - set(known)):
                if (record_type, name) not in self.held:
                    there = f"{record_type}: there is no field '{name}'"
                    raise Refusal("In", f"{there}{nearest(name, known)}")
        return dict(sorted(value.items()))

    def say(self, value: Any) -> Any:
        """By type in alphabetical order, whatever order the database keeps them in."""
        return dict(sorted(value.items())) if isinstance(value, dict) else value

    def tell(self, value: Any) -> str:
        """The names for people."""
        labels = {
            of: ", ".join(field_label(of, one) for one in names) for of, names in value.items()
        }
        return "; ".join(f"{type_label(of)}: {said}" for of, said in labels.items())


def understood(value: Any) -> tuple[Grant, ...]:
    """Stored grants; none where they are no longer understood."""
    try:
        return read_grants(value or [])
    except Refusal:
        return ()


def pairs(value: Mapping[str, Any]) -> Collection[tuple[str, str]]:
    """What stored names are of, as (type, field)."""
    return [(record_type, name) for record_type, names in value.items() for name in names]


def check_types(names: Collection[str]) -> None:
    """Refuse names of record types that do not exist. Raises Refusal."""
    for name in sorted(names):
        if name not in registry and name != EVERY_TYPE:
            raise Refusal("In", f"there is no record type '{name}'{nearest(name, registry)}")


def granted_types() -> dict[str, str]:
    """The record types that roles decide about, with their labels, by label; the rest first."""
    ruled = [one for one in registry.values() if one.audience == "roles" and ruler_of(one) is one]
    named = sorted((one.label, one.name) for one in ruled)
    return {EVERY_TYPE: OTHERS} | {name: label for label, name in named}


def fielded_types() -> dict[str, str]:
    """The record types whose fields a role may keep, with their labels; those of parts last."""
    ruled = [one for one in registry.values() if one.audience == "roles"]
    named = sorted((ruler_of(one) is not one, one.label, one.name) for one in ruled)
    return {EVERY_TYPE: EVERY} | {name: label for _, label, name in named}


def type_label(name: str) -> str:
    """What people call a record type; a name that is no longer one stands as it is."""
    if name == EVERY_TYPE:
        return EVERY
    return registry[name].label if name in registry else name


def field_label(record_type: str, name: str) -> str:
    """What people call a field; a name that is no longer one stands as it is."""
    known = field_labels(record_type)
    return known.get(name, name)


def field_labels(record_type: str) -> dict[str, str]:
    """The fields of a type that may be kept from somebody, with their labels; of all types those
    that any has."""
    if record_type == EVERY_TYPE:
        named = [one for name in registry for one in field_labels(name).items()]
        return dict(sorted(named, key=lambda pair: pair[1]))
    if record_type not in registry:
        return {}
    return {name: one.label for name, one in fields_of(record_type).items() if name != "id"}


def told(grant: Grant) -> str:
    """One grant for people."""
    acts = [("create", "yes" if grant.create else "none")]
    acts += [(action, grant.level(action)) for action in ACTIONS]
    said = [action if far == "yes" else f"{action} {far}" for action, far in acts if far != "none"]
    label = OTHERS if grant.record_type == EVERY_TYPE else type_label(grant.record_type)
    return f"{label}: {', '.join(said) or 'nothing'}"
