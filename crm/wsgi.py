"""The application as a server loads it: bodies are taken in first, then a request has its turn."""

import os
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse

from crm.health import PATHS
from crm.turns import Turn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]
CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024
BUSY = (
    b'{"type":"Server error","code":503,"message":"More is asked just now than can be answered; '
    b'ask again after as many seconds as Retry-After says."}'
)
BUSY_HEADERS = [
    ("Content-Type", "application/json"),
    ("Content-Length", str(len(BUSY))),
    ("Cache-Control", "no-store"),
    ("Retry-After", "1"),
]


def in_turn(handle: Wsgi) -> Wsgi:
    """One request at a time in this process, and none that still waits for its client.

    A server may have many threads here, of which nearly all wait: a client who sends his body
    slowly holds up nobody, and the work goes on as with a single thread, which is fastest.
    The probes have no turn to wait for: they must answer when the others hang. Who would wait too
    long is turned away at once, so that those who are let in are answered in time.
    """
    turn = Turn()

    def application(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not receive(environ):
            start_response("400 Bad Request", [("Content-Length", "0")])
            return [b""]
        if environ["PATH_INFO"] in PATHS:
            return handle(environ, start_response)
        if not turn.take():
            start_response("503 Service Unavailable", BUSY_HEADERS)
            return [BUSY]
        with turn:
            response = handle(environ, start_response)
            if not isinstance(response, HttpResponse):
                return response
            response.close()
            return [response.content]  # a list goes out as a whole, not in chunks

    return application


def receive(environ: Environ) -> bool:
    """Put the whole body where the client's stream was; whether it came as long as announced.

    A body without announced length, which Django would take for empty, gets the length that it
    has. Of one beyond the limit nothing more is read than it takes to refuse it.
    """
    limit = settings.LARGEST_BODY
    announced = environ.get("CONTENT_LENGTH") or ""
    if announced.isdecimal() and int(announced) > limit:
        return True
    if not announced and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return True
    wanted = int(announced) if announced.isdecimal() else limit + 1
    body: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (goes with the request)
    length = 0
    while length < wanted and (chunk := environ["wsgi.input"].read(min(CHUNK, wanted - length))):
        length += body.write(chunk)
    body.seek(0)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(length)
    return not announced or length == wanted


application = in_turn(get_wsgi_application())
