"""The client of the suite: calls the API as a program would, by token, in JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import orjson
from django.test import Client


@dataclass(frozen=True)
class Reply:
    """What came back. body: JSON with exact decimals; None if there was none."""

    status: int
    body: Any
    headers: dict[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def ids(self) -> list[int]:
        """The ids of the records on a page."""
        return [one["id"] for one in self.body["results"]]

    @property
    def refused(self) -> set[str]:
        """The names of the fields that a 422 names."""
        return set(self.body["validation"])

    def rules(self, field: str) -> list[str]:
        """The rules by which a 422 refuses a field."""
        return [rule for one in self.body["validation"][field] for rule in one]


class Api:
    """Calls with one token. Parameters that are no texts are sent as JSON."""

    def __init__(self, token: str | None = None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = Client(headers=headers, raise_request_exception=False)

    def get(self, path: str, **parameters: Any) -> Reply:
        """Read."""
        return self.call("GET", path, None, parameters)

    def post(self, path: str, body: Any, **parameters: Any) -> Reply:
        """Make, or ask at length."""
        return self.call("POST", path, body, parameters)

    def patch(self, path: str, body: Any, version: int | str | None = None) -> Reply:
        """Change what the body names; version: what If-Match says."""
        return self.call("PATCH", path, body, {}, version)

    def put(self, path: str, body: Any, version: int | str | None = None) -> Reply:
        """Replace the record."""
        return self.call("PUT", path, body, {}, version)

    def delete(self, path: str, version: int | str | None = None, **parameters: Any) -> Reply:
        """Delete the record."""
        return self.call("DELETE", path, None, parameters, version)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        parameters: dict[str, Any] | None = None,
        version: int | str | None = None,
    ) -> Reply:
        """One call. A body of bytes is sent as it is, anything else as JSON."""
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        content = b"" if body is None else body if isinstance(body, bytes) else dumps(body)
        response = self.client.generic(
            method,
            path,
            content,
            content_type="application/json",
            query_params={name: text_of(value) for name, value in (parameters or {}).items()},
            headers=headers,
        )
        said = json.loads(response.content, parse_float=Decimal) if response.content else None
        return Reply(response.status_code, said, dict(response.headers), response.content)


def dumps(value: Any) -> bytes:
    """JSON with decimals to their last digit."""
    return orjson.dumps(value, default=exactly)


def exactly(value: Any) -> orjson.Fragment:
    """A decimal as a plain JSON number. Raises TypeError for anything else."""
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"{type(value).__name__} cannot be sent")


def text_of(value: Any) -> str:
    """A parameter as it stands in an address."""
    return value if isinstance(value, str) else dumps(value).decode()
