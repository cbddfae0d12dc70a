"""Every field of a record type as it stands in the form, from how the field is declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from channels.kinds import SETS
from customfields.choices import Chosen, ChosenSet
from lookups.kinds import LookupKind, TagSet
from records.fields import ChannelScalar, ChannelSet, Field, LinkedSet, RelatedSet, Relation
from records.files import NAME as FILES
from records.granting import FieldNames, Grants
from records.pages.files import FilePick
from records.pages.links import Names, has_page, record_url
from records.pages.rights import FIELDS, GRANTS
from records.pages.spelling import (
    MOST_CHOICES,
    Spelling,
    chosen,
    offered,
    plain,
    read_options,
    read_text,
    read_whole,
    show_options,
    show_text,
    typed,
)
from records.pages.widgets import Pick, RowColumn, RowSet, ticked
from records.references import LinkSet
from records.types import RecordType, registry
from values.kinds import Boolean, Kind
from values.web import TimeZone

MOST_BOXES = 12
STRUCTURES: dict[type[Kind], Spelling] = {Grants: GRANTS, FieldNames: FIELDS}
FLAGS = {"opted_out": "Opted out", "is_invalid": "Invalid"}


def spelling_of(record_type: RecordType, field: Field, value: Any, names: Names) -> Spelling:
    """How a field of a record type stands in a form. value: the JSON value it has."""
    match field:
        case Relation(target=target) if target == FILES:
            return Spelling(FilePick(names.get(target, {})), show_text, read_whole)
        case Relation(target=target):
            widget = picker(target, names)
            widget.within = within(record_type, target)
            return Spelling(widget, show_text, read_whole)
        case LinkedSet(target=target, kind=LinkSet() as kind):
            return links(target, kind, names, value)
        case RelatedSet(target=target, kind=kind):
            creates = isinstance(kind, TagSet)
            return Spelling(
                picker(target, names, many=True, creates=creates), show_options, read_references
            )
        case ChannelSet(channel=channel):
            return channel_rows(channel, value)
    if (structure := STRUCTURES.get(type(field.kind))) is not None:
        return structure
    if is_long(field.kind, value):
        return long_list(record_type, field, value)
    required = isinstance(field.kind, Boolean) and field.default is not None
    return plain(field.kind, value, required)


def picker(target: str, names: Names, many: bool = False, creates: bool = False) -> Pick:
    """The input for records of a type."""
    known = names.get(target, {})
    record_type = registry.get(target)

    def named(text: str) -> str:
        return known.get(int(text), f"#{text}") if text.isdigit() else text

    def link(text: str) -> str:
        found = record_type is not None and has_page(record_type) and int(text) in known
        return record_url(record_type, int(text)) if record_type and found else ""

    return Pick(reverse("admin:suggest", args=[target]), named, many, creates, link)


def belongings(record_type: RecordType | None) -> list[str]:
    """What a record of the type cannot be without: its required relations, by name."""
    if record_type is None:
        return []
    known = record_type.standard
    return [name for name in record_type.required if isinstance(known.get(name), Relation)]


def within(record_type: RecordType, target: str) -> tuple[str, ...]:
    """The relations that a record shares with those that it may point at: of what they belong to,
    a stage to a pipeline, the record names one as well, and only what belongs there will do."""
    shared = belongings(registry.get(target))
    return tuple(one for one in shared if isinstance(record_type.standard.get(one), Relation))


def read_references(raw: Any) -> list[Any]:
    """Ids, and the names of what is to be made."""
    return [one[1:] if one.startswith("+") else read_whole(one) for one in raw or ()]


def is_long(kind: Kind, value: Any) -> bool:
    """Whether a list offers too much for a drop-down."""
    if isinstance(kind, TimeZone):
        return True
    is_list = isinstance(kind, LookupKind | Chosen)
    most = MOST_BOXES if isinstance(kind, ChosenSet) else MOST_CHOICES
    return is_list and len(offered(kind, value)) > most


def long_list(record_type: RecordType, field: Field, value: Any) -> Spelling:
    """How one or several of a long list are spelled."""
    url = reverse("admin:suggest_option", args=[record_type.name, field.name])
    labels = {} if isinstance(field.kind, TimeZone) else dict(offered(field.kind, value))
    many = isinstance(field.kind, ChosenSet)
    widget = Pick(url, lambda one: labels.get(one, one), many)
    if many:
        return Spelling(widget, show_options, read_options)
    return Spelling(widget, show_text, read_whole if isinstance(field.kind, Chosen) else read_text)


def rows_of(widget: RowSet) -> Spelling:
    """How a set's rows are spelled, by the spellings of their cells."""

    def show(value: Any) -> list[dict[str, Any]]:
        return [
            {one.name: one.spelling.show(row.get(one.name)) for one in widget.columns}
            for row in value or ()
        ]

    def read(raw: Any) -> list[dict[str, Any]]:
        return [
            {one.name: one.spelling.read(row.get(one.name)) for one in widget.columns}
            for row in raw or ()
        ]

    return Spelling(widget, show, read)


def channel_rows(channel: str, value: Any) -> Spelling:
    """The e-mail addresses or phone numbers of a record."""
    kind = SETS[channel]
    held = [entry.get("type") for entry in value or ()]
    address = {"type": "email"} if channel == "email" else {"type": "tel"}
    label = "E-mail address" if channel == "email" else "Phone number"
    columns = [
        RowColumn(kind.word, label, Spelling(typed(**address), show_text, read_text)),
        RowColumn("type", "Type", chosen(kind.types, held)),
        RowColumn("is_primary", "Primary", ticked(), only_one=True),
        *(RowColumn(name, label, ticked()) for name, label in FLAGS.items()),
    ]
    return rows_of(RowSet(columns, label.lower()))


def links(target: str, kind: LinkSet, names: Names, value: Any) -> Spelling:
    """Links to records of a type, each with its attributes."""
    found = registry[target]
    word = str(found.model._meta.verbose_name)
    columns = [
        RowColumn("id", word.capitalize(), Spelling(picker(target, names), show_text, read_whole))
    ]
    for name, one in kind.attributes.items():
        label = name.replace("_", " ").capitalize()
        held = [link.get(name) for link in value or ()]
        columns.append(RowColumn(name, label, attribute(one, held)))
    return rows_of(RowSet(columns, word))


def attribute(kind: Kind, held: list[Any]) -> Spelling:
    """How an attribute of a link is spelled."""
    return ticked() if isinstance(kind, Boolean) else plain(kind, held)


def editable(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields that a form has inputs for: of a thing with several names, the fullest one."""
    return {
        name: field
        for name, field in fields.items()
        if not field.read_only and not has_fuller(field, fields)
    }


def has_fuller(field: Field, fields: Mapping[str, Field]) -> bool:
    """Whether another field shows all of this one, and more."""
    match field:
        case ChannelScalar(whole=whole):
            return whole in fields
        case LinkedSet():
            return False
        case RelatedSet(links=links):
            return links is not None and links in fields
    return False
