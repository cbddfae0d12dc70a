"""The JSON Schemas of what a list is asked with: filters, their conditions, orderings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from customfields.choices import Chosen
from dialects.native.pieces import WHOLE_NUMBER, Schema, closed, nullable, ref
from lookups.kinds import LookupKind
from records.dictionary import Description, Entry
from values.kinds import PATTERN_LIMIT, Choice, Kind, Text
from values.numbers import Decimal, Integer
from values.times import DateTime

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


def filter_schema(description: Description, along: Mapping[str, Description]) -> Schema:
    """The grammar of `q` for one type. along: to-one relation → what it leads to."""
    own = f"{component_name(description)}Filter"
    logic = {"type": "array", "minItems": 1, "maxItems": CONDITION_LIMIT, "items": ref(own)}
    properties = {**conditions_by(description, "")}
    for relation, target in along.items():
        properties |= conditions_by(target, f"{relation}.")
    return {
        "description": FILTER_NOTE,
        **closed({**properties, "$or": logic, "$and": logic}, required=()),
    }


def conditions_by(description: Description, prefix: str) -> dict[str, Schema]:
    """Path → pointer to the condition that the field takes, for filterable fields."""
    return {
        f"{prefix}{entry.field.name}": ref(condition_name(entry, description))
        for entry in description.entries
        if entry.field.filterable
    }


def component_name(description: Description) -> str:
    """The name of a type's component: its record in the singular, like Account."""
    return description.record_type.model.__name__


def condition_name(entry: Entry, description: Description) -> str:
    """The name of the component for conditions on a field: one per kind, or per set of words."""
    match entry.field.kind:
        case LookupKind(list_name=name, others=others):
            return f"{'Or'.join(map(in_capitals, (name, *others)))}Condition"
        case Choice() | Chosen():
            return f"{component_name(description)}{in_capitals(entry.field.name)}Condition"
    return f"{in_capitals(entry.field.kind.name)}Condition"


def in_capitals(name: str) -> str:
    """A name as components are named: account_type → AccountType."""
    return name.title().replace("_", "")


def conditions_of(descriptions: Iterable[Description]) -> dict[str, Schema]:
    """Every condition that the fields of these types take, by component name."""
    found: dict[str, Schema] = {}
    for description in descriptions:
        for entry in description.entries:
            name = condition_name(entry, description)
            if entry.field.filterable and name not in found:
                found[name] = condition_schema(entry.field.kind, name)
    return found


def condition_schema(kind: Kind, name: str) -> Schema:
    """What may stand behind a field's name: a value, null, or operators with their operands."""
    equal, operand = equal_schema(kind), operand_schema(kind)
    many = {"type": "array", "items": nullable(equal), "maxItems": IN_LIMIT}
    pair = {"type": "array", "items": operand, "minItems": 2, "maxItems": 2}
    shapes = {"$not": ref(name), "$in": many, "$nin": many, "$bt": pair}
    words = [word for operator in WORDS if operator in kind.operators for word in WORDS[operator]]
    operators = closed({word: shapes.get(word, operand) for word in words}, required=())
    return {"anyOf": [nullable(equal), {**operators, "minProperties": 1}]}


def equal_schema(kind: Kind) -> Schema:
    """A value that a field may be asked to equal: of those that are on its list, if it has one."""
    match kind:
        case LookupKind() if kind.values:
            return {"type": "string", "enum": list(dict.fromkeys(v.value for v in kind.values))}
        case Choice():
            return {"type": "string", "enum": list(kind.choices)}
        case Chosen() if kind.options:
            ids, labels = zip(*((one.id, one.label) for one in kind.options), strict=True)
            return {"type": ["integer", "string"], "enum": [*ids, *labels]}
    return operand_schema(kind)


def operand_schema(kind: Kind) -> Schema:
    """A single value that a field may be compared with; it need not be one that could be stored."""
    match kind:
        case DateTime():
            return {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}
        case Integer():
            return WHOLE_NUMBER
        case Decimal():
            return {"type": "number"}
        case Text() | LookupKind():
            return {"type": "string", "maxLength": PATTERN_LIMIT}
    schema = kind.schema()
    items = schema.get("items", schema)
    if items.get("type") == "object":
        return {"type": "string", "maxLength": PATTERN_LIMIT}
    return dict(items)


def order_schema(description: Description) -> Schema:
    """What `order` may hold for one type: sortable fields, most important first."""
    names = [entry.field.name for entry in description.entries if entry.field.sortable]
    return {
        "description": "Field to direction, most important first; no value comes last.",
        **closed({name: ref("Direction") for name in names}, required=()),
        "maxProperties": ORDER_LIMIT,
    }


def filter_example(description: Description) -> Schema:
    """A filter that holds for the type."""
    texts = [one for one in description.entries if "contains" in one.operators and not one.custom]
    names = [one.field.name for one in texts if type(one.field.kind) is Text]
    return {names[0]: {"$con": "a"}} if names else {"id": {"$gt": 0}}
