"""The kinds of value: how each is read from JSON, said in JSON, and compared in a query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from values.refusals import Refusal
from values.text import fold, is_clean

EQUALITY = frozenset({"eq", "in"})
ORDERED = EQUALITY | {"gt", "gte", "lt", "lte", "between"}
PATTERNS = frozenset({"starts", "ends", "contains"})
TEXTUAL = ORDERED | PATTERNS
PATTERN_LIMIT = 1000
INDEXABLE = 2500  # bytes of a key that a PostgreSQL b-tree surely takes
LOOKUPS = {"eq": "exact", "in": "in", "gt": "gt", "gte": "gte", "lt": "lt", "lte": "lte"}


class Kind:
    """One kind of value. The base compares its plain column; subclasses say what differs."""

    name: ClassVar[str] = ""
    operators: ClassVar[frozenset[str]] = ORDERED
    sortable: ClassVar[bool] = True
    many: ClassVar[bool] = False
    write_only: ClassVar[bool] = False
    max_length: int | None = None
    decimals: int | None = None

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a value (without null)."""
        raise NotImplementedError(self.name)

    def check_keys(self, value: Any) -> None:
        """Refuse what a JSON value names that does not exist. Raises Unanswerable with the nearest
        name that does."""

    def take(self, value: Any) -> Any:
        """JSON value → Python value, strictly; None is 'no value'. Raises Refusal."""
        return value

    def say(self, value: Any) -> Any:
        """Python value → JSON value."""
        return value

    def allowing(self, current: Any) -> Kind:
        """The kind that judges what is sent to a record which holds `current`: what it holds may
        always be sent back, also where it would not be given anew."""
        return self

    def start(self, declared: Any) -> Any:
        """The JSON value that a new record begins with, where this one is declared."""
        return declared

    def say_label(self, value: Any) -> Any:
        """Python value → what people are shown of it, for kinds whose JSON value is an id."""
        return self.say(value)

    def ask(self, op: str, operand: Any) -> Any:
        """The operand of a condition, checked and made Python. Raises Refusal."""
        if op == "in":
            return [self.ask("eq", one) for one in _list(operand)]
        if op == "between":
            pair = _list(operand)
            if len(pair) != 2:
                raise Refusal("Type", "takes two values, [low, high]")
            return [self.ask("gte", pair[0]), self.ask("lte", pair[1])]
        if operand is None and op != "eq":
            raise Refusal("Type", "cannot be compared with null")
        return self.take(operand)

    def where(self, column: str, op: str, operand: Any) -> Q:
        """The condition on a column that has been asked with `ask`; None equals 'no value'."""
        match op:
            case "eq" if operand is None:
                return Q(**{f"{column}__isnull": True})
            case "in":
                values = [one for one in operand if one is not None]
                found = Q(**{f"{column}__in": values})
                return found | Q(**{f"{column}__isnull": True}) if None in operand else found
            case "between":
                return Q(**{f"{column}__gte": operand[0], f"{column}__lte": operand[1]})
        return Q(**{f"{column}__{LOOKUPS[op]}": operand})

    def column(self, name: str) -> str:
        """The column that is compared, for a value stored in the column `name`."""
        return name

    def ordering(self, name: str) -> str:
        """The column path by which values are sorted."""
        return self.column(name)

    def matches(self, value: Any, op: str, operand: Any) -> bool:
        """The same verdict as `where`, on a Python value: for defaults, tests and in-memory use."""
        key, other = self.key(value), self.keys(operand)
        match op:
            case "in":
                return key in other
            case "eq":
                return bool(key == other)
        if key is None:
            return False
        return bool(COMPARE[op](key, other))

    def key(self, value: Any) -> Any:
        """What is compared of a Python value."""
        return value

    def keys(self, operand: Any) -> Any:
        """What is compared of an operand, lists elementwise."""
        return (
            [self.key(one) for one in operand] if isinstance(operand, list) else self.key(operand)
        )

    def form_field(self, **kwargs: Any) -> forms.Field:
        """The dashboard's form field for such a value."""
        return forms.CharField(**kwargs)


COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda key, other: key > other,
    "gte": lambda key, other: key >= other,
    "lt": lambda key, other: key < other,
    "lte": lambda key, other: key <= other,
    "between": lambda key, other: other[0] <= key <= other[1],
    "starts": lambda key, other: key.startswith(other),
    "ends": lambda key, other: key.endswith(other),
    "contains": lambda key, other: other in key,
}


