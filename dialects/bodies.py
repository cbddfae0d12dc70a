"""Bodies and addresses that say structures in brackets, and forms in place of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, Any
from urllib.parse import parse_qsl

from rest_framework.parsers import BaseParser

from dialects.edges import bytes_of
from dialects.strict import DEEPEST, judge, read_json
from values.refusals import Unanswerable

FORM = "application/x-www-form-urlencoded"
PATH = re.compile(r"\[([^\[\]]*)\]")
MOST_PAIRS = 1000


class FormBody(BaseParser):
    """Reads a form as an object of texts; one that is JSON all the same, as some clients send it,
    is read as what it is. nested: whether brackets in names make structures."""

    media_type = FORM
    nested = False

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The object in the body. Raises TooLarge, Unanswerable."""
        body = bytes_of(stream, parser_context)
        if body.lstrip()[:1] in (b"{", b"["):
            return read_json(body, "body")
        found = pairs_of(body)
        return nest(found) if self.nested else dict(found)


class NestedForm(FormBody):
    """A form whose names may hold brackets."""

    nested = True


def pairs_of(body: bytes) -> list[tuple[str, str]]:
    """The names and values of a form. Raises Unanswerable."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_PAIRS
        )
    except UnicodeDecodeError:
        raise Unanswerable("the body is not UTF-8") from None
    except ValueError:
        raise Unanswerable(f"the body has over {MOST_PAIRS} values") from None
    judge(dict(pairs), "body", check_texts=True)
    return pairs


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The structure that names in brackets stand for: a[b][]=1 → {"a": {"b": ["1"]}}.

    An object whose keys are all whole numbers, or none, becomes a list in their order of coming.
    Raises Unanswerable where it is too deep, or a value is also an object.
    """
    found: dict[str, Any] = {}
    for name, value in pairs:
        place = found
        *path, last = split(name)
        for step in path:
            place = place.setdefault(step or str(len(place)), {})
            if not isinstance(place, dict):
                raise Unanswerable(f"'{name}' is both a value and a structure")
        place[last or str(len(place))] = value
    return {name: listed(value) for name, value in found.items()}


def split(name: str) -> list[str]:
    """The steps of a name: a[b][] → a, b, and an empty one; what follows the brackets is passed
    over."""
    stem, mark, rest = name.partition("[")
    if not mark or not stem:
        return [name]
    steps = PATH.findall(f"[{rest}")
    if len(steps) > DEEPEST:
        raise Unanswerable(f"'{name[:50]}' is nested deeper than {DEEPEST} levels")
    return [stem, *steps]


def listed(value: Any) -> Any:
    """The same structure, objects with numbers for keys as lists."""
    if not isinstance(value, dict):
        return value
    inner = {name: listed(one) for name, one in value.items()}
    return list(inner.values()) if inner and all(one.isdecimal() for one in inner) else inner
