"""The JSON Schemas of what a list is asked with: filters, their conditions, orderings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from customfields.choices import Chosen
from lookups.kinds import LookupKind
from records.dictionary import Description, Entry
from values.kinds import PATTERN_LIMIT, Kind, Text
from values.numbers import Decimal, Integer
from values.times import DateTime

Schema = dict[str, Any]

WORDS: Mapping[str, tuple[str, ...]] = {
    "eq": ("$not",),
    "in": ("$in", "$nin"),
    "gt": ("$gt",),
    "gte": ("$gte",),
    "lt": ("$lt",),
    "lte": ("$lte",),
    "between": ("$bt",),
    "starts": ("$sw",),
    "ends": ("$ew",),
    "contains": ("$con",),
}
IN_LIMIT, CONDITION_LIMIT, ORDER_LIMIT = 1000, 100, 8
FILTER_NOTE = (
    "Every entry must hold. A key is a field, or one step along a to-one relation "
    "(`account.name`); `$or` and `$and` take lists of filters. At most 6 levels, 100 conditions."
)


def words_of(operators: Iterable[str]) -> list[str]:
    """Neutral operators as they stand in `q`."""
    return [word for operator in operators for word in WORDS[operator]]


def ref(component: str) -> Schema:
    """A pointer to a component's schema."""
    return {"$ref": f"#/components/schemas/{component}"}


def nullable(schema: Schema) -> Schema:
    """The same values, or null; an empty schema takes null as it is."""
    types = schema.get("type")
    if not schema or types is None:
        return {"anyOf": [schema, {"type": "null"}]} if schema else {}
    enum = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"], **enum}


def filter_schema(description: Description, along: Mapping[str, Description]) -> Schema:
    """The grammar of `q` for one type. along: to-one relation → what it leads to."""
    own = f"{component_name(description)}Filter"
    logic = {"type": "array", "minItems": 1, "maxItems": CONDITION_LIMIT, "items": ref(own)}
    properties = {**conditions_by(description.entries, "")}
    for relation, target in along.items():
        properties |= conditions_by(target.entries, f"{relation}.")
    return {
        "type": "object",
        "description": FILTER_NOTE,
        "properties": {**properties, "$or": logic, "$and": logic},
        "additionalProperties": False,
    }


def conditions_by(entries: Iterable[Entry], prefix: str) -> dict[str, Schema]:
    """Path → pointer to the condition that its kind of value takes, for filterable fields."""
    return {
        f"{prefix}{entry.field.name}": ref(condition_name(entry.field.kind))
        for entry in entries
        if entry.field.filterable
    }


def component_name(description: Description) -> str:
    """The name of a type's component: its record in the singular, like Account."""
    return description.record_type.model.__name__


def condition_name(kind: Kind) -> str:
    """The name of the component for conditions on a kind of value, like TextCondition."""
    words = kind.name.replace("_", " ").title().replace(" ", "")
    return f"{words}Condition"


def conditions_of(descriptions: Iterable[Description]) -> dict[str, Schema]:
    """Every condition that the fields of these types take, by component name."""
    kinds = (entry.field.kind for one in descriptions for entry in one.entries)
    return {condition_name(kind): condition_schema(kind) for kind in kinds if kind.operators}


def condition_schema(kind: Kind) -> Schema:
    """What may stand behind a field's name: a value, null, or operators with their operands."""
    operand = operand_schema(kind)
    many = {"type": "array", "items": nullable(operand), "maxItems": IN_LIMIT}
    pair = {"type": "array", "items": operand, "minItems": 2, "maxItems": 2}
    shapes = {
        "$not": ref(condition_name(kind)),
        "$in": many,
        "$nin": many,
        "$bt": pair,
    }
    words = [word for operator in WORDS if operator in kind.operators for word in WORDS[operator]]
    operators = {
        "type": "object",
        "properties": {word: shapes.get(word, operand) for word in words},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [nullable(operand), operators]}


def operand_schema(kind: Kind) -> Schema:
    """A single value that a field may be compared with; it need not be one that could be stored."""
    match kind:
        case DateTime():
            return {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}
        case Integer():
            return {"type": "integer", "format": "int64"}
        case Decimal():
            return {"type": "number"}
        case Text() | LookupKind():
            return {"type": "string", "maxLength": PATTERN_LIMIT}
        case Chosen():
            return {"type": ["integer", "string"], "description": "An option, by id or label."}
    schema = kind.schema()
    items = schema.get("items", schema)
    if items.get("type") == "object":
        return {"type": "string", "maxLength": PATTERN_LIMIT}
    return dict(items)


def order_schema(description: Description) -> Schema:
    """What `order` may hold for one type: sortable fields, most important first."""
    names = [entry.field.name for entry in description.entries if entry.field.sortable]
    return {
        "type": "object",
        "description": "Field to direction, most important first; no value comes last.",
        "properties": {name: ref("Direction") for name in names},
        "additionalProperties": False,
        "maxProperties": ORDER_LIMIT,
    }


def filter_example(description: Description) -> Schema:
    """A filter that holds for the type."""
    texts = [one for one in description.entries if "contains" in one.operators and not one.custom]
    names = [one.field.name for one in texts if type(one.field.kind) is Text]
    return {names[0]: {"$con": "a"}} if names else {"id": {"$gt": 0}}
