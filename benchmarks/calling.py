"""Calls of the whole product within this process: from a WSGI environment to the reply's bytes."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from crm.wsgi import application


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    content: bytes

    @property
    def body(self) -> Any:
        """The JSON in it."""
        return json.loads(self.content)


class Unexpected(Exception):
    """A reply was refused; its text says why."""


class Caller:
    """Calls with one token, as a server would hand a client's request on."""

    def __init__(self, token: str):
        self.base = {
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_ACCEPT": "*/*",
            "HTTP_USER_AGENT": "benchmarks",
            "HTTP_AUTHORIZATION": f"Bearer {token}",
            "SCRIPT_NAME": "",
            "wsgi.url_scheme": "http",
        }

    def environment(self, method: str, path: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """A request; parameters that are no texts are sent as JSON."""
        sent = {
            name: one if isinstance(one, str) else json.dumps(one)
            for name, one in parameters.items()
        }
        named = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": urlencode(sent)}
        return {**self.base, **named}

    def call(self, environment: dict[str, Any], body: bytes = b"") -> Reply:
        """The reply to a request, which can be made again. Raises Unexpected from 400 on."""
        status: list[str] = []
        content = {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/json"}
        sent = {**environment, "wsgi.input": io.BytesIO(body), **(content if body else {})}
        chunks = application(sent, lambda line, headers: status.append(line))
        reply = Reply(int(status[0][:3]), b"".join(chunks))
        if reply.status >= 400:
            raise Unexpected(reply.content.decode())
        return reply

    def get(self, path: str, **parameters: Any) -> Reply:
        """Read."""
        return self.call(self.environment("GET", path, parameters))

    def post(self, path: str, body: Any, **parameters: Any) -> Reply:
        """Make."""
        return self.call(self.environment("POST", path, parameters), json.dumps(body).encode())
