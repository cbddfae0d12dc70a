"""The examples of docs/api.md are true: each is sent, in order, and gets the reply it tells."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.test import Client

from tests.dialects.exchange import filled, holds
from tests.people import Person

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
BLOCK = re.compile(r"^```http\n(.*?)^```", re.MULTILINE | re.DOTALL)
REPLY = re.compile(r"→ (\d{3})(?: (\{.*\}))?(?: id: (\w+))?")


@dataclass(frozen=True)
class Example:
    """A request and the reply that the page tells. keep: the word under which its id goes on."""

    verb: str
    address: str
    headers: dict[str, str]
    body: str
    status: int
    holds: str
    keep: str | None


def examples() -> Iterator[Example]:
    """All examples of the page."""
    for block in BLOCK.findall(PAGE.read_text()):
        for text in block.strip().split("\n\n"):
            first, *lines, reply = text.split("\n")
            found = REPLY.fullmatch(reply)
            assert found, text
            body = "\n".join(line for line in lines if line.startswith("{"))
            headers = dict(line.split(": ", 1) for line in lines if not line.startswith("{"))
            verb, address = first.split(" ", 1)
            status, part, keep = found.groups()
            yield Example(verb, address, headers, body, int(status), part or "{}", keep)


def encoded(address: str) -> str:
    """An address as a client sends it."""
    path, _, query = address.partition("?")
    return f"{path}?{urlencode(parse_qsl(query))}" if query else path


def with_ids(text: str, ids: dict[str, Any]) -> str:
    """A text with the ids that are known by now."""
    return str(filled(f" {text}", ids))[1:]


def test_every_example_gets_the_reply_that_it_tells(administrator: Person) -> None:
    client = Client(headers={"Authorization": f"Bearer {administrator.token}"})
    ids: dict[str, Any] = {}
    told = list(examples())
    for one in told:
        reply = client.generic(
            one.verb,
            encoded(with_ids(one.address, ids)),
            with_ids(one.body, ids),
            content_type="application/json",
            headers=one.headers,
        )
        where = f"{one.verb} {one.address}: {reply.status_code} {reply.content.decode()}"
        assert reply.status_code == one.status, where
        assert holds(json.loads(with_ids(one.holds, ids)), reply.json()), where
        if one.keep:
            ids[one.keep] = reply.json()["id"]
    assert len(told) > 30
