"""The same lists and writes over HTTP: of this product, of a running Directus, of a running NetBox.

Nothing is installed here: the peer stands ready at a base URL, with a token that may write and, in
Directus, a collection `contacts` (in NetBox: contacts with custom fields) that has the fields of
benchmarks.fields under their keys. `fill` sends the same values to whichever it is.
"""

from __future__ import annotations

import json
import logging
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from benchmarks import commands, results
from benchmarks.fields import FIELDS, scattered
from benchmarks.measuring import by_turns
from benchmarks.places import Place
from benchmarks.results import Result

AT_ONCE = 100
SPOKEN = [field for field in FIELDS if not field.options]  # choices differ too much between them


@dataclass(frozen=True)
class Manner:
    """How one product is asked. scheme: the word before the token; page, counted and ordered: the
    parameters of lists; wrap: our values → a body of theirs; many: whether lists are created."""

    path: str
    scheme: str
    page: Mapping[str, str]
    counted: Mapping[str, str]
    ordered: Mapping[str, str]
    wrap: Callable[[str, Mapping[str, Any]], dict[str, Any]]
    many: Callable[[Sequence[dict[str, Any]]], Any]
    bulk: str


def plainly(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields side by side."""
    return {"last_name": name, **values}


def apart(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Custom fields in an object of their own."""
    return {"name": name, "custom_fields": dict(values)}


def as_list(rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as they are."""
    return list(rows)


MANNERS = {
    "own": Manner(
        "/api/contacts", "Bearer", {"per_page": "100", "count": "false"}, {"per_page": "100"},
        {"order": '{"cf_score": "asc"}'}, plainly, lambda rows: {"create": list(rows)}, "/bulk",
    ),
    "directus": Manner(
        "/items/contacts", "Bearer", {"limit": "100"}, {"limit": "100", "meta": "filter_count"},
        {"sort": "cf_score"}, plainly, as_list, "",
    ),
    "netbox": Manner(
        "/api/tenancy/contacts/", "Token", {"limit": "100"}, {"limit": "100"},
        {"ordering": "cf_score"}, apart, as_list, "",
    ),
}  # fmt: skip


class Peer:
    """A running product."""

    def __init__(self, kind: str, url: str, token: str):
        self.manner = MANNERS[kind]
        headers = {"Authorization": f"{self.manner.scheme} {token}"}
        self.client = httpx.Client(base_url=url, headers=headers, timeout=120)

    def get(self, parameters: Mapping[str, str]) -> None:
        """A list. Raises httpx.HTTPStatusError."""
        self.client.get(self.manner.path, params=dict(parameters)).raise_for_status()

    def fill(self, count: int) -> None:
        """Create so many records through its API. Raises httpx.HTTPStatusError."""
        for first in range(1, count + 1, AT_ONCE):
            last = min(first + AT_ONCE, count + 1)
            rows = [self.manner.wrap(f"Person {n}", values(n)) for n in range(first, last)]
            self.post(self.manner.path + self.manner.bulk, self.manner.many(rows))

    def create(self) -> None:
        """Create one record with all values. Raises httpx.HTTPStatusError."""
        self.post(self.manner.path, self.manner.wrap("Fresh", values(1)))

    def post(self, path: str, body: Any) -> None:
        """Send a body. Raises httpx.HTTPStatusError."""
        sent = {"content": json.dumps(body), "headers": {"Content-Type": "application/json"}}
        self.client.post(path, **sent).raise_for_status()  # type: ignore[arg-type]


def values(number: int) -> dict[str, Any]:
    """The values of a record, as the builder gives them: half of the fields are filled."""
    said = {}
    for place, field in enumerate(SPOKEN):
        drawn = scattered(number, place)
        if not drawn & 1:
            value = field.make((drawn >> 1) % field.count if field.count else number)
            said[field.key] = value if isinstance(value, bool | int | str) else plain(value)
    return said


def plain(value: Any) -> Any:
    """A decimal as a number, a day or an instant as its text."""
    return float(value) if hasattr(value, "as_tuple") else value.isoformat()


def peer(given: Namespace, place: Place) -> None:
    """Fill the peer at --url if --fill says so, and measure what its users do every day."""
    logging.getLogger("httpx").setLevel(logging.WARNING)  # else it tells of each request
    one = Peer(given.kind, given.url, given.token)
    if given.fill:
        one.fill(given.fill)
    manner, group = one.manner, f"Over HTTP, {given.kind}"
    ordered = {**manner.page, **manner.ordered}
    acts = {
        "list of 100": lambda: one.get(manner.page),
        "list of 100 with its total": lambda: one.get(manner.counted),
        "in the order of a custom field": lambda: one.get(ordered),
        "create": one.create,
    }
    samples = by_turns(list(acts.values()), seconds=20, most=300)
    found = [
        Result(group, work, "", sample.typical, sample.p95)
        for work, sample in zip(acts, samples, strict=True)
    ]
    for result in found:
        commands.say(results.told(result))
    results.save(place.vendor, given.records, found)
    results.write()
