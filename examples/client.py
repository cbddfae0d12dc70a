"""What a program needs to speak to the API: one kept connection, patience, readable errors."""

import contextlib
import http.client
import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

JsonObject = dict[str, Any]

PER_PAGE = 100
LOST = (http.client.HTTPException, ConnectionError, TimeoutError)
BUSY = (429, 503)
LONGEST_WAIT = 120.0


class ApiError(Exception):
    """A reply of 400 or more; `status` is its number and `body` its JSON object."""

    def __init__(self, method: str, path: str, status: int, body: JsonObject) -> None:
        super().__init__(f"{method} {path} was answered {status}: {describe(body)}")
        self.status = status
        self.body = body


class Unreachable(Exception):
    """The server could not be reached, or kept hanging up."""


def describe(error: object) -> str:
    """An error object of the API as one line: its message, then each field with its rules."""
    if not isinstance(error, Mapping):
        return str(error)
    parts = [str(error.get("message") or error.get("type") or "no message")]
    for field, rules in (error.get("validation") or {}).items():
        parts.append(f"{field}: {', '.join(_rule(rule) for rule in rules)}")
    return "; ".join(parts)


def _rule(rule: object) -> str:
    if not isinstance(rule, Mapping):
        return str(rule)
    return ", ".join(
        " ".join([str(name), *map(str, params or [])]) for name, params in rule.items()
    )


def encode(body: object) -> bytes:
    """JSON bytes of a body; a Decimal becomes a number with exactly its digits."""
    return json.dumps(body, ensure_ascii=False, default=_number).encode()


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} has no JSON form")
    if value == value.to_integral_value():
        return int(value)
    if Decimal(repr(float(value))) != value:
        raise ValueError(f"{value} has more digits than a JSON number keeps")
    return float(value)


class Client:
    """One caller of the API at `url` with a token; not to be shared between threads.

    A call answers with the decoded JSON object (decimals as Decimal), raises ApiError on a reply
    of 400 or more and Unreachable when `attempts` tries met no server. It waits out 429 and 503.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        attempts: int = 6,
        timeout: float = 300.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url!r} is not an http or https address")
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self._connection = kind(parts.hostname, parts.port, timeout=timeout)
        self._base = parts.path.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._attempts = attempts
        self._sleep = sleep

    def get(self, path: str, **params: object) -> JsonObject:
        """GET a path such as `accounts/5`; objects among the parameters are sent as JSON."""
        query = {name: _parameter(value) for name, value in params.items() if value is not None}
        return self._call("GET", path + ("?" + urlencode(query) if query else ""), None)

    def post(self, path: str, body: object) -> JsonObject:
        """POST a body; tried again after a lost connection, under one Idempotency-Key."""
        return self._call("POST", path, body)

    def patch(self, path: str, body: object) -> JsonObject:
        """PATCH a body."""
        return self._call("PATCH", path, body)

    def bulk(self, record_type: str, **rows: object) -> list[JsonObject]:
        """Send up to 1,000 rows (`upsert=[…], by="…"`, or `update=[…]`), each judged for itself.

        Gives the results in the order of the rows; ApiError when the whole request is refused.
        """
        reply = self.post(f"{record_type}/bulk", {**rows, "atomic": False})
        return sorted(reply["results"], key=lambda result: int(result["index"]))

    def walk(self, path: str, **params: object) -> Iterator[JsonObject]:
        """Every record of a list, by cursor, a hundred at a time."""
        for page in self.pages(path, **params):
            yield from page["results"]

    def pages(self, path: str, **params: object) -> Iterator[JsonObject]:
        """Every page of a list; the first one carries the exact `count`, the others none."""
        page = self.get(path, per_page=PER_PAGE, **params)
        yield page
        while page["has_more"]:
            cursor = page["next_cursor"]
            page = self.get(path, per_page=PER_PAGE, cursor=cursor, count="false", **params)
            yield page

    def _call(self, method: str, path: str, body: object) -> JsonObject:
        headers, payload = dict(self._headers), None
        if body is not None:
            payload = encode(body)
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        reason = ""
        for attempt in range(self._attempts):
            try:
                status, pause, data = self._exchange(method, path, payload, headers)
            except LOST as error:
                reason, pause = str(error) or type(error).__name__, None
            else:
                if status not in BUSY:
                    return _judge(method, path, status, data)
                reason = f"it answered {status}: {describe(_decode(data))}"
            if attempt + 1 < self._attempts:
                self._sleep(0.5 * 2**attempt if pause is None else min(pause, LONGEST_WAIT))
        raise Unreachable(f"{method} {path}: given up after {self._attempts} tries, {reason}")

    def _exchange(
        self, method: str, path: str, payload: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, float | None, bytes]:
        """One request: its status, the seconds that Retry-After asks for, and the body."""
        try:
            target = f"{self._base}/api/{path}"
            self._connection.request(method, target, body=payload, headers=dict(headers))
            response = self._connection.getresponse()
            return response.status, _seconds(response.getheader("Retry-After")), response.read()
        except LOST:
            # http.client opens a new connection at the next request once this one is closed.
            self._connection.close()
            raise


def _parameter(value: object) -> str:
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=_number)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(map(str, value))
    return str(value)


def _seconds(header: str | None) -> float | None:
    with contextlib.suppress(TypeError, ValueError):
        return max(0.0, float(header or ""))
    return None


def _decode(data: bytes) -> JsonObject:
    try:
        body = json.loads(data, parse_float=Decimal)
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {"message": data[:200].decode(errors="replace")}


def _judge(method: str, path: str, status: int, data: bytes) -> JsonObject:
    body = _decode(data)
    if status >= 400:
        raise ApiError(method, path, status, body)
    return body
