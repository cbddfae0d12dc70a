"""How a value stands in a form: its widget, and the two ways between JSON and what is typed.

Nothing is judged here. What cannot be read as the kind's JSON is handed on as the text it is, so
that the verdict, and its wording, are always those of `records.writing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal as Exact
from typing import Any

from django import forms
from django.utils import timezone

from changes import columns
from customfields.choices import Chosen, ChosenSet, RadioChosen
from customfields.widgets import ColorInput
from lookups.kinds import CurrencyKind, LookupKind
from records.pages.cells import choice_label
from values.kinds import Boolean, Choice, Kind, LongText
from values.numbers import Decimal, Integer
from values.refusals import Refusal
from values.structures import Json
from values.times import Date, DateTime, instant_of, utc_text
from values.web import Color, TimeZone

WHOLE = re.compile(r"[+-]?\d{1,40}", re.ASCII)
EXACT = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?", re.ASCII)
MOST_CHOICES = 60
EMPTY_CHOICE = ("", "—")


@dataclass(frozen=True)
class Spelling:
    """One field in a form. show: JSON value → what the widget holds; read: the way back.

    `read` raises Refusal only where a text is no JSON at all.
    """

    widget: forms.Widget
    show: Callable[[Any], Any]
    read: Callable[[Any], Any]


def show_text(value: Any) -> str:
    """A text with its line ends as browsers hand them back."""
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")


def read_text(raw: Any) -> Any:
    """What was typed; nothing is None."""
    return show_text(raw) or None


def show_number(value: Any) -> str:
    """A number with all its digits and no exponent."""
    return "" if value is None else format(Exact(value), "f")


def read_whole(raw: Any) -> Any:
    """A whole number, else the text."""
    text = str(raw or "").strip()
    return int(text) if WHOLE.fullmatch(text) else text or None


def read_exact(raw: Any) -> Any:
    """An exact decimal, else the text."""
    text = str(raw or "").strip()
    return Exact(text) if EXACT.fullmatch(text) else text or None


def show_instant(value: Any) -> str:
    """A moment on the clock of the user's time zone, to the second."""
    if not value:
        return ""
    try:
        local = instant_of(value).astimezone(timezone.get_current_timezone())
    except (OverflowError, Refusal):
        return str(value)
    return local.replace(tzinfo=None).isoformat(timespec="seconds")


def read_instant(raw: Any) -> Any:
    """A moment of the user's clock as UTC, else the text."""
    text = str(raw or "").strip()
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.get_current_timezone())
        return utc_text(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return text or None


def show_truth(value: Any) -> str:
    """Yes, no, or neither."""
    return "" if value is None else "true" if value else "false"


def read_truth(raw: Any) -> Any:
    """The way back."""
    return {"true": True, "false": False}.get(str(raw or ""))


def show_json(value: Any) -> str:
    """A structure as text."""
    return "" if value is None else columns.write_json(value, indented=True)


def read_json(raw: Any) -> Any:
    """The structure in a text. Raises Refusal."""
    text = str(raw or "").strip()
    try:
        return columns.read_json(text) if text else None
    except (ValueError, ArithmeticError, RecursionError):
        raise Refusal("Json", "does not read as JSON") from None


def read_option(raw: Any) -> Any:
    """The id of an option."""
    return read_whole(raw)


def show_options(value: Any) -> list[str]:
    """The ids of options as a form holds them."""
    return [str(one) for one in value or ()]


def read_options(raw: Any) -> Any:
    """The way back; none is None."""
    return [read_whole(one) for one in raw or ()] or None


def plain(kind: Kind, value: Any, required: bool = False) -> Spelling:
    """How a value that stands by itself is spelled. value: the JSON value that the record has."""
    match kind:
        case Boolean():
            choices = [("true", "Yes"), ("false", "No")]
            empty = [] if required else [EMPTY_CHOICE]
            return Spelling(forms.Select(choices=empty + choices), show_truth, read_truth)
        case Integer():
            return Spelling(typed(inputmode="numeric"), show_number, read_whole)
        case Decimal():
            return Spelling(typed(inputmode="decimal"), show_number, read_exact)
        case Date():
            return Spelling(forms.DateInput({"type": "date"}), show_text, read_text)
        case DateTime():
            moment = forms.TextInput({"type": "datetime-local", "step": "1"})
            return Spelling(moment, show_instant, read_instant)
        case Json():
            return Spelling(forms.Textarea({"rows": 4, "class": "code"}), show_json, read_json)
        case Choice() | LookupKind() | CurrencyKind() | Chosen():
            return chosen(kind, value)
    return text(kind, value)


def typed(**attributes: Any) -> forms.TextInput:
    """An input for a line of text."""
    return forms.TextInput({"autocomplete": "off", **attributes})


def text(kind: Kind, value: Any) -> Spelling:
    """How texts of all kinds are spelled; one that holds line ends needs lines to be kept."""
    if kind.write_only:  # what is stored is never shown, nor is what was typed sent back
        hidden = forms.PasswordInput({"autocomplete": "new-password"})
        return Spelling(hidden, lambda value: "", read_text)
    if isinstance(kind, LongText) or "\n" in show_text(value):
        return Spelling(forms.Textarea({"rows": 3}), show_text, read_text)
    if isinstance(kind, Color):
        swatched = ColorInput({"autocomplete": "off", "placeholder": "#1a2b3c"})
        return Spelling(swatched, show_text, read_text)
    if isinstance(kind, TimeZone):
        return Spelling(typed(placeholder="Europe/Berlin"), show_text, read_text)
    return Spelling(typed(), show_text, read_text)


def chosen(kind: Kind, value: Any) -> Spelling:
    """How one or several of a list are spelled; what the record has is offered although retired."""
    choices = offered(kind, value)
    match kind:
        case ChosenSet():  # boxes to tick for both kinds: what is not seen is not chosen
            boxes = forms.CheckboxSelectMultiple(choices=choices)
            return Spelling(boxes, show_options, read_options)
        case RadioChosen() if len(choices) <= MOST_CHOICES:
            radios = forms.RadioSelect(choices=[("", "None"), *choices])
            return Spelling(radios, show_text, read_option)
        case Chosen():
            select = forms.Select(choices=[EMPTY_CHOICE, *choices])
            return Spelling(select, show_text, read_option)
    return Spelling(forms.Select(choices=[EMPTY_CHOICE, *choices]), show_text, read_text)


def offered(kind: Kind, value: Any) -> list[tuple[str, str]]:
    """What a list offers, and what the record holds of it."""
    held = {str(one) for one in (value if isinstance(value, list) else [value])}
    match kind:
        case Chosen(options=options):
            return [
                (str(one.id), one.label) for one in options if one.active or str(one.id) in held
            ]
        case Choice(choices=choices):
            return [(one, choice_label(one)) for one in choices]
        case LookupKind():
            words = [one.value for one in kind.values if one.active or one.value in held]
            return [(one, one) for one in dict.fromkeys(words)]
    field: Any = kind.form_field()
    codes = [(str(code), str(label)) for code, label in field.choices]
    missing = held - {code for code, _ in codes} - {"None", ""}
    return [*codes, *((one, one) for one in sorted(missing))]
