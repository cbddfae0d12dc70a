"""Whatever goes wrong has a status and a sentence, and no word of what is inside."""

import sqlite3

import pytest
from django.core import exceptions as django
from django.db import DataError, Error, IntegrityError, InterfaceError, OperationalError
from django.db.models import ProtectedError
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions as rest

from records.problems import fault, problem_of
from values.refusals import Clash, Forbidden, Missing, Refusal, Refused, Stale, Unanswerable

SECRET = "SELECT password FROM users_user -- /srv/crm/records.py"


def locked(code: int) -> OperationalError:
    cause = sqlite3.OperationalError(SECRET)
    cause.sqlite_errorcode = code
    return caused(OperationalError(SECRET), cause)


def state(code: str | None) -> OperationalError:
    cause = Exception(SECRET)
    cause.sqlstate = code  # type: ignore[attr-defined]
    return caused(OperationalError(SECRET), cause)


def caused(error: OperationalError, cause: Exception) -> OperationalError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "status", "type_"),
    [
        (Unanswerable("unknown field 'nmae'"), 400, "Invalid Request"),
        (Refused({"name": [Refusal("Required")]}), 422, "Validation"),
        (Refusal("Type", "must be a text"), 422, "Validation"),
        (Clash("There is one already."), 409, "Conflict"),
        (Forbidden("You may not."), 403, "Forbidden"),
        (Missing(), 404, "Not Found"),
        (Stale(7), 412, "Precondition"),
        (rest.NotAuthenticated(), 401, "Authentication"),
        (rest.AuthenticationFailed("expired"), 401, "Authentication"),
        (rest.PermissionDenied("CSRF Failed"), 403, "Forbidden"),
        (rest.NotFound(), 404, "Not Found"),
        (rest.MethodNotAllowed("PUT"), 405, "Method Not Allowed"),
        (rest.NotAcceptable(), 406, "Invalid Request"),
        (rest.UnsupportedMediaType("text/csv"), 415, "Invalid Request"),
        (rest.Throttled(3), 429, "Limit"),
        (rest.ParseError(), 400, "Invalid Request"),
        (rest.ValidationError({"name": ["bad"]}), 422, "Validation"),
        (Http404(), 404, "Not Found"),
        (django.PermissionDenied(), 403, "Forbidden"),
        (django.RequestDataTooBig(SECRET), 413, "Limit"),
        (django.TooManyFieldsSent(SECRET), 400, "Invalid Request"),
        (django.DisallowedHost(SECRET), 400, "Invalid Request"),
        (django.BadRequest(SECRET), 400, "Invalid Request"),
        (django.ValidationError({"name": ["bad"]}), 422, "Validation"),
        (django.ValidationError("bad"), 422, "Validation"),
        (UnreadablePostError(SECRET), 400, "Invalid Request"),
        (ProtectedError(SECRET, set()), 409, "Conflict"),
        (IntegrityError(SECRET), 409, "Conflict"),
        (DataError(SECRET), 400, "Invalid Request"),
        (locked(sqlite3.SQLITE_BUSY), 503, "Server"),
        (locked(sqlite3.SQLITE_BUSY_SNAPSHOT), 503, "Server"),
        (locked(sqlite3.SQLITE_FULL), 503, "Server"),
        (state("40P01"), 503, "Server"),
        (state("55P03"), 503, "Server"),
        (state("57014"), 503, "Server"),
        (state("53300"), 503, "Server"),
        (state(None), 503, "Server"),
        (InterfaceError(SECRET), 503, "Server"),
    ],
)
def test_each_error_has_its_status(error: Exception, status: int, type_: str) -> None:
    found = problem_of(error)

    assert found is not None
    assert (found.status, found.type) == (status, type_)
    assert found.message and "SELECT" not in found.message and "/srv" not in found.message
    assert type(error).__name__ not in found.message


@pytest.mark.parametrize(
    "error",
    [
        KeyError("name"),
        AssertionError(),
        RecursionError(),
        Error(SECRET),
        locked(sqlite3.SQLITE_ERROR),
        state("42P01"),
        rest.APIException(),
    ],
)
def test_a_fault_of_ours_has_no_name(error: Exception) -> None:
    assert problem_of(error) is None
    assert fault().status == 500


def test_what_passes_says_when_to_try_again() -> None:
    found = problem_of(locked(sqlite3.SQLITE_LOCKED))

    assert found is not None and found.headers == {"Retry-After": "2"}


def test_a_stale_write_is_told_the_present_version() -> None:
    found = problem_of(Stale(7))

    assert found is not None and found.headers == {"ETag": '"7"'}


def test_every_refused_field_is_kept() -> None:
    refusals = {"name": [Refusal("Required")], "age": [Refusal("Max", "too old", 120)]}

    found = problem_of(Refused(refusals))

    assert found is not None and found.fields == refusals


def test_a_clash_keeps_its_details() -> None:
    found = problem_of(Clash("Taken.", {"id": 5}))

    assert found is not None and found.details == {"id": 5}


def test_a_message_is_a_sentence() -> None:
    found = problem_of(Unanswerable("unknown field 'nmae'; did you mean 'name'?"))

    assert found is not None
    assert found.message == "Unknown field 'nmae'; did you mean 'name'?"
