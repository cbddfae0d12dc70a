"""Kinds of value that point at other records: one, a set, or a set whose links carry attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from values.keys import check_entries
from values.kinds import EQUALITY, Kind
from values.numbers import LARGEST
from values.refusals import Refusal

SET_LIMIT = 1000


def take_id(value: Any) -> int:
    """An id from JSON: a whole number from 1 up. Raises Refusal."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal("Type", "must be an id, a whole number")
    if not 0 < value <= LARGEST:
        raise Refusal("Exists", "there is no such record")
    return value


@dataclass(frozen=True)
class Reference(Kind):
    """The id of one record of the target type."""

    target: str = ""

    name = "reference"
    operators = EQUALITY

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "format": "int64", "minimum": 1}

    def take(self, value: Any) -> int | None:
        return None if value is None else take_id(value)


@dataclass(frozen=True)
class ReferenceSet(Kind):
    """The ids of records of the target type, in order, each once."""

    target: str = ""

    name = "references"
    operators = EQUALITY
    sortable = False
    many = True

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": Reference(self.target).schema()}

    def take(self, value: Any) -> list[int]:
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refusal("Type", "must be a list of ids")
        if len(value) > SET_LIMIT:
            raise Refusal("Max", f"at most {SET_LIMIT} ids", SET_LIMIT)
        ids = [take_id(one) for one in value]
        if len(set(ids)) < len(ids):
            raise Refusal("Unique", "names a record twice")
        return ids

    def ask(self, op: str, operand: Any) -> Any:
        if op == "in":
            return super().ask(op, operand)
        return Reference(self.target).take(operand)


@dataclass(frozen=True)
class LinkSet(Kind):
    """Links to records of the target type: [{"id": 5, attribute: value, …}]."""

    target: str = ""
    attributes: Mapping[str, Kind] = field(default_factory=dict, hash=False)

    name = "links"
    operators = frozenset()
    sortable = False
    many = True

    def schema(self) -> dict[str, Any]:
        attributes = {name: kind.schema() for name, kind in self.attributes.items()}
        properties = {"id": Reference(self.target).schema(), **attributes}
        items = {"type": "object", "properties": properties, "required": ["id"]}
        return {"type": "array", "items": {**items, "additionalProperties": False}}

    def check_keys(self, value: Any) -> None:
        check_entries(value, ("id", *self.attributes))

    def take(self, value: Any) -> list[dict[str, Any]]:
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Refusal("Type", 'must be a list of objects like {"id": 5}')
        if len(value) > SET_LIMIT:
            raise Refusal("Max", f"at most {SET_LIMIT} links", SET_LIMIT)
        self.check_keys(value)
        links = [self.take_link(one) for one in value]
        if len({link["id"] for link in links}) < len(links):
            raise Refusal("Unique", "names a record twice")
        return links

    def take_link(self, given: dict[str, Any]) -> dict[str, Any]:
        """One link, its attributes judged by their kinds; those not given are left out."""
        if "id" not in given:
            raise Refusal("Required", "each link needs an id")
        attributes = {
            name: kind.take(given[name]) for name, kind in self.attributes.items() if name in given
        }
        return {"id": take_id(given["id"]), **attributes}

    def say(self, value: Any) -> Any:
        return [
            {
                name: self.attributes[name].say(one) if name != "id" else one
                for name, one in link.items()
            }
            for link in value or []
        ]
