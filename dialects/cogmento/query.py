"""How Cogmento clients ask: start and limit, sort, filter and q."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dialects.cogmento.filters import LONGEST, any_contains, moved, where_of
from dialects.parameters import pairs
from dialects.strict import KIB, read_json
from dialects.voices import Vocabulary
from dialects.worded import Worded
from records.access import fields_for, level
from records.manners import Asked
from records.query import All, By, Where
from records.types import registry
from values.refusals import Refusal, Unanswerable
from values.text import is_clean, nearest

KNOWN = ("start", "limit", "sort", "filter", "q")
WHOLE = re.compile(r"-?[0-9]{1,30}", re.ASCII)
USUAL, LARGEST, FARTHEST, MOST_KEYS = 100, 100, 10**15, 8
LONGEST_FILTER = 8 * KIB
ALIASES = {"modified_at": "last_modified", "updated_at": "last_modified"}
# Their word for a relation → ours, and the word in paths of what it leads to.
STEPS: Mapping[str, tuple[str, str, str]] = {
    "company": ("account", "accounts", "companies"),
    "contact": ("contact", "contacts", "contacts"),
    "deal": ("opportunity", "opportunities", "deals"),
    "case": ("case", "cases", "cases"),
}


def read_query(asked: Asked, dialect: Worded) -> dict[str, Any]:
    """What is asked of a list, as the attributes of a Query. Raises Unanswerable."""
    given = parameters(asked)
    vocabulary = dialect.vocabulary_at(asked)
    wheres: list[Where] = []
    if given.get("filter", "").strip():
        wheres.append(filtered(given["filter"], asked, dialect))
    if given.get("q", "").strip():
        wheres.append(found_in(given["q"].strip(), asked))
    return {
        "where": wheres[0] if len(wheres) == 1 else All(tuple(wheres)),
        "order": order(given.get("sort", ""), asked, vocabulary),
        "start": min(max(number(given, "start", 0), 0), FARTHEST),
        "per_page": min(max(number(given, "limit", USUAL), 1), LARGEST),
    }


def parameters(asked: Asked) -> dict[str, str]:
    """The parameters by name. Raises Unanswerable for unknown and repeated ones."""
    found: dict[str, str] = {}
    for name, value in pairs(asked.request):
        if not is_clean(name) or not is_clean(value):
            raise Unanswerable("the address holds a character that no record can hold")
        if name not in KNOWN:
            raise Unanswerable(f"unknown parameter '{name}'{nearest(name, KNOWN)}")
        if name in found:
            raise Unanswerable(f"the parameter '{name}' stands there twice")
        found[name] = value
    return found


def number(given: Mapping[str, str], name: str, usual: int) -> int:
    """A whole number; the usual one for anything else."""
    text = given.get(name, "").strip()
    return int(text) if WHOLE.fullmatch(text) else usual


def filtered(text: str, asked: Asked, dialect: Worded) -> Where:
    """The condition of a filter in JSON. Raises Unanswerable."""
    if len(text.encode()) > LONGEST_FILTER:
        raise Unanswerable(f"'filter' has at most {LONGEST_FILTER // KIB} KiB")
    vocabulary = dialect.vocabulary_at(asked)
    fields = fields_for(asked.of, asked.who)

    def compare(name: str, op: str, operand: Any) -> Where:
        step, dot, inner = name.partition(".")
        if dot:
            return related(step, inner, op, operand, asked, dialect)
        return vocabulary.where(ALIASES.get(name, name), op, operand, fields)

    return where_of(read_json(text, "parameter 'filter'"), compare)


def related(step: str, name: str, op: str, operand: Any, asked: Asked, dialect: Worded) -> Where:
    """A comparison with a field of the record that a relation leads to. Raises Unanswerable."""
    ours, type_name, word = STEPS.get(step, ("", "", ""))
    fields = fields_for(asked.of, asked.who)
    if f"{ours}_id" not in fields or level(asked.who, registry[type_name], "read") == "none":
        raise Unanswerable(f"unknown field '{step}.{name}'{nearest(step, STEPS)}")
    target = registry[type_name]
    there = fields_for(target, asked.who)
    found = dialect.vocabulary(target, word).where(name, op, operand, there)
    try:
        return moved(found, ours)
    except Refusal as refusal:
        raise Unanswerable(f"the field '{step}.{name}' {refusal}") from None


def found_in(text: str, asked: Asked) -> Where:
    """The records with a text in name or title, e-mail or phone. Raises Unanswerable."""
    if len(text) > LONGEST:
        raise Unanswerable(f"the parameter 'q' has at most {LONGEST} characters")
    fields = fields_for(asked.of, asked.who)
    names = [name for name in (asked.of.title, "email", "phone") if name in fields]
    return any_contains([name for name in names if fields[name].filterable], text)


def order(text: str, asked: Asked, vocabulary: Vocabulary) -> tuple[By, ...]:
    """The keys of `sort`, those with a minus descending; the newest first where none is given, and
    the later of two records has the greater id. Raises Unanswerable."""
    if not text.strip():
        return (By("id", descending=True),)
    keys = [key.strip() for key in text.split(",")]
    if len(keys) > MOST_KEYS:
        raise Unanswerable(f"sort: at most {MOST_KEYS} fields")
    fields = fields_for(asked.of, asked.who)
    return tuple(
        vocabulary.by(ALIASES.get(name, name), key.startswith("-"), fields)
        for key in keys
        for name in (key.lstrip("+-"),)
    )
