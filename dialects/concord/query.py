"""How Concord clients ask: q, search_fields, search_match, order, select, with and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from records.query import All, AnyOf, By, Not, Where
from values.refusals import Refusal, Refused, Unanswerable
from values.text import is_clean, nearest

DEFAULT_SIZE, LARGEST_SIZE = 15, 100
LAST_PAGE = 10**15
LONGEST, MOST_FIELDS, MOST_WORDS, MOST_KEYS = 1000, 50, 10, 8
WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)
OPERATORS: Mapping[str, str] = {
    "like": "contains",
    "=": "eq",
    "!=": "ne",
    ">": "gt",
    ">=": "gte",
    "<": "lt",
    "<=": "lte",
    "in": "in",
    "between": "between",
}
WORDS_OF: Mapping[str, str] = {neutral: word for word, neutral in OPERATORS.items()}
EVERY: Where = All()
NONE: Where = AnyOf(())
Given = Mapping[str, str]
Paths = Mapping[str, str | By]


@dataclass(frozen=True)
class Term:
    """A field that may be searched. operators: the neutral ones that it takes.

    where: neutral operator and text → condition; what the text cannot mean equals nothing.
    """

    operators: frozenset[str]
    where: Callable[[str, str], Where]

    def condition(self, op: str, text: str) -> Where:
        """The records that pass. No text is part of every value, and is equal to none."""
        if op == "ne":
            return Not(self.condition("eq", text))
        if not text.strip():
            return EVERY if op == "contains" else NONE
        return self.where(op, text)


Vocabulary = Mapping[str, Term]


def where_of(given: Given, terms: Vocabulary, looks: Iterable[str]) -> Where:
    """The condition that the parameters state. looks: where `q` looks by itself.

    Raises Refused on q, search_fields or search_match; Unanswerable.
    """
    joined = together(given)
    wanted = operators_of(given.get("search_fields", ""), terms)
    text = given.get("q")
    if text is None:
        return EVERY
    if len(text) > LONGEST:
        raise refused("q", "Max", f"at most {LONGEST} characters")
    if not is_clean(text):
        raise Unanswerable("the parameter 'q' holds a character that no record can hold")
    if pairs := pairs_in(text, terms):
        found = [condition(name, wanted.get(name), value, terms) for name, value in pairs]
    elif wanted:
        found = [condition(name, op, text, terms) for name, op in wanted.items()]
    else:
        found = [free(terms[name], text) for name in looks if name in terms]
    return joined(tuple(found))


def together(given: Given) -> Callable[[tuple[Where, ...]], Where]:
    """How the fields go together. Raises Refused."""
    word = given.get("search_match", "or").strip().lower() or "or"
    if word not in ("or", "and"):
        raise refused("search_match", "In", "must be or, and")
    return AnyOf if word == "or" else All


def operators_of(text: str, terms: Vocabulary) -> dict[str, str | None]:
    """Field → neutral operator, None where none is named: "email:=;name". Raises Refused."""
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > MOST_FIELDS:
        raise refused("search_fields", "Max", f"at most {MOST_FIELDS} fields")
    found: dict[str, str | None] = {}
    for part in parts:
        name, mark, word = (piece.strip() for piece in part.partition(":"))
        if name not in terms:
            raise refused(
                "search_fields", "In", f"cannot be searched: {name}{nearest(name, terms)}"
            )
        op = OPERATORS.get(word.lower())
        if mark and op is None:
            raise refused("search_fields", "In", f"unknown operator {word}; {told(OPERATORS)}")
        if op is not None:
            check(name, op, terms)
        found[name] = op
    return found


def check(name: str, op: str, terms: Vocabulary) -> None:
    """Refuse a comparison that a field does not take. Raises Refused."""
    known = terms[name].operators | ({"ne"} if "eq" in terms[name].operators else set())
    if op not in known:
        allowed = [WORDS_OF[one] for one in WORDS_OF.keys() & known]
        raise refused("search_fields", "In", f"{name} takes no {WORDS_OF[op]}; {told(allowed)}")


def pairs_in(text: str, terms: Vocabulary) -> list[tuple[str, str]]:
    """The fields with values of their own, if every part of the text is one: "name:A;city:B"."""
    parts = [part.partition(":") for part in text.split(";") if part.strip()]
    if not parts or not all(mark and name.strip() in terms for name, mark, _ in parts):
        return []
    return [(name.strip(), value.strip()) for name, _, value in parts]


def condition(name: str, op: str | None, text: str, terms: Vocabulary) -> Where:
    """One field compared with a text; without an operator: like, or = where there is no like."""
    term = terms[name]
    usual = "contains" if "contains" in term.operators else "eq"
    if op == "between" and len(text.split(",")) != 2:
        raise refused("q", "Type", "takes two values for between, like 1,5")
    return term.condition(op or usual, text)


def free(term: Term, text: str) -> Where:
    """All words of a text in one field. Raises Refused."""
    words = text.split()
    if len(words) > MOST_WORDS:
        raise refused("q", "Max", f"at most {MOST_WORDS} words")
    return All(tuple(term.condition("contains", word) for word in words))


def order_of(given: Given, paths: Paths, usual: tuple[By, ...]) -> tuple[By, ...]:
    """How the list is sorted. paths: their words → our sortable fields. Raises Refused on order."""
    if given.get("order", "").strip():
        keys = [part.partition("|") for part in given["order"].split(";") if part.strip()]
        if len(keys) > MOST_KEYS:
            raise refused("order", "Max", f"at most {MOST_KEYS} fields")
        return tuple(key_of("order", name, way, paths) for name, _, way in keys)
    if name := given.get("sort_field", "").strip():
        return (key_of("sort_field", name, given.get("sort_direction", ""), paths),)
    return usual


def key_of(parameter: str, name: str, way: str, paths: Paths) -> By:
    """One key of an ordering. Raises Refused."""
    name, way = name.strip(), way.strip().lower() or "asc"
    if name not in paths:
        raise refused(parameter, "In", f"cannot be sorted by: {name}{nearest(name, paths)}")
    if way not in ("asc", "desc"):
        raise refused(parameter, "In", "a direction is asc or desc")
    found = paths[name]
    key = found if isinstance(found, By) else By(found)
    return replace(key, descending=key.descending != (way == "desc"))


def names_in(given: Given, parameter: str) -> tuple[str, ...] | None:
    """A list of names between semicolons or commas; None if there is none."""
    names = [name.strip() for name in re.split("[;,]", given.get(parameter, ""))]
    return tuple(dict.fromkeys(name for name in names if name)) or None


def page_of(given: Given) -> tuple[int, int]:
    """The page and its size; what is no number is taken for the usual."""
    size, number = given.get("per_page", ""), given.get("page", "")
    per_page = int(size) if WHOLE.fullmatch(size) and int(size) > 0 else DEFAULT_SIZE
    page = int(number) if WHOLE.fullmatch(number) and int(number) > 0 else 1
    return min(page, LAST_PAGE), min(per_page, LARGEST_SIZE)


def told(words: Iterable[str]) -> str:
    """The words that are known, for a message."""
    return f"known are {' '.join(sorted(words))}"


def refused(parameter: str, rule: str, message: str) -> Refused:
    """The refusal of a parameter."""
    return Refused({parameter: [Refusal(rule, message)]})
