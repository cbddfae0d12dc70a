"""The kinds whose values are options: one of them, or several in an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms

from values.kinds import EQUALITY, Kind
from values.refusals import Refusal
from values.text import fold


@dataclass(frozen=True)
class Option:
    """One choice of a field. An inactive one stays where it is, but is not given anew."""

    id: int
    label: str
    color: str | None = None
    order: int = 0
    active: bool = True


@dataclass(frozen=True)
class Chosen(Kind):
    """One option, given by its id or its exact label, returned as its id."""

    name = "select"
    operators = EQUALITY
    widget: ClassVar[type[forms.Widget]] = forms.Select
    options: tuple[Option, ...] = ()

    def schema(self) -> dict[str, Any]:
        ids = [option.id for option in self.options]
        return {"type": "integer"} | ({"enum": ids} if ids else {})

    def take(self, value: Any) -> Any:
        if value is None:
            return None
        option = self.find(value)
        if not option.active:
            raise Refusal("In", f"the option '{option.label}' is no longer given")
        return option.id

    def find(self, value: Any) -> Option:
        """The option with this id or exactly this label. Raises Refusal."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise Refusal("Type", "must be an option's id or label")
        for option in self.options:
            if value == (option.label if isinstance(value, str) else option.id):
                return option
        raise Refusal("In", "must be one of the field's options")

    def ask(self, op: str, operand: Any) -> Any:
        if op == "in" or operand is None:
            return super().ask(op, operand)
        if isinstance(operand, str):
            asked = fold(operand)
            for option in self.options:
                if fold(option.label) == asked:
                    return option.id
        return self.find(operand).id

    def allowing(self, current: Any) -> Kind:
        held = set(current if isinstance(current, list) else [current])
        if all(option.active or option.id not in held for option in self.options):
            return self
        options = (
            replace(option, active=option.active or option.id in held) for option in self.options
        )
        return replace(self, options=tuple(options))

    def ordering(self, name: str) -> str:
        return f"{name}__order"

    def say_label(self, value: Any) -> Any:
        names = {option.id: option.label for option in self.options}
        return names.get(value)

    def offered(self) -> list[tuple[Any, str]]:
        """The choices that a form offers."""
        return [(option.id, option.label) for option in self.options if option.active]

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.TypedChoiceField(
            choices=[("", "—"), *self.offered()],
            coerce=int,
            empty_value=None,
            widget=self.widget,
            **kwargs,
        )


@dataclass(frozen=True)
class RadioChosen(Chosen):
    """One option, chosen by a radio button."""

    name = "radio"
    widget = forms.RadioSelect


@dataclass(frozen=True)
class ChosenSet(Chosen):
    """Several options in the order given, none twice; asked for by one that is among them."""

    name = "multi_select"
    many = True
    widget: ClassVar[type[forms.Widget]] = forms.SelectMultiple

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": super().schema(), "uniqueItems": True}

    def take(self, value: Any) -> list[int] | None:
        if value is None:
            return None
        if not isinstance(value, list):
            raise Refusal("Type", "must be a list of options")
        ids = [super(ChosenSet, self).take(one) for one in value]
        if None in ids:
            raise Refusal("Type", "must be a list of options")
        if len(set(ids)) < len(ids):
            raise Refusal("Unique", "holds the same option twice")
        return ids or None

    def matches(self, value: Any, op: str, operand: Any) -> bool:
        asked = operand if op == "in" else [operand]
        return (None in asked) if value is None else not set(value).isdisjoint(asked)

    def say_label(self, value: Any) -> Any:
        return None if value is None else [super(ChosenSet, self).say_label(one) for one in value]

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            choices=self.offered(), coerce=int, empty_value=None, widget=self.widget, **kwargs
        )


@dataclass(frozen=True)
class CheckSet(ChosenSet):
    """Several options, ticked one by one."""

    name = "checkbox"
    widget = forms.CheckboxSelectMultiple
