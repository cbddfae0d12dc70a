"""Any exception becomes a Problem: what went wrong, in words that are free of any dialect."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from django.core import exceptions as django
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions as rest

from apitokens.failures import CLOSED, SignInClosed
from apitokens.passwords import SignInRefused
from records.answers import Problem
from values import refusals
from values.refusals import Refusal

INVALID = "Invalid Request"
UNAUTHENTICATED = "A valid token is required."
INVALID_DATA = "The given data was invalid."
MISSING = "There is no such record or address, or none that you may see."
IN_USE = "Other records refer to it, so it stays."
RETRY_SECONDS = "2"
TYPES = {
    400: INVALID,
    401: "Authentication",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    412: "Precondition",
    413: "Limit",
    414: "Limit",
    422: "Validation",
    429: "Limit",
    500: "Server",
    503: "Server",
}
# SQLite: busy, locked, interrupted, I/O, full, cannot open. PostgreSQL: connection, resources,
# operator, rollbacks that ask for another try, locks that were not to be had.
SQLITE_PASSING = {5, 6, 9, 10, 13, 14}
POSTGRESQL_PASSING = ("08", "40", "53", "57", "55P03")


def problem_of(error: Exception) -> Problem | None:
    """Name the error; None means a fault of ours, about which nothing is told."""
    for name in (our_problem, rest_problem, django_problem, database_problem):
        problem = name(error)
        if problem is not None:
            return problem
    return None


def fault() -> Problem:
    """What is told of a fault of ours."""
    return problem(500, "Something went wrong on our side; the log has it under the request id.")


def problem(status: int, message: str, **more: Any) -> Problem:
    """A problem with the type that its status implies."""
    return Problem(status, TYPES.get(status, INVALID), message, **more)


def our_problem(error: Exception) -> Problem | None:
    """The refusals that the product itself raises."""
    match error:
        case refusals.Refused():
            return problem(422, INVALID_DATA, fields=error.fields)
        case Refusal():
            return problem(422, str(error))
        case refusals.Unanswerable():
            return problem(400, sentence(str(error)))
        case refusals.Clash():
            return problem(409, sentence(str(error)), details=error.details)
        case refusals.Forbidden():
            return problem(403, sentence(str(error) or "You may not do this."))
        case refusals.Missing():
            return problem(404, sentence(str(error) or MISSING))
        case refusals.Stale(version=version):
            return problem(412, str(error), headers={"ETag": f'"{version}"'})
    return None


def rest_problem(error: Exception) -> Problem | None:
    """What the framework raises on the way to a view."""
    match error:
        case SignInRefused():
            return problem(401, str(error.detail))
        case rest.Throttled():
            wait = getattr(error, "wait", None)
            headers = {} if wait is None else {"Retry-After": str(wait)}
            return problem(429, str(error.detail), headers=headers)
        case SignInClosed():
            return problem(503, CLOSED, headers={"Retry-After": RETRY_SECONDS})
        case rest.NotAuthenticated() | rest.AuthenticationFailed():
            return problem(401, UNAUTHENTICATED)
        case rest.ValidationError():
            return problem(422, INVALID_DATA, fields=refusals_in(error.detail))
        case rest.NotFound():
            return problem(404, MISSING)
        case rest.APIException() if error.status_code < 500:
            return problem(error.status_code, sentence(str(error.detail)))
    return None


def refusals_in(detail: Any) -> dict[str, list[Refusal]]:
    """A serializer's complaints by field."""
    by_field = detail if isinstance(detail, Mapping) else {"": detail}
    return {
        name: [Refusal("Invalid", str(one)) for one in (ones if isinstance(ones, list) else [ones])]
        for name, ones in by_field.items()
    }


def django_problem(error: Exception) -> Problem | None:
    """What Django raises for requests and models."""
    match error:
        case Http404():
            return problem(404, MISSING)
        case django.PermissionDenied():
            return problem(403, "You may not do this.")
        case django.RequestDataTooBig():
            return problem(413, "The body is too large.")
        case django.ValidationError() if hasattr(error, "error_dict"):
            return problem(422, INVALID_DATA, fields=refusals_in(error.message_dict))
        case django.ValidationError():
            return problem(422, " ".join(error.messages))
        case django.BadRequest() | django.SuspiciousOperation() | MultiPartParserError():
            return problem(400, "The request cannot be understood.")
        case UnreadablePostError():
            return problem(400, "The body broke off.")
    return None


def database_problem(error: Exception) -> Problem | None:
    """What the database refuses: for now, because of other records, or for a value's sake."""
    match error:
        case refusals.Costly():
            message = f"This takes too long to answer: {error}. Narrow it down, or ask again later."
            return problem(503, message, headers={"Retry-After": RETRY_SECONDS})
        case ProtectedError() | RestrictedError():
            return problem(409, IN_USE)
        case IntegrityError():
            return problem(409, "This conflicts with what was stored meanwhile.")
        case DataError():
            return problem(400, "A value is out of the range that can be stored.")
        case InterfaceError() | OperationalError() if is_passing(error):
            headers = {"Retry-After": RETRY_SECONDS}
            return problem(503, "The database is busy; try again shortly.", headers=headers)
    return None


def is_passing(error: Exception) -> bool:
    """Whether a database's trouble may be over on the next try, rather than be a fault of ours."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_PASSING
    state = getattr(cause, "sqlstate", None)
    return state is None or str(state).startswith(POSTGRESQL_PASSING)


def sentence(text: str) -> str:
    """A message as a sentence: a capital first, a full stop or the like last."""
    text = text.strip() or "The request cannot be understood"
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")
