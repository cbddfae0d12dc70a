"""Field descriptions, made from a declaration's names and its model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models

from changes.columns import ExactJson
from channels.kinds import EmailScalar, EmailSet, PhoneScalar, PhoneSet
from customfields.store import Definition
from lookups.columns import CurrencyField, LookupField
from lookups.kinds import CurrencyKind, LookupKind, TagSet
from records.fields import (
    ChannelScalar,
    ChannelSet,
    Column,
    Custom,
    Field,
    LinkedSet,
    RelatedSet,
    Relation,
)
from records.references import LinkSet, Reference, ReferenceSet
from values.columns import DecimalColumn, LongTextColumn, TextColumn
from values.kinds import Boolean, Choice, Kind, LongText, Text
from values.numbers import Decimal, Integer
from values.structures import Json
from values.times import Date, DateTime

AUTOMATIC = ("created_at", "created_by_id", "modified_at", "modified_by_id", "version")
SHARED = ("owner_id", "team_ids", "tag_ids", "is_private", "external_id", "external_source")
WRITTEN = {"id": "ID", "api": "API", "sku": "SKU", "timezone": "time zone"}
CHANNELS: dict[str, tuple[str, str, Kind]] = {
    "email": ("email", "emails", EmailScalar()),
    "phone": ("phone", "phones", PhoneScalar()),
}
CHANNEL_SETS: dict[str, tuple[str, str, Kind]] = {
    "emails": ("email", "email", EmailSet()),
    "phones": ("phone", "phone", PhoneSet()),
}


class Declared(Protocol):
    """What a declaration says of its fields; see records.types for the meanings."""

    model: type[models.Model]
    fields: tuple[str, ...]
    required: tuple[str, ...]
    read_only: tuple[str, ...]
    stamped: tuple[str, ...]
    unique: tuple[str, ...]
    defaults: Mapping[str, Any]
    kinds: Mapping[str, Kind]

    @property
    def has_bin(self) -> bool: ...

    @property
    def has_owner(self) -> bool: ...


def standard_fields(record_type: Declared) -> dict[str, Field]:
    """The declared fields between the id and those that every record has."""
    shared = SHARED if record_type.has_owner else ()
    ending = ("deleted_at",) if record_type.has_bin else ()
    stamps = tuple(name for name in AUTOMATIC if has_column(record_type.model, name))
    names = ("id", *record_type.fields, *shared, *stamps, *ending)
    return {name: describe(record_type, name) for name in dict.fromkeys(names)}


def has_column(model: type[models.Model], name: str) -> bool:
    """Whether a model has the field that an API name stands for."""
    try:
        model._meta.get_field(name.removesuffix("_id") if name != "id" else name)
    except FieldDoesNotExist:
        return False
    return True


def describe(record_type: Declared, name: str) -> Field:
    """The description of one field. Raises ImproperlyConfigured if the name stands for none."""
    model = record_type.model
    common = common_of(record_type, name)
    if name in CHANNELS and not has_column(model, name):
        channel, whole, kind = CHANNELS[name]
        return ChannelScalar(**common, kind=kind, channel=channel, whole=whole)
    if name in CHANNEL_SETS and not has_column(model, name):
        channel, scalar, kind = CHANNEL_SETS[name]
        return ChannelSet(**common, kind=kind, channel=channel, scalar=scalar)
    if name.endswith(("_ids", "_links")):
        return related_set(record_type, name, common)
    column = model_field(record_type, name)
    if isinstance(column, models.ForeignKey) and not isinstance(column, LookupField):
        target = type_word(column.related_model)
        relation = common | {"kind": Reference(target), "target": target}
        return Relation(**relation, column=column.name, attname=column.attname)
    kind = record_type.kinds.get(name) or kind_of(column)
    return Column(**common, kind=kind, column=column.name, attname=column.attname)


def common_of(record_type: Declared, name: str) -> dict[str, Any]:
    """What every description holds, whatever the storage."""
    automatic = name in (*AUTOMATIC, "id", "deleted_at") and name not in record_type.stamped
    return {
        "name": name,
        "label": label_of(name),
        "required": name in record_type.required,
        "read_only": automatic or name in record_type.read_only,
        "unique": name in record_type.unique or name == "id",
        "default": record_type.defaults.get(name, False if name == "is_private" else None),
    }


def label_of(name: str) -> str:
    """A label for people: 'account_id' → 'Account', 'team_ids' → 'Teams'."""
    stem = name
    if name.endswith("_ids"):
        stem = plural(name.removesuffix("_ids"))
    elif name != "external_id":
        stem = name.removesuffix("_id")
    words = [WRITTEN.get(word, word) for word in stem.removeprefix("is_").split("_")]
    said = " ".join(words)
    return said[:1].upper() + said[1:]


def plural(word: str) -> str:
    """The English plural of a record's noun."""
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def model_field(record_type: Declared, name: str) -> Any:
    """The model field behind an API name."""
    meta = record_type.model._meta
    for candidate in (name, name.removesuffix("_id")):
        try:
            return meta.get_field(candidate)
        except FieldDoesNotExist:
            continue
    raise ImproperlyConfigured(f"{meta.label} has no field for {name!r}.")


