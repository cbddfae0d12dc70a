"""Kinds of text with a form of their own: addresses, colours, time zones."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from values.kinds import Text
from values.refusals import Refusal

NO_PLACE = frozenset({"Factory", "localtime"})  # stand for settings of a machine
COLOR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
judge_address = EmailValidator()


@dataclass(frozen=True)
class EmailText(Text):
    """One e-mail address."""

    name = "email"
    max_length: int | None = 254

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": self.max_length}

    def judge(self, value: str) -> str:
        try:
            judge_address(value)
        except ValidationError:
            raise Refusal("Email", "must be an e-mail address") from None
        return value

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.EmailField(max_length=self.max_length, **kwargs)


@dataclass(frozen=True)
class Url(Text):
    """An http or https address."""

    name = "url"
    max_length: int | None = 2048

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "maxLength": self.max_length}

    def judge(self, value: str) -> str:
        try:
            parts = urlsplit(value)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
            sound = sound and (parts.port is None or parts.port > 0)
        except ValueError:
            sound = False
        if not sound or re.search(r"[\x00-\x20\x7f\s<>\"\\^`{|}]", value):
            raise Refusal("Url", "must be an http or https address")
        return value

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.CharField(max_length=self.max_length, **kwargs)


@dataclass(frozen=True)
class Color(Text):
    """A colour as #rrggbb, kept in lower case."""

    name = "color_swatch"
    max_length: int | None = 7

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}

    def judge(self, value: str) -> str:
        if not COLOR.fullmatch(value):
            raise Refusal("Color", "must be a colour, like #1a2b3c")
        return value.lower()

    def form_field(self, **kwargs: Any) -> forms.Field:
        return forms.CharField(max_length=7, **kwargs)


@dataclass(frozen=True)
class TimeZone(Text):
    """The name of an IANA time zone."""

    name = "timezone"
    max_length: int | None = 64

    def judge(self, value: str) -> str:
        if value not in zones():
            raise Refusal("In", "must be an IANA time zone, like America/Toronto")
        return value


@cache
def zones() -> frozenset[str]:
    """The names of all IANA time zones that this installation knows."""
    return frozenset(available_timezones()) - NO_PLACE
