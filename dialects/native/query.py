"""How native clients ask: pages, order, what is shown, and on what terms something is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rest_framework.request import Request

from dialects import parameters
from dialects.base import has_body
from dialects.grammar import order_of, together, where_of
from dialects.native import simple
from dialects.parameters import Parameters, read_parameters
from dialects.strict import KIB, read_json
from records.manners import Asked, Terms
from records.query import Counting, Query, Show, Where
from values.refusals import Unanswerable
from values.text import nearest

PAGING = ("page", "per_page", "limit")
SHOWING = ("fields", "expand", "lines", "labels")
ASKING = ("q", "order", "search", "cursor", "count", "trashed", "explain")
LISTING = (*PAGING, *SHOWING, *ASKING)
DEFAULT_SIZE, LARGEST_SIZE = 15, 100
LAST_PAGE = 10**15  # times the largest page, an offset that still is a 64-bit number
STRUCTURES = ("q", "order")
BODY_TYPES: Mapping[str, tuple[type, ...]] = {  # in a body; simple filters take any single value
    **dict.fromkeys(PAGING, (int,)),
    **dict.fromkeys(("lines", "labels", "trashed", "explain"), (bool,)),
    **dict.fromkeys(("fields", "expand"), (str, list)),
    **dict.fromkeys(("search", "cursor"), (str,)),
    "count": (bool, str),
}
LONGEST_Q = 8 * KIB
COUNTING: dict[str, Counting] = {
    "true": "exact",
    "1": "exact",
    "false": "none",
    "0": "none",
    "capped": "capped",
}
ETAG = re.compile(r'(?:W/)?"([^"]*)"')


def read_query(asked: Asked) -> Query:
    """What a list is asked for. Raises Unanswerable."""
    refuse_body(asked.request)
    sent = (name for name, _ in parameters.pairs(asked.request))
    filters = simple.names_in(asked, sent, LISTING)
    given = read_parameters(asked.request, (*LISTING, *filters))
    structures = {name: structure(given, name) for name in STRUCTURES if name in given}
    return query_of(asked, given, structures)


def read_search(asked: Asked, body: dict[str, Any]) -> Query:
    """What a list is asked for by the same parameters in a body. Raises Unanswerable."""
    filters = simple.names_in(asked, body, LISTING)
    read_body_of(asked.request, body, (*LISTING, *filters))
    structures = {name: body[name] for name in STRUCTURES if name in body}
    texts = {name: as_text(name, body[name]) for name in body if name not in STRUCTURES}
    return query_of(asked, texts, structures)


def as_text(name: str, value: Any) -> str:
    """A parameter's JSON value as it would stand in an address. Raises Unanswerable."""
    takes = BODY_TYPES.get(name, (str, int, Decimal, bool))
    if isinstance(value, list) and list in takes and all(isinstance(one, str) for one in value):
        return ",".join(value)
    if type(value) not in takes or isinstance(value, list):
        raise Unanswerable(f"the parameter '{name}' cannot be of this type")
    return str(value).lower() if isinstance(value, bool) else str(value)


def query_of(asked: Asked, given: Parameters, structures: Mapping[str, Any]) -> Query:
    """The query that parameters stand for, `q` and `order` among the structures."""
    if "cursor" in given and "page" in given:
        raise Unanswerable("send either 'page' or 'cursor'")
    filters = {name: text for name, text in given.items() if name not in LISTING}
    where = [where_of(structures["q"])] if "q" in structures else []
    return Query(
        where=together([*where, *simple.conditions(asked, filters)]),
        order=order_of(structures["order"]) if "order" in structures else (),
        page=parameters.number(given, "page", 1, LAST_PAGE),
        per_page=page_size(given),
        cursor=given.get("cursor"),
        counting=counting(given),
        trashed=parameters.flag(given, "trashed"),
        search=given.get("search"),
        explain=parameters.flag(given, "explain"),
        show=show_of(given),
    )