def related_set(record_type: Declared, name: str, common: dict[str, Any]) -> Field:
    """The description of a many-to-many relation, or of its twin with attributes."""
    stem = name.removesuffix("_ids").removesuffix("_links")
    for relation in record_type.model._meta.many_to_many:
        if relation.name == plural(stem) or relation.related_model._meta.model_name == stem:
            break
    else:
        raise ImproperlyConfigured(f"{record_type.model._meta.label} has no relation {name!r}.")
    target = type_word(relation.related_model)
    primary = f"{stem}_id"
    storage: dict[str, Any] = {
        "target": target,
        "through": relation.remote_field.through,
        "near": relation.m2m_field_name(),
        "far": relation.m2m_reverse_field_name(),
        "primary": primary if primary in record_type.fields else None,
    }
    if name.endswith("_links"):
        kind: Kind = LinkSet(target, link_attributes(relation, storage))
        return LinkedSet(**common, **storage, kind=kind, ids=f"{stem}_ids")
    links = f"{stem}_links" if f"{stem}_links" in record_type.fields else None
    kind = TagSet() if target == "tags" else ReferenceSet(target)
    return RelatedSet(**common, **storage, kind=kind, links=links)


def link_attributes(relation: Any, storage: dict[str, Any]) -> dict[str, Kind]:
    """The attributes of a relation's own table: its columns besides the two ends."""
    ends = {"id", storage["near"], storage["far"]}
    columns = relation.remote_field.through._meta.concrete_fields
    return {
        column.name: kind_of(column)
        for column in columns
        if column.name not in ends and column.editable
    }


def type_word(model: Any) -> str:
    """The record type's name for a model: its class name in the plural, in words."""
    if model._meta.label == settings.AUTH_USER_MODEL:
        return "users"
    words = "".join(f"_{letter}" if letter.isupper() else letter for letter in model.__name__)
    return plural(words.lower().lstrip("_"))


def kind_of(column: Any) -> Kind:
    """The kind of value that a model field holds."""
    if column.choices:
        return Choice(max_length=None, choices=tuple(word for word, _ in column.choices))
    for column_type, make in KINDS.items():
        if isinstance(column, column_type):
            return make(column)
    raise ImproperlyConfigured(f"No kind of value is known for {column}.")


def integer_kind(column: Any) -> Kind:
    """A whole number within the limits that the column's validators name."""
    low, high = limits_of(column)
    return Integer(**{k: v for k, v in {"low": low, "high": high}.items() if v is not None})


def decimal_kind(column: DecimalColumn) -> Kind:
    """An exact decimal within the limits that the column's validators name."""
    low, high = limits_of(column)
    return Decimal(column.max_digits, column.decimal_places, low, high)


def limits_of(column: Any) -> tuple[Any, Any]:
    """The least and the greatest value by the validators written at the model field."""
    found = {type(one).__name__: one.limit_value for one in column._validators}
    return found.get("MinValueValidator"), found.get("MaxValueValidator")


KINDS: dict[type[Any], Callable[[Any], Kind]] = {
    LookupField: lambda column: LookupKind(column.list_name, column.lists[1:]),
    CurrencyField: lambda column: CurrencyKind(),
    TextColumn: lambda column: Text(column.max_length),
    LongTextColumn: lambda column: LongText(),
    DecimalColumn: decimal_kind,
    models.BooleanField: lambda column: Boolean(),
    models.DateTimeField: lambda column: DateTime(),
    models.DateField: lambda column: Date(),
    models.JSONField: lambda column: Json(),
    ExactJson: lambda column: Json(),
    models.IntegerField: integer_kind,
    models.AutoField: integer_kind,
}


def custom_field(definition: Definition) -> Custom:
    """The description of a field that an administrator made."""
    return Custom(
        name=definition.key,
        label=definition.label,
        kind=definition.kind,
        required=definition.required,
        unique=definition.unique,
        default=definition.default,
        help_text=definition.help_text,
        group=definition.group,
        definition=definition,
    )
