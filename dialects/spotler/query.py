"""How Spotler clients ask: limit and page, q and order as JSON or in brackets, lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from dialects import parameters
from dialects.bodies import nest
from dialects.grammar import order_of, where_of
from dialects.parameters import WHOLE, Parameters
from dialects.strict import KIB, read_json
from dialects.voices import Vocabulary
from records.access import fields_for
from records.manners import Asked
from records.query import All, By, Query, Show, Where
from values.refusals import Unanswerable
from values.text import is_clean, nearest

LISTING, STRUCTURES = ("limit", "page", "q", "order", "lines"), ("q", "order")
NESTED = tuple(f"{name}[" for name in STRUCTURES)
LONGEST = 8 * KIB
FARTHEST = 10**15
QUOTES = str.maketrans(dict.fromkeys("“”„‟″", '"'))
BY_ID = (By("id"),)


def read_query(asked: Asked, vocabulary: Vocabulary, sizes: tuple[int, int]) -> Query:
    """What is asked of a list; only of what it shows nothing but the lines. Raises Unanswerable."""
    given, structures = read_parameters(asked)
    fields = fields_for(asked.of, asked.who)

    def compare(name: str, op: str, operand: Any) -> Where:
        return vocabulary.where(name, op, operand, fields)

    def by(name: str, descending: bool) -> By:
        return vocabulary.by(name, descending, fields)

    limit = page_size(given, sizes)
    order = structures.get("order")
    return Query(
        where=where_of(structures["q"], compare) if "q" in structures else All(),
        order=order_of(lowered(order), by) if order not in (None, {}) else BY_ID,
        per_page=limit,
        start=first_row(given, limit),
        show=Show(lines=parameters.flag(given, "lines")),
    )


def read_parameters(asked: Asked) -> tuple[Parameters, dict[str, Any]]:
    """The parameters of a list, and the structures among them. Raises Unanswerable."""
    plain: dict[str, str] = {}
    nested: list[tuple[str, str]] = []
    for name, value in parameters.pairs(asked.request):
        if not is_clean(name) or not is_clean(value):
            raise Unanswerable("the address holds NUL")
        if name.startswith(NESTED):
            nested.append((name, value))
        elif name not in LISTING:
            raise Unanswerable(f"unknown parameter '{name}'{nearest(name, LISTING)}")
        else:
            refuse_twice(name, plain)
            plain[name] = value
    return plain, structures_in(plain, nest(nested))


def structures_in(plain: Parameters, found: dict[str, Any]) -> dict[str, Any]:
    """The structures said in brackets, and those said as JSON. Raises Unanswerable."""
    for name in STRUCTURES:
        if name in plain:
            refuse_twice(name, found)
            found[name] = structure(plain[name], name)
    return found


def refuse_twice(name: str, known: Mapping[str, Any]) -> None:
    """Refuse a parameter that is known already. Raises Unanswerable."""
    if name in known:
        raise Unanswerable(f"the parameter '{name}' stands there twice")


def structure(text: str, name: str) -> Any:
    """The JSON in a parameter, typographic quotes read as plain ones. Raises Unanswerable."""
    if len(text.encode()) > LONGEST:
        raise Unanswerable(f"'{name}' has at most {LONGEST // KIB} KiB")
    try:
        return read_json(text, f"parameter '{name}'")
    except Unanswerable:
        if text.translate(QUOTES) == text:
            raise
    return read_json(text.translate(QUOTES), f"parameter '{name}'")


def lowered(order: Any) -> Any:
    """An ordering with its directions in lower case."""
    if not isinstance(order, dict):
        return order
    return {name: one.lower() if isinstance(one, str) else one for name, one in order.items()}


def page_size(given: Parameters, sizes: tuple[int, int]) -> int:
    """How many records a page holds; more than the largest is taken for the largest."""
    usual, largest = sizes
    return min(parameters.number(given, "limit", usual, 10**30), largest)


def first_row(given: Parameters, limit: int) -> int:
    """How many records come before the page. Raises Unanswerable."""
    first = int(settings.SPOTLER_FIRST_PAGE)
    text = given.get("page")
    if text is None:
        return 0
    if not WHOLE.fullmatch(text) or not first <= int(text) <= FARTHEST:
        raise Unanswerable(f"the parameter 'page' is a whole number from {first} on")
    return (int(text) - first) * limit


def wants_lines(asked: Asked) -> bool:
    """Whether lines shall be shown; nothing else is asked of one record. Raises Unanswerable."""
    return parameters.flag(parameters.read_parameters(asked.request, ("lines",)), "lines")
