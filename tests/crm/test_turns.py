"""Promises of the turns: nobody waits in vain, and the line is open again when it is short."""

import io
import threading
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from crm.turns import PATIENCE, Turn
from crm.wsgi import Environ, in_turn


def test_whoever_would_wait_too_long_is_turned_away_until_the_line_is_short() -> None:
    turn = Turn()
    turn.takes = PATIENCE / 3.5
    assert [turn.take() for _ in range(6)] == [True, True, True, True, False, False]

    for _ in range(4):
        with turn:
            pass
    assert turn.ahead == 0
    assert turn.take()


def test_slow_turns_leave_room_for_one_who_waits() -> None:
    turn = Turn()
    turn.takes = 10 * PATIENCE
    assert [turn.take() for _ in range(3)] == [True, True, False]


def test_a_request_that_is_turned_away_is_told_when_to_come_again() -> None:
    inside, leave = threading.Event(), threading.Event()

    def work(environ: Environ, start_response: Any) -> Iterable[bytes]:
        inside.set()
        leave.wait(10)
        start_response("200 OK", [])
        return HttpResponse()

    app = in_turn(work)
    told: list[tuple[str, dict[str, str]]] = []

    def ask() -> None:
        given = {"REQUEST_METHOD": "GET", "PATH_INFO": "/api/x", "wsgi.input": io.BytesIO()}
        app(given, lambda status, headers: told.append((status, dict(headers))))

    threads = [threading.Thread(target=ask) for _ in range(100)]
    for thread in threads:
        thread.start()
    assert inside.wait(10)
    leave.set()
    for thread in threads:
        thread.join(10)
    refused = [headers for status, headers in told if status.startswith("503")]
    assert len(told) == 100
    assert 0 < len(refused) < 99
    assert {one["Retry-After"] for one in refused} == {"1"}
