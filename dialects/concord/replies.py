"""What Concord clients are told: the pages of lists, and what went wrong in Laravel's form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from dialects.parameters import pairs
from records.answers import Page, Problem
from records.manners import Asked
from values.refusals import Refusal

MESSAGES = {
    401: "Unauthenticated.",
    403: "This action is unauthorized.",
    404: "Not Found.",
    429: "Too Many Attempts.",
    500: "Server Error",
}
AROUND = 3  # pages on either side of the present one that are linked


def envelope(items: Sequence[Any], page: Page, asked: Asked) -> dict[str, Any]:
    """A page of a list, with where it stands in two forms."""
    query, total = page.query, page.count or 0
    start = (query.page - 1) * query.per_page
    stands = {
        "current_page": query.page,
        "from": start + 1 if items else None,
        "last_page": max(1, -(-total // query.per_page)),
        "per_page": query.per_page,
        "to": start + len(items) if items else None,
        "total": total,
    }
    return wrapped(items, stands, asked)


def whole(items: Sequence[Any], asked: Asked) -> dict[str, Any]:
    """A list that has no pages."""
    count = len(items)
    stands = {
        "current_page": 1,
        "from": 1 if items else None,
        "last_page": 1,
        "per_page": max(1, count),
        "to": count or None,
        "total": count,
    }
    return wrapped(items, stands, asked)


def wrapped(items: Sequence[Any], stands: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """Items with what is told of the page that they make."""
    number, last = stands["current_page"], stands["last_page"]
    links = {
        "first": address(asked, 1),
        "last": address(asked, last),
        "prev": address(asked, min(number - 1, last)) if number > 1 else None,
        "next": address(asked, number + 1) if number < last else None,
    }
    path = asked.request.build_absolute_uri(asked.request.path)
    meta = {**stands, "links": list(buttons(asked, number, last, links)), "path": path}
    return {"data": items, "links": links, "meta": meta, **stands}


def buttons(
    asked: Asked, number: int, last: int, links: dict[str, str | None]
) -> Iterator[dict[str, Any]]:
    """The links that a page shows below its list."""
    yield {"url": links["prev"], "label": "&laquo; Previous", "active": False}
    before = 0
    for one in sorted({1, last, *range(number - AROUND, number + AROUND + 1)}):
        if 1 <= one <= last:
            if one > before + 1:
                yield {"url": None, "label": "...", "active": False}
            yield {"url": address(asked, one), "label": str(one), "active": one == number}
            before = one
    yield {"url": links["next"], "label": "Next &raquo;", "active": False}


def address(asked: Asked, number: int) -> str:
    """The request's own address with another page."""
    kept = [(name, value) for name, value in pairs(asked.request) if name != "page"]
    query = urlencode([*kept, ("page", number)])
    return asked.request.build_absolute_uri(f"{asked.request.path}?{query}")


def body_of(problem: Problem, asked: Asked) -> dict[str, Any]:
    """Why a request is refused."""
    if problem.status == 405:
        verb = asked.request.method
        return {"message": f"The {verb} method is not supported for this route."}
    if problem.status != 422 or not problem.fields:
        return {"message": MESSAGES.get(problem.status, problem.message)}
    errors = {name: [sentence(name, one) for one in ones] for name, ones in problem.fields.items()}
    every = [text for texts in errors.values() for text in texts]
    more = len(every) - 1
    others = f" (and {more} more error{'s' if more > 1 else ''})" if more else ""
    return {"message": f"{every[0]}{others}", "errors": errors}


def sentence(name: str, refusal: Refusal) -> str:
    """One refusal as a sentence."""
    label = name.replace("_", " ")
    match refusal.rule:
        case "Required":
            return f"The {label} field is required."
        case "Unique":
            return f"The {label} has already been taken."
    return f"The {label} field is invalid: {str(refusal).rstrip('.')}."
