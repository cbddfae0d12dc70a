"""The forms in which values stand on the wire: how each is said, taken, and asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from records.fields import Field
from records.query import AnyOf, Is, Where
from values.refusals import Refusal

NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)
TRUTHS = {"0": False, "1": True, "false": False, "true": True}
NOTHING = AnyOf(())
EMPTY = (None, "")


@dataclass(frozen=True)
class Form:
    """A value as ours says it. empty: what stands for no value.

    What `take` cannot understand it hands on as it is, for the hall to refuse with all the rest.
    """

    empty: Any = None

    plain: ClassVar[bool] = True  # whether `say` leaves values as they are

    def say(self, value: Any) -> Any:
        """Our JSON value, never None, in their form."""
        return value

    def take(self, value: Any, field: Field) -> Any:
        """Their value as our JSON value, or as one of the markers of records.drafts."""
        return value

    def ask(self, op: str, value: Any, field: Field) -> Any:
        """Their operand of a comparison as ours. Raises Refusal."""
        return None if op == "eq" and value in EMPTY else self.take(value, field)

    def schema(self, field: Field) -> dict[str, Any]:
        """The JSON Schema of a value."""
        return field.kind.schema()

    def where(self, op: str, value: Any, field: Field) -> Where:
        """The condition that a comparison stands for, judged. Raises Refusal."""
        if op not in field.kind.operators:
            raise Refusal("Type", "cannot be compared like this")
        if op in ("in", "between"):
            asked = [self.ask("eq", one, field) for one in listed(value)]
        else:
            asked = self.ask(op, value, field)
        field.kind.ask(op, asked)
        return Is(field.name, op, asked)


def listed(value: Any) -> list[Any]:
    """A list of operands. Raises Refusal."""
    if not isinstance(value, list):
        raise Refusal("Type", "takes a list")
    return value


@dataclass(frozen=True)
class Number(Form):
    """A number, which may come as text."""

    def take(self, value: Any, field: Field) -> Any:
        text = value.strip() if isinstance(value, str) else ""
        if text == "" and isinstance(value, str):
            return None
        if not NUMBER.fullmatch(text):
            return value
        return Decimal(text) if "." in text else int(text)


@dataclass(frozen=True)
class Reference(Number):
    """An id, which may come as text; what stands for none may come too."""

    def take(self, value: Any, field: Field) -> Any:
        taken = super().take(value, field)
        return None if taken == self.empty and not isinstance(taken, bool) else taken

    def ask(self, op: str, value: Any, field: Field) -> Any:
        return self.take(value, field)


@dataclass(frozen=True)
class Places(Number):
    """A decimal as text with so many places after the point."""

    places: int = 2

    plain = False

    def say(self, value: Any) -> Any:
        return f"{Decimal(value):.{self.places}f}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Flag(Form):
    """A truth value as 1 or 0."""

    plain = False

    def say(self, value: Any) -> Any:
        return 1 if value else 0

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "integer", "enum": [0, 1]}

    def take(self, value: Any, field: Field) -> Any:
        if value in EMPTY:
            return None
        return truth(value)


def truth(value: Any) -> Any:
    """True or false for what is meant so; anything else as it is."""
    return TRUTHS.get(str(value).strip().lower(), value) if is_plain(value) else value


def is_plain(value: Any) -> bool:
    """Whether a value is a text or a number."""
    return isinstance(value, str | int)
