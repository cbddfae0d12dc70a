"""The forms of values that only Cogmento has: how each is said, taken and asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from customfields.choices import Chosen
from dialects import picked
from dialects.cogmento.ids import TAGS, Uid, encode, numbers_in, refers
from dialects.forms import EMPTY, NOTHING, Form, listed, truth
from dialects.moments import Moment
from dialects.picked import OptionLabel, OptionList
from lookups.tags import tags
from records.codes import code_of
from records.drafts import UNCHANGED, Denied, Revised
from records.fields import Field
from records.query import Is, Where
from records.references import Reference, ReferenceSet
from values.refusals import Refusal
from values.text import fold
from values.times import DAY


@dataclass(frozen=True)
class Instant(Moment):
    """An instant in UTC with milliseconds, as JavaScript's Date.parse reads it."""

    def say(self, value: Any) -> Any:
        moment, _, fraction = value.removesuffix("Z").partition(".")
        return f"{moment}.{fraction[:3]:0<3}Z"


@dataclass(frozen=True)
class DayOf(Form):
    """The day of an instant. A day stands for its beginning; one sent back as it was shown leaves
    the time as it is."""

    plain = False

    def say(self, value: Any) -> Any:
        return value[:10]

    def take(self, value: Any, field: Field) -> Any:
        if value in EMPTY:
            return None
        if not isinstance(value, str) or not DAY.fullmatch(value):
            return value

        def of(stored: Any) -> Any:
            same = stored is not None and stored.date().isoformat() == value
            return UNCHANGED if same else f"{value}T00:00:00Z"

        return Revised(of)

    def ask(self, op: str, value: Any, field: Field) -> Any:
        return None if op == "eq" and value in EMPTY else value


@dataclass(frozen=True)
class Tags(Form):
    """Tags as objects, taken by their names."""

    plain = False

    def say(self, value: Any) -> Any:
        names = tags().names
        return [{"id": encode(TAGS, one), "name": names[one]} for one in value if one in names]

    def take(self, value: Any, field: Field) -> Any:
        if not isinstance(value, list):
            return [] if value in EMPTY else value
        return [one.get("name") if isinstance(one, dict) else one for one in value]

    def where(self, op: str, value: Any, field: Field) -> Where:
        """By name; a name that no tag has yet is found nowhere."""
        if op not in ("eq", "in"):
            raise Refusal("Type", "cannot be compared like this")
        asked = listed(value) if op == "in" else [value]
        if not all(one in EMPTY or isinstance(one, str) for one in asked):
            raise Refusal("Type", "is compared with names")
        ids = tags().by_key
        found = [None if one in EMPTY else ids.get(fold(one.strip()), 0) for one in asked]
        known = [one for one in found if one != 0]
        return Is(field.name, "in", known) if known else NOTHING


@dataclass(frozen=True)
class Structure(Form):
    """A list, kept as its JSON text."""

    plain = False
    empty: Any = ()

    def say(self, value: Any) -> Any:
        try:
            return json.loads(value)
        except ValueError:
            return value

    def take(self, value: Any, field: Field) -> Any:
        if value in EMPTY or value == []:
            return None
        if not isinstance(value, list):
            return Denied(Refusal("Type", "must be a list"))
        return json.dumps(value, default=str, ensure_ascii=False)


@dataclass(frozen=True)
class Truth(Form):
    """True or false, in forms as texts."""

    def take(self, value: Any, field: Field) -> Any:
        return truth(value) if isinstance(value, str) and value else value


@dataclass(frozen=True)
class Uids(Form):
    """The ids of several records of a type."""

    empty: Any = ()
    code: int = 0

    plain = False

    def say(self, value: Any) -> Any:
        return [encode(self.code, one) for one in value]

    def take(self, value: Any, field: Field) -> Any:
        return numbers_in(self.code, value)

    def where(self, op: str, value: Any, field: Field) -> Where:
        return refers(field.name, self.code, op, value)


def label(field: Field) -> Form:
    """The form of a value of a list; a new one joins the list unless that is strict."""
    return picked.Label(grows=not settings.COGMENTO_LOOKUP_STRICT)


def options(field: Field) -> Form:
    """The form of a custom field that chooses."""
    kind = field.kind
    assert isinstance(kind, Chosen)
    return OptionList(kind=kind, empty=()) if kind.many else OptionLabel(kind=kind)


def reference(field: Field) -> Form:
    """The form of a field that holds ids of another type."""
    match field.kind:
        case Reference(target=target):
            return Uid(code=code_of(target))
        case ReferenceSet(target=target):
            return Uids(code=code_of(target))
    return Form()