def read_pages(request: Request) -> Query:
    """Which page of a list without other parameters is asked for. Raises Unanswerable."""
    refuse_body(request)
    given = read_parameters(request, (*PAGING, "count"))
    page = parameters.number(given, "page", 1, LAST_PAGE)
    return Query(page=page, per_page=page_size(given), counting=counting(given))


def read_show(request: Request) -> Show:
    """How a single record shall be shown. Raises Unanswerable."""
    refuse_body(request)
    return show_of(read_parameters(request, SHOWING))


def read_terms(request: Request) -> Terms:
    """The terms of a write, by its verb. Raises Unanswerable."""
    match request.method:
        case "POST":
            given = read_parameters(request, (*SHOWING, "allow_duplicate"))
            return Terms(show_of(given), allow_duplicate=duplicates_allowed(given))
        case "DELETE":
            refuse_body(request)
            given = read_parameters(request, ("purge",))
            return Terms(version=version(request), purge=parameters.flag(given, "purge"))
    return Terms(show_of(read_parameters(request, SHOWING)), version(request))


def read_bulk_terms(request: Request) -> Terms:
    """The terms of many writes at once. Raises Unanswerable."""
    given = read_parameters(request, ("allow_duplicate",))
    return Terms(allow_duplicate=duplicates_allowed(given))


def duplicates_allowed(given: Parameters) -> bool | None:
    """Whether duplicates may be made; None if that is not said."""
    name = "allow_duplicate"
    return parameters.flag(given, name) if name in given else None


def read_nothing(request: Request) -> None:
    """Refuse parameters, and a body that says anything. Raises Unanswerable."""
    read_parameters(request, ())
    refuse_body(request)


def read_body_of(request: Request, body: dict[str, Any], known: tuple[str, ...]) -> None:
    """Refuse parameters in the address, and unknown keys in the body. Raises Unanswerable."""
    read_parameters(request, ())
    for name in body:
        if name not in known:
            raise Unanswerable(f"unknown key '{name}'{nearest(name, known)}")


def refuse_body(request: Request) -> None:
    """Refuse what would be passed over in silence; an empty object says nothing."""
    if has_body(request) and request.data != {}:
        raise Unanswerable(f"{request.method} takes no body here")


def structure(given: Parameters, name: str) -> Any:
    """The JSON in a parameter. Raises Unanswerable."""
    if len(given[name].encode()) > LONGEST_Q:
        raise Unanswerable(f"'{name}' has at most {LONGEST_Q // KIB} KiB in an address")
    return read_json(given[name], f"parameter '{name}'")


def read_q(text: str) -> Where:
    """The condition that the text of a `q` stands for. Raises Unanswerable."""
    return where_of(structure({"q": text}, "q"))


def page_size(given: Parameters) -> int:
    """How many records a page holds; more than the largest is taken for the largest."""
    if "limit" in given and "per_page" in given:
        raise Unanswerable("send either 'per_page' or 'limit': they mean the same")
    name = "limit" if "limit" in given else "per_page"
    return min(parameters.number(given, name, DEFAULT_SIZE, 10**30), LARGEST_SIZE)


def counting(given: Parameters) -> Counting:
    """How exactly the records are to be counted."""
    word = given.get("count", "true")
    if word not in COUNTING:
        raise Unanswerable("the parameter 'count' is true, false or capped")
    return COUNTING[word]


def show_of(given: Parameters) -> Show:
    """How records shall be shown."""
    return Show(
        names=parameters.names(given, "fields"),
        expand=parameters.names(given, "expand") or (),
        lines=parameters.flag(given, "lines"),
        labels=parameters.flag(given, "labels"),
        as_text=True,
    )


def version(request: Request) -> int | None:
    """The version that If-Match names; None for none or '*', 0 for what is no version of ours.

    A weak tag counts too: proxies that compress weaken ours, and a version is never approximate.
    """
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        return None
    found = ETAG.fullmatch(header)
    if found is None:
        raise Unanswerable('If-Match holds one ETag, like "5"')
    text = found[1]
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,9}", text, re.ASCII) else 0
