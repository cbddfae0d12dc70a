"""The lists that values are chosen from: lookup lists, and the options of custom fields, alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from django.db import transaction

from customfields import definitions
from customfields.choices import Option
from customfields.store import Definition
from lookups import editing
from lookups.currencies import currencies
from lookups.kinds import CurrencyKind, LookupKind
from lookups.lists import Value, find, list_exists, values_of
from records.access import Caller, fields_for
from records.dictionary import type_for
from records.fields import Custom, Field
from records.replacing import replace_value, teller
from values.refusals import Missing, Refusal, Refused, Unanswerable
from values.text import fold, nearest

Item = dict[str, Any]
OPTION_WORDS = {"value": "label", "order": "order", "active": "active", "color": "color"}


class ValueList(Protocol):
    """A list of values to choose from. Items are {"value", "id", "order", "active", "color"}."""

    def items(self) -> list[Item]:
        """All values in order, inactive ones too."""


def list_named(name: str, caller: Caller) -> Lookups | Options:
    """The list to be changed: of this name, or of the field in `{type}.{field}`.

    Raises Missing, and Unanswerable where the field does not tell one list.
    """
    type_name, dot, field_name = name.partition(".")
    if not dot:
        if not list_exists(name):
            raise Missing(f"There is no list '{name}'.")
        return Lookups((name,))
    found = list_of(type_name, field_name, caller)
    if isinstance(found, Lookups) and len(found.names) > 1:
        raise Unanswerable(f"'{name}' takes from several lists, name one: {', '.join(found.names)}")
    if not isinstance(found, Lookups | Options):
        raise Unanswerable("currencies are changed as records, under currencies")
    return found


def list_of(type_name: str, field_name: str, caller: Caller) -> ValueList:
    """The list that a field takes its values from. Raises Missing."""
    field = fields_for(type_for(type_name, caller), caller).get(field_name)
    found = behind(field) if field is not None else None
    if found is None:
        raise Missing(f"There is no field '{field_name}' with a list of values.")
    return found


def behind(field: Field) -> ValueList | None:
    """The list behind a field, if there is one."""
    match field:
        case Custom(definition=definition) if definition.field_type.chooses:
            return Options(definition)
        case Field(kind=LookupKind() as kind):
            return Lookups((kind.list_name, *kind.others))
        case Field(kind=CurrencyKind()):
            return Currencies()
    return None


class Lookups:
    """The values of a lookup list; those of a field that takes from several stand together."""

    def __init__(self, names: tuple[str, ...]):
        self.names = names

    def items(self) -> list[Item]:
        """The values, list after list."""
        return [value.item() for name in self.names for value in values_of(name)]

    def append(self, texts: Any, caller: Caller) -> list[Item]:
        """New values at the end of the list."""
        return [value.item() for value in editing.append(self.names[0], texts)]

    def change(self, number: int, data: Mapping[str, Any], caller: Caller) -> Item:
        """Rename, move, switch off or mark a value."""
        return editing.change(self.names[0], number, data).item()

    def remove(self, number: int, replacement: Any, caller: Caller) -> None:
        """Take a value off; a replacement goes into the records that have it."""
        with transaction.atomic():
            editing.locked(self.names[0])
            old = self.value(number)
            if replacement is not None:
                replace_value(old, self.heir(old, replacement), caller)
            editing.remove(self.names[0], number)

    def value(self, number: int) -> Value:
        """A value of the list. Raises Missing."""
        found = find(self.names[0], number)
        if found is None:
            raise Missing(f"The list has no value {number}.")
        return found

    def heir(self, old: Value, replacement: Any) -> Value:
        """The value that takes the place of another. Raises Refused."""
        found = None if isinstance(replacement, bool) else find(self.names[0], replacement)
        if found is None or found.id == old.id or not found.active:
            raise bad_heir()
        return found


class Options:
    """The options of a custom field."""

    def __init__(self, definition: Definition):
        self.definition = definition

    def items(self) -> list[Item]:
        """The options in order."""
        return [option_item(option) for option in self.definition.options]

    def append(self, texts: Any, caller: Caller) -> list[Item]:
        """New options at the end."""
        wanted = editing.read_texts(texts)

        def added(options: Sequence[Option]) -> list[Item]:
            known = {fold(option.label) for option in options}
            fresh = {fold(text): text for text in reversed(wanted) if fold(text) not in known}
            order = list(dict.fromkeys(fold(text) for text in wanted))
            return [*rows(options), *({"label": fresh[key]} for key in order if key in fresh)]

        self.rewrite(added, caller)
        by_key = {fold(option.label): option for option in self.definition.options}
        return [option_item(by_key[fold(text)]) for text in wanted]

    def change(self, number: int, data: Mapping[str, Any], caller: Caller) -> Item:
        """Rename, move, colour or switch off an option."""
        for name in data:
            if name not in OPTION_WORDS:
                raise Unanswerable(f"unknown field '{name}'{nearest(name, OPTION_WORDS)}")
        sent = {OPTION_WORDS[name]: value for name, value in data.items()}

        def changed(options: Sequence[Option]) -> list[Item]:
            room = make_room(options, number, sent.get("order"))
            return [row | sent if row["id"] == number else row for row in room]

        self.rewrite(changed, caller, number)
        return option_item(self.option(number))

    def remove(self, number: int, replacement: Any, caller: Caller) -> None:
        """Take an option away; a replacement goes into the records that have it."""
        if replacement == number:
            raise bad_heir()
        told = [] if replacement is None else [{"id": number, "replaced_by": replacement}]

        def removed(options: Sequence[Option]) -> list[Item]:
            return [row for row in rows(options) if row["id"] != number] + told

        try:
            self.rewrite(removed, caller, number)
        except Refused:
            raise bad_heir() from None

    def rewrite(
        self,
        made: Callable[[Sequence[Option]], list[Item]],
        caller: Caller,
        number: int | None = None,
    ) -> None:
        """Send the whole list anew, as no other writer can change it meanwhile."""
        with transaction.atomic():
            definitions.lock(self.definition.record_type)
            self.definition = definitions.get(self.definition.id)
            if number is not None:
                self.option(number)
            sent = {"options": made(self.definition.options)}
            self.definition = definitions.change(
                self.definition.id, sent, caller.rights.user_id, tell=teller(caller)
            )

    def option(self, number: int) -> Option:
        """An option of the field. Raises Missing."""
        for option in self.definition.options:
            if option.id == number:
                return option
        raise Missing(f"The field has no option {number}.")


class Currencies:
    """The currencies, as a list to choose from."""

    def items(self) -> list[Item]:
        """The currencies in the order of their codes."""
        return [
            {"value": one.code, "id": one.id, "order": order, "active": one.active, "color": None}
            for order, one in enumerate(currencies().values(), start=1)
        ]


def option_item(option: Option) -> Item:
    """An option in the words of a list."""
    return {
        "value": option.label,
        "id": option.id,
        "order": option.order,
        "active": option.active,
        "color": option.color,
    }


def rows(options: Sequence[Option]) -> list[Item]:
    """Options as they are sent to stay."""
    return [{"id": option.id, "order": option.order} for option in options]


def make_room(options: Sequence[Option], number: int, order: Any) -> list[Item]:
    """The rows, those from `order` on one place later if another one stands there."""
    others = [option for option in options if option.id != number]
    if not any(option.order == order for option in others):
        return rows(options)
    return [
        row | {"order": row["order"] + 1} if row["id"] != number and row["order"] >= order else row
        for row in rows(options)
    ]


def bad_heir() -> Refused:
    """What is offered as a replacement cannot be one."""
    return Refused({"replaced_by": [Refusal("In", "must be another active value of the list")]})
