"""What a record type is, and the registry of those that exist."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from customfields import store
from records.actions import Action
from records.codes import code_of
from records.describing import custom_field, standard_fields
from records.fields import Custom, Field
from records.models import Record
from revisions.store import cached
from users.models import User
from values.kinds import Kind

if TYPE_CHECKING:
    from records.drafts import Draft, Effect

OWN_DOORS = frozenset({"dashboard", "demo", "system"})
Audience = Literal["roles", "everyone", "administrators"]


class RecordType:
    """Declares one kind of record, as a ModelAdmin declares one kind of page.

    fields: the API's names, in order, besides those that every record has. A name stands for the
    model field of that name; `x_id` for the foreign key x; `x_ids` for the many-to-many relation to
    x; `x_links` for its twin with attributes; `email(s)`, `phone(s)` for the record's channels.
    children: names for relations that cannot be named by the type they hold ('accounts.parent_id').
    stamped: the stamps that a writer may give instead of the moment and himself, for an old past.
    kinds: the kinds of fields whose column does not tell all, such as an e-mail address in a text.
    parent: the to-one field whose record's rights rule this one, for types without an owner.
    audience: who reads; 'roles' go by role and record, the others are written by administrators.
    rights_of: the type whose grants rule this one, if it has none of its own.
    writers: 'administrators' where the others may only read. loads: sets that `prepare` looks at.
    lines: the part type that `?lines=true` embeds. actions: verbs of its own, by name.
    title: the field that names a record. searched: the text fields that words are looked for in.
    named_by: the fields that together name a record to people, where that is not the title.
    section, icon: where the type stands in the dashboard, and its symbol. columns: those of its
    list. inlines: relations whose rows are edited in the record's own page. headings: fields of its
    form, by the heading they stand under. helps: what its form says of a field.
    """

    model: type[models.Model]
    actions: Mapping[str, Action] = {}
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    stamped: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = {}
    kinds: Mapping[str, Kind] = {}
    search: tuple[str, ...] = ("name",)
    title: str = "name"
    children: Mapping[str, str] = {}
    parent: str | None = None
    audience: Audience = "roles"
    rights_of: str | None = None
    writers: Literal["roles", "administrators"] = "roles"
    loads: tuple[str, ...] = ()
    lines: str | None = None
    custom: bool = True
    named_by: tuple[str, ...] = ()
    section: str = "More"
    icon: str = "database"
    columns: tuple[str, ...] = ()
    inlines: tuple[str, ...] = ()
    headings: Mapping[str, tuple[str, ...]] = {}
    helps: Mapping[str, str] = {}

    @cached_property
    def name(self) -> str:
        """The word for the type in paths and dictionaries, from the class's name."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self).__name__).lower()

    @cached_property
    def label(self) -> str:
        """The type's name for people."""
        return self.name.replace("_", " ").capitalize()

    @cached_property
    def code(self) -> int:
        """The type's number in ids of other dialects and in shared tables."""
        return code_of(self.name)

    @cached_property
    def has_bin(self) -> bool:
        """Whether deleting puts a record into the recycle bin."""
        return issubclass(self.model, Record)

    @cached_property
    def has_owner(self) -> bool:
        """Whether records have an owner and teams of their own."""
        return issubclass(self.model, Record)

    @cached_property
    def standard(self) -> dict[str, Field]:
        """The fields that the declaration names, with those that every record has, in order."""
        return standard_fields(self)

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """Domain rules before drafts are judged: complete, derive or refuse values."""

    def guard(self, drafts: Sequence[Draft], by: User, door: str) -> None:
        """Refuse, in judged drafts, what this person may not do through this door: a dialect, or
        "dashboard"."""

    def list_for(self, draft: Draft, name: str) -> str | None:
        """The list that a field's new values come from, where others of its values decide that."""
        return None

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        """What writing these drafts entails for other records, in the same transaction."""
        return ()

    def before_delete(self, records: Sequence[Any]) -> None:
        """Refuse, by raising Clash, the deletion of rows that something still depends on."""

    def after_delete(self, records: Sequence[Any]) -> Sequence[Effect]:
        """What deleting these rows entails for other records, in the same transaction."""
        return ()


registry: dict[str, RecordType] = {}


def register(declaration: type[RecordType]) -> type[RecordType]:
    """Enter a declaration into the registry; its custom fields find its tables from here on."""
    record_type = declaration()
    if record_type.name in registry:
        raise ImproperlyConfigured(f"Two record types are named {record_type.name!r}.")
    registry[record_type.name] = record_type
    if record_type.custom:
        store.register_type(record_type.name, record_type.model)
    return declaration


@cached("customfields")
def fields_of(name: str) -> dict[str, Field]:
    """Every field that a record of this type has today, by name, standard ones first."""
    record_type = registry[name]
    customs = store.schema_of(name).fields if record_type.custom else ()
    return record_type.standard | {one.key: custom_field(one) for one in customs}


@cached("customfields")
def fields_in(name: str, dialect: str) -> dict[str, Field]:
    """Those of a type's fields that show in a dialect; our own doors speak the native one."""
    spoken = "native" if dialect in OWN_DOORS else dialect
    fields = fields_of(name)
    apart = {key for key, one in fields.items() if not shows(one, spoken)}
    return {key: one for key, one in fields.items() if key not in apart} if apart else fields


def shows(field: Field, dialect: str) -> bool:
    """Whether a field shows in a dialect: standard ones do in all."""
    dialects = field.definition.dialects if isinstance(field, Custom) else None
    return dialects is None or dialect in dialects
