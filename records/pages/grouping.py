"""The fields of a form under their headings, drawn as inputs or shown as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from records.fields import ChannelSet, Custom, Field, LinkedSet, RelatedSet
from records.pages.cells import Cell
from records.pages.spelling import Spelling
from records.types import RecordType
from values.kinds import LongText
from values.structures import Json

OWNING = "Owner and sharing"
SHARING = ("owner_id", "team_ids", "tag_ids", "is_private", "external_id", "external_source")
ADDRESSES = {"shipping_address_": "Shipping address", "address_": "Address"}
CUSTOM_GROUP = "Custom fields"


@dataclass(frozen=True)
class Shown:
    """A field that is read and not written here."""

    label: str
    cell: Cell
    is_wide: bool = False


@dataclass
class Group:
    """Fields under one heading: inputs, and what is only shown."""

    title: str
    entries: list[Any] = field(default_factory=list)


class Inputs(forms.Form):
    """The inputs of a record's fields. It judges nothing; its errors are given to it."""

    use_required_attribute = False

    def __init__(
        self,
        fields: Mapping[str, Field],
        spellings: Mapping[str, Spelling],
        raws: Mapping[str, Any],
        errors: Mapping[str, list[str]] | None = None,
        prefix: str | None = None,
        helps: Mapping[str, str] | None = None,
    ):
        super().__init__(initial=dict(raws), prefix=prefix)
        self._errors = forms.utils.ErrorDict(renderer=self.renderer)
        for name, one in fields.items():
            self.fields[name] = entry = forms.Field(
                required=False,
                label=short_label(one),
                help_text=(helps or {}).get(name, one.help_text),
                widget=spellings[name].widget,
            )
            entry.is_needed = one.required  # type: ignore[attr-defined]
            entry.is_wide = is_wide(one)  # type: ignore[attr-defined]
            if (errors or {}).get(name):
                self._errors[name] = self.error_class(
                    (errors or {})[name], renderer=self.renderer, field_id=f"id_{name}"
                )


def heading_of(record_type: RecordType, one: Field) -> str:
    """The heading under which a field stands."""
    if isinstance(one, Custom):
        return one.group or CUSTOM_GROUP
    for title, names in record_type.headings.items():
        if one.name in names:
            return title
    if one.name in SHARING:
        return OWNING
    return next(
        (title for start, title in ADDRESSES.items() if one.name.startswith(start)), "Details"
    )


def short_label(one: Field) -> str:
    """A field's label under its heading: the heading's own words are not said again."""
    if isinstance(one, LinkedSet):
        return one.target.replace("_", " ").capitalize()
    if isinstance(one, RelatedSet) and one.primary:  # beside the one that comes first
        return f"All {one.label.lower()}"
    start = next((start for start in ADDRESSES if one.name.startswith(start)), "")
    words = one.name.removeprefix(start).replace("_", " ").capitalize()
    return words if start and not isinstance(one, Custom) else one.label


def is_wide(one: Field) -> bool:
    """Whether a field takes the whole width."""
    return isinstance(one, ChannelSet | LinkedSet) or isinstance(one.kind, LongText | Json)
