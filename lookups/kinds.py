"""The kinds of value that come from lists: lookups, currencies, tags."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import Q

from lookups.currencies import active_codes, currencies
from lookups.lists import Value, default_of, find, value_of, values_of
from lookups.tags import tags
from values.kinds import EQUALITY, TEXTUAL, Kind, Text
from values.numbers import LARGEST
from values.refusals import Refusal
from values.text import fold, nearest

WORDS = Text(255)
TAG_NAME = Text(100)
TAG_LIMIT = 1000


@dataclass(frozen=True)
class LookupKind(Kind):
    """The id of a value of a list, said as its text and asked for as its text.

    others: further lists from which the value may come, where another field decides which.
    current: the id that passes although it is inactive, because the record has it.
    """

    list_name: str = ""
    others: tuple[str, ...] = ()
    current: int | None = None

    name = "lookup"
    operators = TEXTUAL

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists from which the value may come."""
        return (self.list_name, *self.others)

    @property
    def values(self) -> tuple[Value, ...]:
        """The values of all the kind's lists, in order."""
        return tuple(one for name in self.lists for one in values_of(name))

    def schema(self) -> dict[str, Any]:
        words = list(dict.fromkeys(one.value for one in self.values))
        return {"type": "string"} | ({"enum": words} if words else {})

    def start(self, declared: Any) -> Any:
        """What the list says today, by whatever name: administrators rename values."""
        found = default_of(self.list_name)
        return found.value if found else None

    def take(self, value: Any) -> int | None:
        """A text → the value's id."""
        text = WORDS.take(value)
        return None if text is None else self.known(text).id

    def allowing(self, current: Any) -> Kind:
        return replace(self, current=current)

    def known(self, text: str) -> Value:
        """The value with this text that may be given. Raises Refusal 'In', naming the list."""
        found = [one for name in self.lists if (one := find(name, text)) is not None]
        for one in found:
            if one.active or one.id == self.current:
                return one
        if found:
            raise Refusal("In", f"is not active in the list {self.list_name}", self.list_name)
        raise self.unknown(text)

    def unknown(self, text: str) -> Refusal:
        """Why a text that no list has is refused."""
        guess = nearest(text, (one.value for one in self.values))
        return Refusal("In", f"is no value of the list {self.list_name}{guess}", self.list_name)

    def say(self, value: Any) -> Any:
        found = value_of(value)
        return None if found is None else found.value

    def ask(self, op: str, operand: Any) -> Any:
        """The operand as text; what is asked to be equal must be on a list, active or not."""
        if op in {"in", "between"}:
            return super().ask(op, operand)
        text = WORDS.ask(op, operand)
        named = op == "eq" and text is not None
        if named and not any(find(name, text) for name in self.lists):
            raise self.unknown(text)
        return text

    def where(self, column: str, op: str, operand: Any) -> Q:
        """The values that pass, found in memory, and the column among them."""
        ids = [one.id for one in self.values if WORDS.matches(one.value, op, operand)]
        found = Q(**{f"{column}__in": ids})
        if operand is None or (op == "in" and None in operand):
            return found | Q(**{f"{column}__isnull": True})
        return found

    def matches(self, value: Any, op: str, operand: Any) -> bool:
        return WORDS.matches(self.say(value), op, operand)

    def ordering(self, name: str) -> str:
        """By the list's own order."""
        return f"{name}__position"

    def form_field(self, **kwargs: Any) -> forms.Field:
        def choices() -> list[tuple[str, str]]:
            return [("", "—"), *((one.value, one.value) for one in self.values if one.active)]

        return forms.ChoiceField(choices=choices, **kwargs)


@dataclass(frozen=True)
class CurrencyKind(Text):
    """The ISO 4217 code of an active currency, in capitals, or the one that the record has."""

    name = "currency"
    max_length: int | None = 3
    current: str | None = None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{3}$"}

    def judge(self, value: str) -> str:
        if value not in active_codes() and value != self.current:
            raise Refusal("In", "must be the code of an active currency, like EUR")
        return value

    def allowing(self, current: Any) -> Kind:
        return replace(self, current=current)

    def ask(self, op: str, operand: Any) -> Any:
        asked = super().ask(op, operand)
        if op == "eq" and asked is not None and fold(asked) not in map(fold, currencies()):
            raise Refusal("In", "must be the code of a currency, like EUR")
        return asked

    def form_field(self, **kwargs: Any) -> forms.Field:
        def choices() -> list[tuple[str, str]]:
            return [(code, code) for code in active_codes()]

        return forms.ChoiceField(choices=choices, **kwargs)


@dataclass(frozen=True)
class NewTag:
    """A tag that a write names and nobody has made yet; `lookups.tags.ensure` makes it."""

    name: str


@dataclass(frozen=True)
class TagSet(Kind):
    """Tags by id or name, in any mixture; each counts once."""

    name = "tags"
    operators = EQUALITY
    sortable = False
    many = True

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": ["integer", "string"]}}

    def take(self, value: Any) -> list[int | NewTag]:
        """Ids of known tags, and a NewTag for each name that no tag has. Raises Refusal."""
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refusal("Type", "must be a list of tags, each an id or a name")
        if len(value) > TAG_LIMIT:
            raise Refusal("Max", f"at most {TAG_LIMIT} tags", TAG_LIMIT)
        taken: dict[Any, int | NewTag] = {}
        for one in value:
            tag = self.take_one(one)
            taken.setdefault(fold(tag.name) if isinstance(tag, NewTag) else tag, tag)
        return list(taken.values())

    def take_one(self, value: Any) -> int | NewTag:
        """One tag by its id or name."""
        if isinstance(value, str):
            name = TAG_NAME.take(value)
            if name is None:
                raise Refusal("Required", "a tag needs a name")
            return tags().by_key.get(fold(name)) or NewTag(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refusal("Type", "must be a list of tags, each an id or a name")
        if value not in tags().names:
            raise Refusal("Exists", "there is no such tag")
        return value

    def say_label(self, value: Any) -> list[str]:
        """The tags' names."""
        names = tags().names
        return [names[one] for one in value or () if one in names]

    def ask(self, op: str, operand: Any) -> Any:
        """The id that is asked for; a name that no tag has is refused."""
        if op == "in":
            return super().ask(op, operand)
        if operand is None:
            return None
        if isinstance(operand, int) and not isinstance(operand, bool) and abs(operand) <= LARGEST:
            return operand
        tag = self.take_one(operand)
        if isinstance(tag, NewTag):
            raise Refusal("In", f"there is no such tag{nearest(tag.name, tags().names.values())}")
        return tag
