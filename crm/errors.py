"""Replies to what no view answers: JSON under the API mounts, a plain page elsewhere."""

import sys
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from apitokens import limits
from crm.mounts import speaks_json

TYPES = {
    400: "Invalid Request",
    403: "Forbidden",
    404: "Not Found",
    413: "Limit",
    414: "Limit",
    500: "Server",
    503: "Server",
}
MESSAGES = {
    400: "The request cannot be understood.",
    403: "This is not allowed.",
    404: "There is nothing here.",
    413: "The body is too large.",
    414: "The address is too long.",
    500: "Something went wrong here; the log has it under the request id.",
    503: "The database does not answer; try again later.",
}
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<body><h1>{title}</h1><p>{message}</p><p><small>{request_id}</small></p></body></html>
"""


def reply(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """A reply of this status; under an API mount the call is counted like any other."""
    message = message or MESSAGES[status]
    request_id = request.headers.get("X-Request-ID", "")
    if not speaks_json(request):
        title = HTTPStatus(status).phrase
        page = PAGE.format(title=title, message=message, request_id=request_id)
        return HttpResponse(page, status=status)
    body = {"type": f"{TYPES[status]} error", "code": status, "message": message}
    headers = limits.headers(limits.count(request, None))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    return JsonResponse({**body, "request_id": request_id}, status=status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without a word of the exception."""
    return reply(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, without a word of the exception."""
    return reply(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, without a word of the exception."""
    return reply(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest, *unused: Any) -> HttpResponse:
    """500, or 503 if it was the database that could not be reached."""
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    return reply(request, 503 if away else 500)
