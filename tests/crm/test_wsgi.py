"""Promises of the application: whole bodies, and a slow client who holds up nobody."""

import io
import threading
from collections.abc import Iterable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings

from crm.wsgi import Environ, in_turn, receive


class Slow:
    """A stream whose client pauses until he is let go on."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def read(self, size: int) -> bytes:
        """Nothing, after the pause."""
        self.asked.set()
        self.go_on.wait(10)
        return b""


class Reply(HttpResponse):
    """A reply after which no database connection has to be looked at."""

    def close(self) -> None:
        """Nothing to do."""


def handle(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """Echo the length that was announced and the body that came."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [])
    return Reply(f"{environ.get('CONTENT_LENGTH')}:".encode() + body[:10])


def call(stream: Any, method: str = "POST", path: str = "/", **environ: str) -> tuple[str, bytes]:
    """The status and body of a request."""
    said: list[str] = []
    given = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": stream, **environ}
    body = b"".join(application(given, lambda status, headers: said.append(status)))
    return said[0], body


application = in_turn(handle)


@pytest.mark.parametrize(
    ("sent", "announced"), [(b"abc", {}), (b"", {}), (b"abc", {"CONTENT_LENGTH": "3"})]
)
def test_a_body_comes_whole_and_with_its_length(sent: bytes, announced: dict[str, str]) -> None:
    assert call(io.BytesIO(sent), **announced) == ("200 OK", b"%d:%b" % (len(sent), sent))


def test_no_more_than_announced_is_read() -> None:
    assert call(io.BytesIO(b"abcdef"), CONTENT_LENGTH="3")[1] == b"3:abc"


def test_a_body_that_breaks_off_is_not_handled() -> None:
    assert call(io.BytesIO(b"ab"), CONTENT_LENGTH="3") == ("400 Bad Request", b"")


@override_settings(LARGEST_BODY=100)
def test_of_an_endless_body_one_byte_too_many_is_read() -> None:
    stream = io.BytesIO(b"x" * 5000)
    assert call(stream)[1].startswith(b"101:")
    assert stream.tell() == 101


@override_settings(LARGEST_BODY=100)
def test_a_body_announced_too_large_is_not_read() -> None:
    stream = io.BytesIO(b"x" * 5000)
    environ: Environ = {"CONTENT_LENGTH": "5000", "wsgi.input": stream}
    assert receive(environ)
    assert stream.tell() == 0
    assert environ["CONTENT_LENGTH"] == "5000"


def test_a_slow_client_holds_up_nobody() -> None:
    slow = Slow()
    thread = threading.Thread(target=call, args=(slow,), kwargs={"CONTENT_LENGTH": "9"})
    thread.start()
    assert slow.asked.wait(10)
    assert call(io.BytesIO(b"quick"))[1] == b"5:quick"
    slow.go_on.set()
    thread.join(10)


def test_one_request_at_a_time_but_probes_wait_for_none() -> None:
    inside, leave = threading.Event(), threading.Event()
    seen: list[str] = []

    def note(environ: Environ, start_response: Any) -> Iterable[bytes]:
        seen.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/long":
            inside.set()
            leave.wait(10)
        start_response("200 OK", [])
        return Reply()

    app = in_turn(note)

    def ask(path: str) -> threading.Thread:
        given = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": io.BytesIO()}
        thread = threading.Thread(target=app, args=(given, lambda *reply: None))
        thread.start()
        return thread

    threads = [ask("/long")]
    assert inside.wait(10)
    threads.append(ask("/next"))
    ask("/healthz").join(10)
    assert seen == ["/long", "/healthz"]
    leave.set()
    for thread in threads:
        thread.join(10)
    assert seen == ["/long", "/healthz", "/next"]
