"""Typed readers of the environment: a setting is named, explained and checked where it is read."""

import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from os import environ
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Setting:
    """An environment variable as an operator meets it; default is the text that he would write."""

    name: str
    default: str
    meaning: str


SETTINGS: dict[str, Setting] = {}


def read(name: str, parse: Callable[[str], T], default: str, meaning: str) -> T:
    """The variable's value, parsed; an empty one counts as not set. Entered into SETTINGS.

    Raises ImproperlyConfigured with one line that names the variable.
    """
    SETTINGS[name] = Setting(name, default, meaning)
    try:
        return parse(environ.get(name, "").strip() or default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from None


def optional(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """The same parser, with None for nothing."""
    return lambda text: parse(text) if text else None


def folder_beside(project: Path) -> Callable[[str], Path]:
    """A folder, made if need be, that only its owner may read; project: where "./" is."""

    def parse(text: str) -> Path:
        path = (project / Path(text).expanduser()).resolve()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ValueError(f"the folder {path} cannot be used ({error.strerror})") from None
        return path

    return parse


def whole(minimum: int) -> Callable[[str], int]:
    """A whole number from minimum on."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) < minimum:
            raise ValueError(f"{text!r} is not a whole number from {minimum} on")
        return int(text)

    return parse


def flag(text: str) -> bool:
    """Exactly true or false."""
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


def one_of(*words: str) -> Callable[[str], str]:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"{text!r} is none of {', '.join(words)}")
        return text

    return parse


def listed(text: str) -> list[str]:
    """What stands between commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


def hosts(text: str) -> list[str]:
    """Host names without scheme, port or path."""
    for item in listed(text):
        if not re.fullmatch(r"\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]", item):
            raise ValueError(f"{item!r} is not a host name")
    return listed(text)


def origins(text: str) -> list[str]:
    """Web origins: scheme and host, perhaps a port."""
    for item in listed(text):
        if not re.fullmatch(r"https?://[^/?#@\s]+", item):
            raise ValueError(f"{item!r} is not an origin such as https://app.example.com")
    return listed(text)


def networks(text: str) -> list[Network]:
    """IP addresses or ranges."""
    return [ipaddress.ip_network(item, strict=False) for item in listed(text)]


def mail_address(text: str) -> str:
    """A mail address, perhaps with a name before it."""
    address = parseaddr(text)[1]
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or not text.isprintable():
        raise ValueError(f"{text!r} is not an address such as crm@example.com")
    return text


def time_zone(text: str) -> str:
    """A name of the IANA time zone database."""
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, KeyError):
        raise ValueError(f"{text!r} is not a time zone such as Europe/Paris") from None


def calling_code(text: str) -> str:
    """Nothing, or a plus and digits."""
    if not re.fullmatch(r"(\+[0-9]{1,6})?", text):
        raise ValueError(f"{text!r} is not a calling code such as +7")
    return text


def currency(text: str) -> str:
    """A currency's three capitals."""
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise ValueError(f"{text!r} is not a currency code such as EUR")
    return text


def dialect_hosts(text: str) -> dict[str, str]:
    """Host name → name of the dialect that owns it, from a JSON object."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise ValueError('not a JSON object such as {"crm.example.com": "native"}')
    return {name: found[name] for item in found for name in hosts(item)}


def database(text: str) -> dict[str, Any]:
    """Django's description of a postgres:// address, which may hold a password: never said."""
    if urlsplit(text).scheme not in ("postgres", "postgresql"):
        raise ValueError("not an address such as postgres://user:password@host:5432/name")
    found: dict[str, Any] = {**dj_database_url.parse(text)}
    if not found["NAME"]:
        raise ValueError("the address names no database")
    return found


def redis(text: str) -> str:
    """The address of a Redis server. It may hold a password: never said."""
    if urlsplit(text).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("not an address such as redis://host:6379/0")
    return text


def mail_server(text: str) -> Mapping[str, Any]:
    """Django's EMAIL_* settings, without that prefix, of smtp:// or (TLS at once) smtps://."""
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("not an address such as smtp://user:password@host:587")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "HOST": parts.hostname,
        "PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "HOST_USER": unquote(parts.username or ""),
        "HOST_PASSWORD": unquote(parts.password or ""),
        "USE_SSL": parts.scheme == "smtps",
        "USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }
