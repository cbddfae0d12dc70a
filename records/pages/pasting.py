"""The `q` of the API, pasted into a list: read by its grammar, and told as filters where these say
the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from records.fields import Field
from records.pages.exact import loads
from records.pages.filtering import MOST_CONDITIONS, WORDS, Filter, words_of
from records.query import All, AnyOf, Is, Not, Where
from values.refusals import Unanswerable

SAID = {one.said: name for name, one in WORDS.items() if one.said and one.operands}


class Grammar:
    """Who reads a `q`: a dialect, which the roof names when the process starts."""

    read: Callable[[str], Where] | None = None


def read_q(text: str) -> Where:
    """The condition that a `q` stands for; none where there is no text. Raises Unanswerable."""
    if not text:
        return All()
    if Grammar.read is None:
        raise Unanswerable("nobody here reads a 'q'")
    return Grammar.read(text)


def names_in(where: Where) -> Iterator[str]:
    """The fields that a condition asks for."""
    match where:
        case Is(path):
            yield path
        case Not(part):
            yield from names_in(part)
        case All(parts) | AnyOf(parts):
            for one in parts:
                yield from names_in(one)


def as_filters(text: str, fields: Mapping[str, Field]) -> tuple[Filter, ...] | None:
    """The filters that say the same as a `q` that was read; None where there are none such."""
    asked = loads(text)
    entries = asked.items()
    if list(asked) == ["$and"] and all(len(one) == 1 for one in asked["$and"]):
        entries = [entry for one in asked["$and"] for entry in one.items()]
    found = [as_filter(name, condition, fields) for name, condition in entries]
    if len(found) > MOST_CONDITIONS:
        return None
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else None


def as_filter(name: str, condition: Any, fields: Mapping[str, Field]) -> Filter | None:
    """The filter that says the same as one entry of a `q`."""
    field = fields.get(name)
    found = filter_of(name, condition)
    if field is None or found is None or found.word not in words_of(field):
        return None
    values = found.value if found.word == "between" else [found.value]
    return None if any(isinstance(one, dict | list) for one in values) else found


def filter_of(name: str, condition: Any) -> Filter | None:
    """A condition in our words, whatever the field."""
    match condition:
        case None:
            return Filter(name, "empty")
        case {"$not": None, **rest} if not rest:
            return Filter(name, "filled")
        case dict() if len(condition) == 1:
            word, operand = next(iter(condition.items()))
            said = SAID.get(word)
            return Filter(name, said, operand) if said and operand is not None else None
        case dict():
            return None
    return Filter(name, "is", condition)
