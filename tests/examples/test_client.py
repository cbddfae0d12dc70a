"""The client against a real server of a few lines: patience, kept connection, pages, errors."""

import json
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from examples.client import ApiError, Client, Unreachable, encode

Reply = tuple[int, dict[str, str], str]


class Scripted(ThreadingHTTPServer):
    """Gives its replies one after the other and remembers the requests; None hangs up."""

    replies: list[Reply | None]
    requests: list[tuple[str, str, dict[str, str], Any]]
    peers: set[Any]


class Handler(BaseHTTPRequestHandler):
    """Speaks the script of its server over kept connections."""

    protocol_version = "HTTP/1.1"
    server: Scripted

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.peers.add(self.client_address)
        sent = json.loads(body) if body else None
        self.server.requests.append((self.command, self.path, dict(self.headers), sent))
        reply = self.server.replies.pop(0)
        if reply is None:
            self.close_connection = True
            return
        status, headers, text = reply
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = do_PATCH = answer

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[Scripted]:
    made = Scripted(("127.0.0.1", 0), Handler)
    made.replies, made.requests, made.peers = [], [], set()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def client(server: Scripted, naps: list[float]) -> Client:
    url = f"http://127.0.0.1:{server.server_port}/"
    return Client(url, "secret", attempts=3, timeout=5, sleep=naps.append)


def test_one_connection_carries_all_calls(server: Scripted, client: Client) -> None:
    server.replies = [(200, {}, '{"amount": 1100.04}'), (200, {}, "{}")]
    assert client.get("accounts/1") == {"amount": Decimal("1100.04")}
    client.get("accounts/2")
    assert len(server.peers) == 1
    assert server.requests[0][2]["Authorization"] == "Bearer secret"


def test_a_busy_server_is_waited_for_as_long_as_it_asks(
    server: Scripted, client: Client, naps: list[float]
) -> None:
    server.replies = [(429, {"Retry-After": "7"}, "{}"), (503, {}, "{}"), (200, {}, "{}")]
    assert client.get("me") == {}
    assert naps == [7.0, 1.0]


def test_a_lost_post_is_repeated_under_the_same_key(server: Scripted, client: Client) -> None:
    server.replies = [None, (201, {}, '{"id": 5}')]
    assert client.post("accounts", {"name": "Zoë"}) == {"id": 5}
    keys = [headers["Idempotency-Key"] for _, _, headers, _ in server.requests]
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert server.requests[1][3] == {"name": "Zoë"}


def test_patience_ends(server: Scripted, client: Client) -> None:
    server.replies = [None, None, (429, {}, '{"message": "slow down"}')]
    with pytest.raises(Unreachable, match="slow down"):
        client.get("me")


def test_an_error_reads_as_a_sentence(server: Scripted, client: Client) -> None:
    problem = {
        "type": "Validation error",
        "code": 422,
        "message": "The given data was invalid.",
        "validation": {"cf_score": [{"Number": ["must be a whole number"]}]},
    }
    server.replies = [(422, {}, json.dumps(problem))]
    with pytest.raises(ApiError) as caught:
        client.post("accounts", {})
    assert caught.value.status == 422
    assert str(caught.value) == (
        "POST accounts was answered 422: The given data was invalid.; "
        "cf_score: Number must be a whole number"
    )


def test_a_reply_that_is_no_json_is_still_an_error(server: Scripted, client: Client) -> None:
    server.replies = [(502, {}, "<h1>Bad gateway</h1>")]
    with pytest.raises(ApiError, match="Bad gateway"):
        client.get("me")


def test_a_walk_follows_the_cursor_with_the_same_filter(server: Scripted, client: Client) -> None:
    first = {"results": [{"id": 1}], "count": 2, "has_more": True, "next_cursor": "abc"}
    last = {"results": [{"id": 2}], "count": None, "has_more": False, "next_cursor": None}
    server.replies = [(200, {}, json.dumps(first)), (200, {}, json.dumps(last))]
    assert list(client.walk("accounts", q={"name": "é"})) == [{"id": 1}, {"id": 2}]
    queries = [parse_qs(urlsplit(path).query) for _, path, _, _ in server.requests]
    assert queries[0] == {"per_page": ["100"], "q": ['{"name": "é"}']}
    assert queries[1] == {**queries[0], "cursor": ["abc"], "count": ["false"]}


def test_bulk_gives_the_results_in_the_order_of_the_rows(server: Scripted, client: Client) -> None:
    results = [{"index": 1, "id": 8}, {"index": 0, "id": 7}]
    server.replies = [(200, {}, json.dumps({"results": results}))]
    found = client.bulk("accounts", upsert=[{}, {}], by="external_id")
    assert [result["id"] for result in found] == [7, 8]
    assert server.requests[0][3] == {"upsert": [{}, {}], "by": "external_id", "atomic": False}


def test_decimals_are_sent_with_exactly_their_digits() -> None:
    body = {"a": Decimal("1100.04"), "b": Decimal("4821"), "c": Decimal("0.1")}
    assert encode(body) == b'{"a": 1100.04, "b": 4821, "c": 0.1}'


def test_a_decimal_that_json_would_round_is_not_sent() -> None:
    with pytest.raises(ValueError, match="more digits"):
        encode(Decimal("0.12345678901234567890"))


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://127.0.0.1", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        Client(url, "secret")
