"""The words of a dialect as it declares them: which of our fields each says, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialects.forms import Form
from records.access import Caller
from records.query import By, Where

Item = Mapping[str, Any]
Body = dict[str, Any]


@dataclass(frozen=True)
class Word:
    """A word for one of our fields. form: None for the dialect's usual one of the field's kind.

    lists: whether lists show it; single records always do.
    """

    name: str
    field: str
    form: Form | None = None
    read_only: bool = False
    lists: bool = True


@dataclass(frozen=True)
class Made:
    """A word that is made of several fields, or of what is no field.

    of: our fields that it needs: it is there for those who see all of them; reads: those of them
    that a record must be read with, where these are not all. expand: relations
    whose records it needs besides. say: an item in our words → the value.
    take: puts what a value says into a body of ours, writing the fields `writes` (None: those of
    `of`); None: read only. where: (op, operand) → the condition, raising Refusal; None: it cannot
    be asked for. by: our field, or key, that it is sorted by.
    gather: (ids, caller) → a value by id, from one query a page, instead of `say`; pick: what it
    takes of that value, for words that share a query.
    type: in the dialect's dictionary. schema: JSON Schema of the value.
    """

    name: str
    of: tuple[str, ...] = ()
    say: Callable[[Item], Any] | None = None
    take: Callable[[Any, Body], None] | None = None
    where: Callable[[str, Any], Where] | None = None
    by: str | By | None = None
    expand: tuple[str, ...] = ()
    gather: Callable[[Sequence[int], Caller], Mapping[int, Any]] | None = None
    pick: Callable[[Any], Any] | None = None
    lists: bool = True
    type: str = "string"
    schema: Mapping[str, Any] | None = None
    lookup: str | None = None
    writes: tuple[str, ...] | None = None
    reads: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Seed:
    """A custom field that a dialect brings along: its key without `cf_`, its type, and its word
    where that differs."""

    name: str
    type: str
    wire: str = ""


Table = tuple[Word | Made, ...]


def words(text: str) -> Table:
    """Plain words, one a line: theirs, and ours where it differs; `!` after theirs: read only."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        theirs, _, ours = line.partition(" ")
        name = theirs.removesuffix("!")
        found.append(Word(name, ours.strip() or name, read_only=theirs.endswith("!")))
    return tuple(found)
