"""The forms of values that only Concord has: how each is said, taken and asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dialects.forms import EMPTY, NOTHING, Form, listed
from dialects.moments import Moment
from dialects.picked import ValueId
from lookups.lists import Value, find, find_code
from records.drafts import UNCHANGED, Denied, Revised
from records.fields import Field
from records.query import AnyOf, Is, Where
from revisions.store import cached
from values.refusals import Refusal

COUNTRIES = "country"
Schema = dict[str, Any]


def maybe(name: str, form: str | None = None) -> Schema:
    """The JSON Schema of a value of a type, or of none."""
    return {"type": [name, "null"], **({"format": form} if form else {})}


@dataclass(frozen=True)
class Instant(Moment):
    """An instant with microseconds."""

    def schema(self, field: Field) -> Schema:
        return {"type": "string", "format": "date-time"}

    def say(self, value: Any) -> Any:
        moment, _, fraction = value.removesuffix("Z").partition(".")
        return f"{moment}.{fraction:0<6}Z"


@dataclass(frozen=True)
class Id(ValueId):
    """A value of a list as its id, a whole number."""

    def take(self, value: Any, field: Field) -> Any:
        if value in EMPTY:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            return Denied(Refusal("Type", "must be an id, a whole number"))
        return super().take(value, field)

    def where(self, op: str, value: Any, field: Field) -> Where:
        asked = listed(value) if op == "in" else [value]
        return super().where("in", [int(one) for one in asked if str(one).isdecimal()], field)


@dataclass(frozen=True)
class Named(Form):
    """A value of a list as an object."""

    list_name: str = ""

    plain = False

    def schema(self, field: Field) -> Schema:
        return {"type": "object"}

    def say(self, value: Any) -> Any:
        return said(find(self.list_name, value))


@dataclass(frozen=True)
class Lower(Form):
    """A value of a list in lower case."""

    plain = False

    def schema(self, field: Field) -> Schema:
        return {"type": "string"}

    def say(self, value: Any) -> Any:
        return value.lower()


@dataclass(frozen=True)
class CountryId(Form):
    """The id of the country that a free text names; a text that names none is left as it is."""

    plain = False

    def schema(self, field: Field) -> Schema:
        return {"type": "integer"}

    def say(self, value: Any) -> Any:
        found = country(value)
        return found.id if found else None

    def take(self, value: Any, field: Field) -> Any:
        if value not in EMPTY and (isinstance(value, bool) or not isinstance(value, int)):
            return Denied(Refusal("Type", "must be an id, a whole number"))
        found = None if value in EMPTY else find(COUNTRIES, value)
        if found is None and value not in EMPTY:
            return Denied(Refusal("Exists", f"there is no country {value}"))

        def of(stored: Any) -> Any:
            shown = None if stored is None else self.say(stored)
            same = stored is not None and shown == (found.id if found else None)
            return UNCHANGED if same else found.value if found else None

        return Revised(of)

    def where(self, op: str, value: Any, field: Field) -> Where:
        asked = listed(value) if op == "in" else [value]
        found = [find(COUNTRIES, int(one)) for one in asked if str(one).isdecimal()]
        names = [name for one in found if one for name in (one.value, one.code) if name]
        return Is(field.name, "in", names) if names else NOTHING


@dataclass(frozen=True)
class Country(Form):
    """The country that a free text names, as an object."""

    plain = False

    def schema(self, field: Field) -> Schema:
        return {"type": "object"}

    def say(self, value: Any) -> Any:
        return said(country(value))


@dataclass(frozen=True)
class Host(Form):
    """The host part of an address; the address stays while its host does."""

    plain = False

    def say(self, value: Any) -> Any:
        return host_of(value)

    def take(self, value: Any, field: Field) -> Any:
        def of(stored: Any) -> Any:
            return UNCHANGED if stored is not None and host_of(stored) == value else value

        return Revised(of)

    def where(self, op: str, value: Any, field: Field) -> Where:
        if op != "eq":
            return super().where(op, value, field)
        whole = [f"{scheme}{value}" for scheme in ("", "http://", "https://")]
        paths = (Is(field.name, "starts", f"{one}/") for one in whole)
        return AnyOf((Is(field.name, "in", whole), *paths))


@dataclass(frozen=True)
class Structure(Form):
    """A list of objects, kept as its JSON text."""

    plain = False

    def schema(self, field: Field) -> Schema:
        return {"type": "array", "items": {"type": "object"}}

    def say(self, value: Any) -> Any:
        try:
            return json.loads(value)
        except ValueError:
            return value

    def take(self, value: Any, field: Field) -> Any:
        if value in EMPTY:
            return None
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            return Denied(Refusal("Type", "must be a list of objects"))
        return json.dumps(value, default=str, ensure_ascii=False)


def said(value: Value | None) -> dict[str, Any] | None:
    """A value of a list as an object."""
    return None if value is None else {"id": value.id, "name": value.value}


@cached("lookups")
def country(text: str) -> Value | None:
    """The country that a free text names, by its name or code."""
    return find(COUNTRIES, text) or find_code(COUNTRIES, text)


def host_of(website: str) -> str:
    """The host part of an address, with or without a scheme."""
    try:
        return urlsplit(website if "//" in website else f"//{website}").hostname or website
    except ValueError:
        return website


def take_ids(value: Any) -> Any:
    """Ids of records, each once; those that came out as objects may go back so."""
    if not isinstance(value, list):
        return value
    ids = [one.get("id") if isinstance(one, dict) else one for one in value]
    return [one for place, one in enumerate(ids) if one not in ids[:place]]
