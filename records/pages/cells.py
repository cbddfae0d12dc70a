"""What people are shown of a value: on a list, in a history, where it cannot be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal as Exact
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from customfields.choices import Chosen, ChosenSet
from lookups.kinds import LookupKind
from lookups.lists import find
from records.fields import ChannelSet, Field, LinkedSet, RelatedSet, Relation
from records.files import NAME as FILES
from records.granting import FieldNames, Grants
from records.pages.files import file_url
from records.pages.links import Names, has_page, record_url
from records.types import registry
from values.kinds import Boolean, Choice, Kind
from values.numbers import Decimal
from values.refusals import Refusal
from values.times import Date, DateTime, instant_of
from values.web import Color, EmailText, Url

NOTHING = "—"


@dataclass(frozen=True)
class Cell:
    """A value for people. url: where it leads. color: of the option, as #rrggbb."""

    text: str
    url: str = ""
    color: str = ""
    is_number: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no value."""
        return self.text == NOTHING


def cell_of(field: Field, value: Any, names: Names) -> Cell:
    """What is shown of a field's JSON value."""
    if value in (None, "", [], {}):
        return Cell(NOTHING)
    match field:
        case Relation(target=target):
            return reference(target, value, names)
        case RelatedSet(target=target):
            ids = [one["id"] for one in value] if isinstance(field, LinkedSet) else value
            return Cell(", ".join(reference(target, one, names).text for one in ids))
        case ChannelSet():
            return Cell(", ".join(str(next(iter(one.values()))) for one in value))
    return plain_cell(field, value)


def reference(target: str, record_id: int, names: Names) -> Cell:
    """A record's name, with the way to it if the reader may see it."""
    known = names.get(target, {})
    if record_id not in known:
        return Cell(f"#{record_id}")
    if target == FILES:
        return Cell(known[record_id], file_url(record_id))
    record_type = registry[target]
    url = record_url(record_type, record_id) if has_page(record_type) else ""
    return Cell(known[record_id], url)


def plain_cell(field: Field, value: Any) -> Cell:
    """A value that stands by itself."""
    if (words := measured(field.kind, value)) is not None:
        return words
    match field.kind:
        case LookupKind(list_name=list_name):
            found = find(list_name, str(value))
            return Cell(str(value), color=(found.color if found else "") or "")
        case ChosenSet() as kind:
            return Cell(", ".join(str(one) for one in kind.say_label(value)))
        case Chosen() as kind:
            colors = {option.id: option.color for option in kind.options}
            return Cell(str(kind.say_label(value) or value), color=colors.get(value) or "")
        case Color():
            return Cell(str(value), color=str(value))
        case Url():
            return Cell(str(value), str(value))
        case EmailText():
            return Cell(str(value), f"mailto:{value}")
    return Cell(str(value), is_number=isinstance(value, int) and field.name != "id")


def measured(kind: Kind, value: Any) -> Cell | None:
    """A truth, a time, a number or a structure; None for what is something else."""
    match kind:
        case Boolean():
            return Cell("Yes" if value else "No")
        case DateTime():
            return Cell(moment(value))
        case Date():
            return Cell(day(value))
        case Decimal():
            return Cell(number(value), is_number=True)
        case Choice():
            return Cell(choice_label(str(value)))
        case Grants() | FieldNames():
            return Cell(kind.tell(value) or NOTHING)
    return None


def choice_label(word: str) -> str:
    """A fixed choice for people."""
    return word.replace("_", " ").capitalize()


def number(value: Any) -> str:
    """A number with its thousands apart and all its digits."""
    text = format(Exact(value), "f")
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else text


def day(value: Any) -> str:
    """A day for people, like 22 Nov 2026."""
    try:
        return date_format(date.fromisoformat(str(value)), "j M Y")
    except ValueError:
        return str(value)


def moment(value: Any) -> str:
    """A moment for people, on the clock of their time zone."""
    try:
        local = instant_of(value).astimezone(timezone.get_current_timezone())
    except (Refusal, OverflowError):
        return str(value)
    return date_format(local, "j M Y, H:i")
