"""How native clients ask: pages, order, what is shown, and on what terms something is written."""

from __future__ import annotations

import re
from typing import Any

from rest_framework.request import Request

from dialects import parameters
from dialects.base import has_body
from dialects.native.grammar import order_of, where_of
from dialects.parameters import Parameters, read_parameters
from dialects.strict import KIB, read_json
from records.manners import Terms
from records.query import All, Counting, Query, Show
from values.refusals import Unanswerable

PAGING = ("page", "per_page", "limit")
SHOWING = ("fields", "expand", "lines", "labels")
ASKING = ("q", "order", "cursor", "count", "trashed")
DEFAULT_SIZE, LARGEST_SIZE = 15, 100
LAST_PAGE = 10**15  # times the largest page, an offset that still is a 64-bit number
LONGEST_Q = 8 * KIB
COUNTING: dict[str, Counting] = {
    "true": "exact",
    "1": "exact",
    "false": "none",
    "0": "none",
    "capped": "capped",
}
ETAG = re.compile(r'(?:W/)?"([^"]*)"')


def read_query(request: Request) -> Query:
    """What a list is asked for. Raises Unanswerable."""
    refuse_body(request)
    given = read_parameters(request, (*PAGING, *SHOWING, *ASKING))
    if "cursor" in given and "page" in given:
        raise Unanswerable("send either 'page' or 'cursor'")
    return Query(
        where=where_of(structure(given, "q")) if "q" in given else All(),
        order=order_of(structure(given, "order")) if "order" in given else (),
        page=parameters.number(given, "page", 1, LAST_PAGE),
        per_page=page_size(given),
        cursor=given.get("cursor"),
        counting=counting(given),
        trashed=parameters.flag(given, "trashed"),
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


def refuse_body(request: Request) -> None:
    """Refuse what would be passed over in silence; an empty object says nothing."""
    if has_body(request) and request.data != {}:
        raise Unanswerable(f"{request.method} takes no body here")


def structure(given: Parameters, name: str) -> Any:
    """The JSON in a parameter. Raises Unanswerable."""
    if len(given[name].encode()) > LONGEST_Q:
        raise Unanswerable(f"'{name}' has at most {LONGEST_Q // KIB} KiB in an address")
    return read_json(given[name], f"parameter '{name}'")


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
