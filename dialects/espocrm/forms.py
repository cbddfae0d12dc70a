"""The forms of values that only EspoCRM has: how each is said, taken and asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from customfields.choices import Chosen
from dialects import picked
from dialects.espocrm.ids import Uid, Uids
from dialects.forms import EMPTY, Form, Number, truth
from dialects.moments import Day, Moment
from dialects.picked import OptionLabel, OptionList
from lookups.kinds import LookupKind
from records.fields import Field
from records.references import Reference, ReferenceSet
from values.kinds import Boolean
from values.numbers import Decimal, Integer
from values.times import Date, DateTime


@dataclass(frozen=True)
class Truth(Form):
    """True or false, never null; in addresses and forms as text."""

    empty: Any = False

    def take(self, value: Any, field: Field) -> Any:
        return False if value in EMPTY else truth(value)


@dataclass(frozen=True)
class Pick(picked.Label):
    """A value of a list as its text."""

    def take(self, value: Any, field: Field) -> Any:
        return None if value == "" else value


def options(field: Field) -> Form:
    """The form of a custom field that chooses."""
    kind = field.kind
    assert isinstance(kind, Chosen)
    return OptionList(kind=kind, empty=()) if kind.many else OptionLabel(kind=kind)


def reference(field: Field) -> Form:
    """The form of a field that holds ids of another type."""
    match field.kind:
        case Reference(target=target):
            return Uid(target=target)
        case ReferenceSet(target=target):
            return Uids(target=target)
    return Form()


FORMS = {
    DateTime: lambda field: Moment(),
    Date: lambda field: Day(),
    Boolean: lambda field: Truth(),
    Integer: lambda field: Number(),
    Decimal: lambda field: Number(),
    LookupKind: lambda field: Pick(),
    Reference: reference,
    ReferenceSet: reference,
    Chosen: options,
}