def _list(operand: Any) -> list[Any]:
    if not isinstance(operand, list):
        raise Refusal("Type", "takes a list")
    return operand


def fits_index(text: str) -> bool:
    """Whether a text's key fits an index; folding makes up to 12 bytes of a character."""
    short = len(text) * (1 if text.isascii() else 12) <= INDEXABLE
    return short or len(fold(text).encode()) <= INDEXABLE


def after_prefix(prefix: str) -> str | None:
    """The smallest text after all that start with the prefix, by code point; None: none is."""
    for end in range(len(prefix), 0, -1):
        code = ord(prefix[end - 1])
        if code < 0x10FFFF:
            following = 0xE000 if code == 0xD7FF else code + 1
            return prefix[: end - 1] + chr(following)
    return None


@dataclass(frozen=True)
class Text(Kind):
    """A text of one kind or another, compared by its folded key."""

    name = "text"
    operators = TEXTUAL
    indexed: ClassVar[bool] = True
    max_length: int | None = 255

    def schema(self) -> dict[str, Any]:
        return {"type": "string"} | ({"maxLength": self.max_length} if self.max_length else {})

    def take(self, value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise Refusal("Type", "must be a text")
        if not is_clean(value):
            raise Refusal("Text", "holds a character that cannot be stored")
        if self.max_length and len(value) > self.max_length:
            raise Refusal("Max", f"at most {self.max_length} characters", self.max_length)
        if self.indexed and not fits_index(value):
            raise Refusal("Max", f"at most {INDEXABLE} bytes in UTF-8", INDEXABLE)
        return self.judge(value) if value.strip() else None

    def judge(self, value: str) -> str:
        """What subclasses demand of a text that is not empty."""
        return value

    def ask(self, op: str, operand: Any) -> Any:
        if op in {"in", "between"} or operand is None:
            return super().ask(op, operand)
        if not isinstance(operand, str):
            raise Refusal("Type", "must be compared with a text")
        if not is_clean(operand):
            raise Refusal("Text", "holds a character that cannot be stored")
        if op in PATTERNS and len(operand) > PATTERN_LIMIT:
            raise Refusal("Max", f"a pattern has at most {PATTERN_LIMIT} characters", PATTERN_LIMIT)
        return (operand if operand.strip() else None) if op == "eq" else operand

    def where(self, column: str, op: str, operand: Any) -> Q:
        folded = self.keys(operand)
        if op not in PATTERNS:
            return super().where(column, op, folded)
        if folded == "":
            return Q(**{f"{column}__isnull": False})
        if op == "starts":
            end = after_prefix(folded)
            upper = Q(**{f"{column}__lt": end}) if end else Q()
            return Q(**{f"{column}__gte": folded}) & upper
        return Q(**{f"{column}__{'endswith' if op == 'ends' else 'contains'}": folded})

    def column(self, name: str) -> str:
        return f"{name}_key"

    def key(self, value: Any) -> Any:
        return None if value is None else fold(value)

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.CharField(max_length=self.max_length, **kwargs)


@dataclass(frozen=True)
class LongText(Text):
    """A text of up to a mebibyte, in lines."""

    name = "textarea"
    indexed = False
    max_length: int | None = 1024 * 1024

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.CharField(widget=forms.Textarea, **kwargs)


@dataclass(frozen=True)
class Choice(Text):
    """One of a few fixed words."""

    name = "choice"
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}

    def judge(self, value: str) -> str:
        if value not in self.choices:
            raise Refusal("In", f"must be one of {', '.join(self.choices)}", *self.choices)
        return value

    def ask(self, op: str, operand: Any) -> Any:
        asked = super().ask(op, operand)
        if op == "eq" and asked is not None and fold(asked) not in map(fold, self.choices):
            raise Refusal("In", f"must be one of {', '.join(self.choices)}", *self.choices)
        return asked

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.ChoiceField(choices=[("", "—"), *((c, c) for c in self.choices)], **kwargs)


@dataclass(frozen=True)
class Boolean(Kind):
    """True or false."""

    name = "boolean"
    operators = EQUALITY

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def take(self, value: Any) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        raise Refusal("Type", "must be true or false")

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.NullBooleanField(**kwargs)


@dataclass(frozen=True)
class Computed(Kind):
    """A value that is worked out for the reply, and neither written nor asked for."""

    name = "computed"
    operators = frozenset()
    sortable = False
    shape: str = "integer"

    def schema(self) -> dict[str, Any]:
        return {"type": self.shape}
