"""What native clients are told: the envelope of a page, the body of a problem, the headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.encoding import iri_to_uri

from dialects import parameters
from records.answers import Answer, One, Page, Problem
from records.manners import Asked
from values.refusals import Refusal


def envelope(items: list[Mapping[str, Any]], page: Page, asked: Asked) -> dict[str, Any]:
    """A page, with where it stands and how to go on."""
    query = page.query
    walking = query.cursor is not None
    following, previous = neighbours(page, asked)
    capped = {"count_capped": True} if page.capped else {}
    return {
        "results": items,
        "count": page.count,
        **capped,
        "page": None if walking else query.page,
        "per_page": query.per_page,
        "has_more": page.has_more,
        "next": following,
        "previous": previous,
        "next_cursor": page.next_cursor,
    }


def neighbours(page: Page, asked: Asked) -> tuple[str | None, str | None]:
    """The addresses of the next page and the one before; none where the question was a body."""
    if asked.request.method == "POST":
        return None, None
    if page.query.cursor is not None:
        return (address(asked, "cursor", page.next_cursor) if page.has_more else None), None
    number = page.query.page
    following = address(asked, "page", number + 1) if page.has_more else None
    return following, address(asked, "page", before(page)) if number > 1 else None


def before(page: Page) -> int:
    """The number of the page before; from beyond the end, that of the last one if it is known."""
    number = page.query.page - 1
    if page.count is None or page.capped:
        return number
    return min(number, max(1, -(-page.count // page.query.per_page)))


def address(asked: Asked, name: str, value: Any) -> str:
    """The request's own address with one parameter replaced, or added at the end."""
    given = parameters.pairs(asked.request)
    kept = [(key, str(value) if key == name else old) for key, old in given]
    if name not in dict(given):
        kept.append((name, str(value)))
    plain = asked.request._request
    path = iri_to_uri(plain.path)
    return f"{plain.scheme}://{plain.get_host()}{path}?{urlencode(kept)}"


def problem(problem: Problem, asked: Asked) -> dict[str, Any]:
    """Why the request is refused."""
    validation = {name: [rule(one) for one in ones] for name, ones in problem.fields.items()}
    return {
        "type": f"{problem.type} error",
        "code": problem.status,
        "message": problem.message,
        **({"validation": validation} if validation else {}),
        **problem.details,
        **({"request_id": asked.request_id} if asked.request_id else {}),
    }


def rule(refusal: Refusal) -> dict[str, Sequence[Any]]:
    """One refusal: the rule's name with its sentence, where there is one, and its parameters."""
    return {refusal.rule: [*([refusal.message] if refusal.message else []), *refusal.params]}


def headers(answer: Answer, asked: Asked) -> dict[str, str]:
    """The ETag of a record, and where a new one is found."""
    if not isinstance(answer, One):
        return {}
    tag = {} if answer.version is None else {"ETag": f'"{answer.version}"'}
    if not answer.created:
        return tag
    place = f"{asked.request.path.rstrip('/')}/{answer.id}"
    return {**tag, "Location": asked.request.build_absolute_uri(place)}
