"""Query parameters read strictly: each known, each once, each of the type that it has to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl

from django.http import HttpRequest
from rest_framework.request import Request

from values.refusals import Unanswerable
from values.text import is_clean, nearest

WHOLE = re.compile(r"[0-9]{1,30}", re.ASCII)
FLAGS = {"true": True, "1": True, "false": False, "0": False}
Parameters = Mapping[str, str]


def read_parameters(request: Request | HttpRequest, known: Iterable[str]) -> Parameters:
    """The query parameters by name. Raises Unanswerable for unknown, repeated or unfit ones."""
    names = frozenset(known)
    found: dict[str, str] = {}
    for name, value in pairs(request):
        if not is_clean(name) or not is_clean(value):
            raise Unanswerable("the address holds NUL")
        if name not in names:
            raise Unanswerable(f"unknown parameter '{name}'{nearest(name, sorted(names))}")
        if name in found:
            raise Unanswerable(f"the parameter '{name}' stands there twice")
        found[name] = value
    return found


def pairs(request: Request | HttpRequest) -> Sequence[tuple[str, str]]:
    """The parameters as they stand in the address."""
    return pairs_in(request.META.get("QUERY_STRING", ""))


@lru_cache(maxsize=500)
def pairs_in(text: str) -> Sequence[tuple[str, str]]:
    """The parameters in a query string, which is looked at several times in a request."""
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000))
    except UnicodeDecodeError:
        raise Unanswerable("the address is not UTF-8") from None
    except ValueError:
        raise Unanswerable("the address has over 1000 parameters") from None


def flag(given: Parameters, name: str) -> bool:
    """A parameter that is true or false; false if it is not given. Raises Unanswerable."""
    if name not in given:
        return False
    if given[name] not in FLAGS:
        raise Unanswerable(f"the parameter '{name}' is true, false, 1 or 0")
    return FLAGS[given[name]]


def number(given: Parameters, name: str, default: int, highest: int) -> int:
    """A parameter that is a whole number from 1 on. Raises Unanswerable."""
    text = given.get(name)
    if text is None:
        return default
    if not WHOLE.fullmatch(text) or int(text) < 1:
        raise Unanswerable(f"the parameter '{name}' is a whole number from 1 on")
    if int(text) > highest:
        raise Unanswerable(f"the parameter '{name}' is at most {highest}")
    return int(text)


def names(given: Parameters, name: str) -> tuple[str, ...] | None:
    """A parameter that lists names between commas; None if it is not given."""
    if name not in given:
        return None
    found = given[name].split(",")
    if not all(found):
        raise Unanswerable(f"the parameter '{name}' lists names between commas, like id,name")
    return tuple(dict.fromkeys(found))
