"""Forms of values that are picked from lists: lookups and options, by their texts or ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from customfields.choices import Chosen
from dialects.forms import EMPTY, NOTHING, Form, listed
from lookups.kinds import LookupKind
from lookups.lists import find
from records.drafts import Denied, Listed
from records.fields import Field
from records.query import Is, Where
from values.kinds import Text
from values.refusals import Refusal

TEXTS = Text()


@dataclass(frozen=True)
class Label(Form):
    """A value of a lookup list as its text. grows: whether a text that is new joins the list."""

    grows: bool = False

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string"} if self.grows else super().schema(field)

    def take(self, value: Any, field: Field) -> Any:
        return Listed(value) if self.grows and isinstance(value, str) and value.strip() else value

    def ask(self, op: str, value: Any, field: Field) -> Any:
        return None if op == "eq" and value in EMPTY else value

    def where(self, op: str, value: Any, field: Field) -> Where:
        """A text that no list has equals nothing, since it may join the list any time."""
        assert isinstance(field.kind, LookupKind)
        lists = field.kind.lists
        if op not in ("eq", "in"):
            return super().where(op, value, field)
        asked = listed(value) if op == "in" else [value]
        known = [one for one in asked if not isinstance(one, str) or one == "" or on(lists, one)]
        return super().where("in", known, field) if known else NOTHING


def on(lists: tuple[str, ...], text: str) -> bool:
    """Whether one of the lists has the text."""
    return any(find(name, text) is not None for name in lists)


@dataclass(frozen=True)
class ValueId(Form):
    """A value of a lookup list as its id."""

    list_name: str = ""

    plain = False

    def say(self, value: Any) -> Any:
        found = find(self.list_name, value)
        return self.empty if found is None else found.id

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "integer"}

    def take(self, value: Any, field: Field) -> Any:
        if value in EMPTY or value == self.empty:
            return None
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        if isinstance(number, bool) or not isinstance(number, int):
            return value
        found = find(self.list_name, number)
        return found.value if found else Denied(Refusal("In", "is no id of the list"))

    def where(self, op: str, value: Any, field: Field) -> Where:
        if op not in ("eq", "in"):
            raise Refusal("Type", "cannot be compared like this")
        asked = [self.take(one, field) for one in (listed(value) if op == "in" else [value])]
        known = [one for one in asked if not isinstance(one, Denied)]
        return super().where("in", known, field) if known else NOTHING

    def ask(self, op: str, value: Any, field: Field) -> Any:
        return value


@dataclass(frozen=True)
class OptionLabel(Form):
    """An option of a custom field as its label; its id is taken too."""

    kind: Chosen | None = None

    plain = False

    def say(self, value: Any) -> Any:
        assert self.kind is not None
        return self.kind.say_label(value)

    def schema(self, field: Field) -> dict[str, Any]:
        assert self.kind is not None
        return {"type": "string", "enum": [option.label for option in self.kind.options]}

    def take(self, value: Any, field: Field) -> Any:
        if value == "":
            return None
        assert self.kind is not None
        labels = {option.label for option in self.kind.options}
        is_id = isinstance(value, str) and value.isdecimal() and value not in labels
        return int(value) if is_id else value

    def where(self, op: str, value: Any, field: Field) -> Where:
        if op in ("starts", "ends", "contains") and isinstance(value, str):
            return Is(field.name, "in", self.matching(op, value))
        return super().where(op, value, field)

    def matching(self, op: str, text: str) -> list[int]:
        """The ids of the options whose labels pass a comparison of texts."""
        assert self.kind is not None
        wanted = TEXTS.ask(op, text)
        return [one.id for one in self.kind.options if TEXTS.matches(one.label, op, wanted)]


@dataclass(frozen=True)
class OptionList(OptionLabel):
    """Several options as a list of their labels."""

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": super().schema(field)}

    def take(self, value: Any, field: Field) -> Any:
        if not isinstance(value, list):
            return None if value == "" else value
        return [OptionLabel.take(self, one, field) for one in value] or None
