"""A request under an Idempotency-Key: told apart from others, done once, and replied to again."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from apitokens.identity import TokenIdentity
from idempotency import store
from idempotency.store import HEADER, Reply, digest
from values.refusals import Unanswerable

LONGEST_KEY = 255
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
REPLAYED = "Idempotency-Replayed"


def is_keyed(request: Request) -> bool:
    """Whether a request asks to be done once."""
    return request.method == "POST" and HEADER in request.headers


def once(
    request: Request, work: Callable[[], HttpResponse], secret: bool = False
) -> HttpResponseBase:
    """The reply to a request, from the work or from before. Raises Unanswerable, Clash, Refused.

    secret: whether the reply shows a secret, which is never kept.
    """

    def reply() -> Reply:
        done = work()
        headers = {name: done[name] for name in KEPT_HEADERS if name in done}
        return Reply(done.status_code, headers, done.content, secret=secret)

    found = store.once(told_apart(request), reply)
    response = HttpResponse(found.body, status=found.status, headers=dict(found.headers))
    if found.replayed:
        response[REPLAYED] = "true"
    return response


def told_apart(request: Request) -> store.Request:
    """What a request is known by: its caller, address and key; and what it asks for."""
    key = request.headers[HEADER]
    if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise Unanswerable(f"{HEADER} has 1 to {LONGEST_KEY} printable characters")
    name = digest(caller_of(request), request.path.rstrip("/"), key)
    query = request.META.get("QUERY_STRING", "")
    pepper = blake2b(settings.SECRET_KEY.encode()).digest()  # a body may hold a password
    return store.Request(name, digest(query, *contents(request.data), key=pepper))


def caller_of(request: Request) -> str:
    """Whose key it is: the token's, else the user's."""
    if isinstance(request.auth, TokenIdentity):
        return f"token {request.auth.id}"
    return f"user {request.user.pk}"


def contents(data: Any) -> list[str | bytes]:
    """What a body says, part by part: of JSON the values, of a form its texts and files."""
    if not isinstance(data, QueryDict):
        return [repr(data)]
    found: list[str | bytes] = []
    for name, values in sorted(data.lists()):
        for value in values:
            found += [name, of_file(value) if isinstance(value, UploadedFile) else str(value)]
    return found


def of_file(file: UploadedFile[Any]) -> str:
    """A digest of a file's name and bytes, which can still be read afterwards."""
    parts = [digest(chunk) for chunk in file.chunks()]
    file.seek(0)
    return digest(file.name or "", *parts)
