"""The examples in the documents are true: each is sent, in order, and gets the reply it tells.

A block of `http` holds examples, with an empty line between them: the request's line, its headers,
its body, and after an arrow the status, a part of the reply, and under which words values of the
reply go on ("id: account" makes an {account}, "options.0.id: gold" a {gold}).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.conf import settings
from django.test import Client

from tests.dialects.exchange import filled, holds, pick
from tests.people import Person

BLOCK = re.compile(r"^```http\n(.*?)^```", re.MULTILINE | re.DOTALL)
HEADER = re.compile(r"[A-Z][A-Za-z-]+: .*")
REPLY = re.compile(r"→ (\d{3})\s*(\{.*\})?((?:\s*[\w.]+: \w+,?)*)", re.DOTALL)
PAGES = sorted(
    page
    for page in (Path(settings.BASE_DIR) / "docs").glob("*.md")
    if BLOCK.search(page.read_text())
)


@dataclass(frozen=True)
class Example:
    """A request and the reply that the page tells. keep: word → where in the reply it stands."""

    verb: str
    address: str
    headers: dict[str, str]
    body: str
    status: int
    holds: str
    keep: dict[str, str]


def examples(page: str) -> Iterator[Example]:
    """All examples of a page."""
    for block in BLOCK.findall(page):
        for text in block.strip().split("\n\n"):
            yield example(text)


def example(text: str) -> Example:
    """The example in a paragraph. Raises AssertionError where it is none."""
    request, arrow, reply = text.partition("\n→")
    found = REPLY.fullmatch(f"→{reply}")
    assert arrow and found, text
    first, *lines = request.split("\n")
    headers = [line for line in lines if HEADER.fullmatch(line)]
    verb, address = first.split(" ", 1)
    kept = [pair.strip().split(": ") for pair in re.split(r",|\n", found[3]) if pair.strip()]
    return Example(
        verb=verb,
        address=address,
        headers=dict(line.split(": ", 1) for line in headers),
        body="\n".join(line for line in lines if line not in headers),
        status=int(found[1]),
        holds=found[2] or "{}",
        keep={word: path for path, word in kept},
    )


def encoded(address: str) -> str:
    """An address as a client sends it."""
    path, _, query = address.partition("?")
    return f"{path}?{urlencode(parse_qsl(query))}" if query else path


def with_ids(text: str, ids: dict[str, Any]) -> str:
    """A text with the ids that are known by now."""
    return str(filled(f" {text}", ids))[1:]


def play(told: Example, client: Client, ids: dict[str, Any]) -> None:
    """Send an example and hold the reply against it. Raises AssertionError."""
    reply = client.generic(
        told.verb,
        encoded(with_ids(told.address, ids)),
        with_ids(told.body, ids),
        content_type="application/json",
        headers=told.headers,
    )
    where = f"{told.verb} {told.address}: {reply.status_code} {reply.content.decode()[:3000]}"
    assert reply.status_code == told.status, where
    assert holds(json.loads(with_ids(told.holds, ids)), reply.json()), f"{told.holds}\n{where}"
    for word, path in told.keep.items():
        ids[word] = pick(reply.json(), path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_gets_the_reply_that_it_tells(administrator: Person, page: Path) -> None:
    client = Client(headers={"Authorization": f"Bearer {administrator.token}"})
    ids: dict[str, Any] = {}
    for told in examples(page.read_text()):
        play(told, client, ids)


def test_the_pages_for_integrators_have_examples() -> None:
    found = {page.name: len(list(examples(page.read_text()))) for page in PAGES}

    assert found["api.md"] > 60 and found["custom-fields.md"] > 25


@pytest.mark.parametrize(
    "text",
    [
        'POST /api/accounts\n{"name": "Acme"}\n→ 200',
        'POST /api/accounts\n{"name": "Acme"}\n→ 201 {"name": "Other"}',
        'POST /api/accounts\n{"name": "Acme"}\n→ 201 {"nmae": "Acme"}',
        'POST /api/accounts\n{"name": "Acme"}\n→ 201 {"version": true}',
        'POST /api/accounts\n{"name": "Acme"}\n→ 201 {"team_ids": [1]}',
    ],
)
def test_an_untrue_example_is_noticed(administrator: Person, text: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {administrator.token}"})
    with pytest.raises(AssertionError):
        play(example(text), client, {})
