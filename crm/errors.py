"""Replies to what no view answers: in a dialect's words under its mount, a plain page elsewhere."""

import sys
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from rest_framework.request import Request

from apitokens import limits
from crm.mounts import dialect_at
from dialects.edges import dumps
from records.answers import Problem
from records.manners import Asked
from records.problems import fault, problem, problem_of

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" type="image/svg+xml" href="/static/crm/icon.svg">
<link rel="stylesheet" href="/static/crm/plain.css"></head>
<body><main><h1>{title}</h1><p>{message}</p><p><a href="/admin/">Go to the start page</a></p>
<small>{request_id}</small></main></body></html>
"""


def reply(request: HttpRequest, found: Problem) -> HttpResponse:
    """A reply that says what went wrong; under a mount the call is counted like any other."""
    request_id = request.headers.get("X-Request-ID", "")
    dialect = dialect_at(request)
    if dialect is None:
        title = HTTPStatus(found.status).phrase
        page = PAGE.format(
            title=title, message=escape(found.message), request_id=escape(request_id)
        )
        return HttpResponse(page, status=found.status, headers=found.headers)
    said = dialect.problem(found, Asked(Request(request), request_id))
    status, standing = dialect.status_of(found), limits.count(request, None)
    limits.conclude(request, standing, status)
    return HttpResponse(
        b"" if said is None else dumps(said),
        status=status,
        content_type="application/json",
        headers=limits.headers(standing) | found.headers,
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without a word of the exception."""
    return reply(request, problem(400, "The request cannot be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, without a word of the exception."""
    return reply(request, problem(403, "You may not do this."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, without a word of the exception."""
    return reply(request, problem(404, "There is no such address."))


def server_error(request: HttpRequest, *unused: Any) -> HttpResponse:
    """500, or what the fault being handled is known to mean, such as 503 for a lost database."""
    error = sys.exc_info()[1]
    known = problem_of(error) if isinstance(error, Exception) else None
    return reply(request, known or fault())
