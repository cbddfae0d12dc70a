"""Simple filters, `?owner_id=3&created_at__gte=2026-01-01`: by django-filter, made from fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.core.exceptions import ValidationError

from dialects import parameters
from dialects.native.asking import IN_LIMIT, operand_schema
from dialects.parameters import FLAGS
from records.access import caller_of, fields_for
from records.fields import Field
from records.manners import Asked
from records.query import Is, Not, Where
from records.types import RecordType
from users.models import User
from values.kinds import Kind
from values.refusals import Unanswerable
from values.text import nearest

ENDINGS: Mapping[str, str] = {
    **{"gt": "gt", "gte": "gte", "lt": "lt", "lte": "lte", "in": "in"},
    **{"startswith": "starts", "endswith": "ends", "contains": "contains"},
}
NULL = "isnull"
WHOLE = re.compile(r"-?[0-9]{1,19}", re.ASCII)
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)


class Spelled(forms.Field):
    """A value as it stands in an address, read as the JSON value that it spells."""

    def __init__(self, kind: Kind, op: str):
        super().__init__()
        self.kind = kind
        self.op = op

    def to_python(self, value: Any) -> Any:
        """The JSON value, or the list of them. Raises ValidationError."""
        if self.op == NULL:
            return read_flag(value)
        if self.op != "in":
            return read_value(self.kind, value)
        texts = value.split(",")
        if len(texts) > IN_LIMIT:
            raise ValidationError(f"a list has at most {IN_LIMIT} values")
        return [read_value(self.kind, text) for text in texts]


class Comparison(django_filters.Filter):  # type: ignore[misc]
    """One field compared in one way."""

    def __init__(self, path: str, kind: Kind, op: str):
        super().__init__(field_name=path)
        self.kind = kind
        self.op = op

    @property
    def field(self) -> Spelled:
        """What reads the value."""
        return Spelled(self.kind, self.op)

    def condition(self, value: Any) -> Where:
        """The condition in our words."""
        path = str(self.field_name)
        if self.op != NULL:
            return Is(path, self.op, value)
        return Is(path, "eq", None) if value else Not(Is(path, "eq", None))


def conditions(asked: Asked, given: Mapping[str, str]) -> list[Where]:
    """The conditions of the simple filters among these parameters. Raises Unanswerable."""
    if not given:
        return []
    made = filters_of(asked.of, tuple(sorted(given)))
    queryset = asked.of.model._default_manager.none()
    filters = made(data=dict(given), queryset=queryset)
    if not filters.form.is_valid():
        name, (complaint, *_) = next(iter(filters.form.errors.items()))
        raise Unanswerable(f"the parameter '{name}' {complaint}")
    values = filters.form.cleaned_data
    return [cast(Comparison, filters.filters[name]).condition(values[name]) for name in given]


@lru_cache(maxsize=500)
def filters_of(record_type: RecordType, names: tuple[str, ...]) -> type[django_filters.FilterSet]:
    """A set of these filters, declared from the type's standard fields."""
    declared = {}
    for name in names:
        path, op = parted(name)
        declared[name] = Comparison(path, record_type.standard[path].kind, op)
    return type("Filters", (django_filters.FilterSet,), declared)


def names_in(asked: Asked, sent: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the parameters that are simple filters. Raises Unanswerable for unknown ones.

    known: the names of all other parameters.
    """
    others = tuple(dict.fromkeys(name for name in sent if name not in known))
    if not others:
        return ()
    fields = standard_for(asked)
    for name in others:
        path, op = parted(name)
        if path not in fields:
            near = nearest(name, [*known, *fields])
            raise Unanswerable(f"unknown parameter '{name}'{near}")
        if op not in operators_of(fields[path].kind):
            raise Unanswerable(f"'{name}' is no comparison for the field '{path}'")
    return others


def standard_for(asked: Asked) -> dict[str, Field]:
    """The standard fields of the type that the caller may ask for."""
    user = cast(User, asked.request.user)
    caller = caller_of(user, cast(Any, asked.request.auth), "native", asked.request_id)
    visible = fields_for(asked.of, caller)
    return {
        name: visible[name]
        for name in asked.of.standard
        if name in visible and visible[name].filterable
    }


def parted(name: str) -> tuple[str, str]:
    """A parameter's name as field and comparison; what is no known ending is part of the field."""
    path, mark, ending = name.rpartition("__")
    if mark and ending == NULL:
        return path, NULL
    return (path, ENDINGS[ending]) if mark and ending in ENDINGS else (name, "eq")


def operators_of(kind: Kind) -> set[str]:
    """The comparisons that a kind of value takes."""
    return {*kind.operators, NULL}


def read_value(kind: Kind, text: str) -> Any:
    """The JSON value that a text spells for a kind. Raises ValidationError."""
    if text == "":
        raise ValidationError(f"needs a value; ask for empty ones with __{NULL}")
    match operand_schema(kind).get("type"):
        case "integer":
            if not WHOLE.fullmatch(text):
                raise ValidationError("is a whole number")
            return int(text)
        case "number":
            if not NUMBER.fullmatch(text):
                raise ValidationError("is a number")
            return Decimal(text) if "." in text else int(text)
        case "boolean":
            return read_flag(text)
        case "string":
            return text
    return int(text) if WHOLE.fullmatch(text) else text


def read_flag(text: str) -> bool:
    """What true, false, 1 or 0 spells. Raises ValidationError."""
    if text not in parameters.FLAGS:
        raise ValidationError("is true, false, 1 or 0")
    return FLAGS[text]
