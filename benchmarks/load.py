"""An open-loop load on a running server: requests come at a constant rate, answered or not.

Each counts from the moment at which it was due, so that a server that falls behind cannot hide it.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from argparse import Namespace
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks import commands, people, results
from benchmarks.places import Place
from benchmarks.results import Result

SHARES = {"list": 70, "single": 20, "write": 10}
SECONDS, RECOVERY = 10, 10
CLIENTS = (16, 64)
STEP = 1.4  # by which the rate rises while the capacity is looked for


@dataclass
class Tally:
    """What became of the requests of one run; times in milliseconds, from when each was due."""

    accepted: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    hasty: int = 0  # 503 without Retry-After

    def at(self, share: float) -> float:
        """The time within which such a share of the accepted ones was answered."""
        found = sorted(self.accepted) or [float("inf")]
        return found[min(len(found) - 1, int(len(found) * share))]


def load(given: Namespace, place: Place) -> None:
    """Load the server at --url, first as much as it can bear, then twice that, then half."""
    logging.getLogger("httpx").setLevel(logging.WARNING)  # else it tells of each request
    token = people.tokens()["administrator"]
    found = []
    for clients in CLIENTS:
        found += asyncio.run(course(given, token, clients))
    for one in found:
        commands.say(results.told(one))
    results.save(place.vendor, given.records, found)
    results.write()


async def course(given: Namespace, token: str, clients: int) -> list[Result]:
    """One course with so many connections."""
    rate = await capacity(given, token, clients)
    steady = await spell(given, token, clients, rate * 0.7, SECONDS)
    twice = await spell(given, token, clients * 4, rate * 2, SECONDS)
    after = await spell(given, token, clients, rate * 0.5, RECOVERY)
    group = f"Load, {clients} clients, {given.records:,} contacts"
    failed = sum(n for status, n in (steady.statuses + twice.statuses).items() if faulty(status))
    slowest = max(twice.refused, default=0.0)
    return [
        Result(group, "capacity", "", rate, unit="/s"),
        Result(group, "at 70 % of it: p50", "", steady.at(0.5), steady.at(0.95)),
        Result(group, "p99", "", steady.at(0.99)),
        Result(group, "5xx other than 503", "none", failed, None, None, failed == 0, ""),
        Result(
            group,
            "at twice the capacity: accepted, p99",
            "≤ 1,000 ms",
            twice.at(0.99),
            None,
            None,
            twice.at(0.99) <= 1000,
        ),
        Result(group, "refused with Retry-After", "", len(twice.refused), unit="requests"),
        Result(group, "without it", "none", twice.hasty, None, None, twice.hasty == 0, "requests"),
        Result(group, "the slowest refusal", "", slowest),
        Result(group, "afterwards, at half: p95", "", after.at(0.95)),
    ]


def faulty(status: int) -> bool:
    """Whether a reply is a fault; 503 says only that it is too much."""
    return status >= 500 and status != 503


async def capacity(given: Namespace, token: str, clients: int) -> float:
    """Requests a second that are answered as fast as they come, with a p95 under half a second."""
    rate, known = 20.0, 10.0
    while True:
        tally = await spell(given, token, clients, rate, 3)
        if tally.refused or tally.at(0.95) > 500:
            return known
        known, rate = rate, rate * STEP


async def spell(given: Namespace, token: str, clients: int, rate: float, seconds: float) -> Tally:
    """Requests at a constant rate for some seconds, over at most so many connections."""
    tally, dice = Tally(), random.Random(7)
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(
        base_url=given.url, headers=headers, limits=limits, timeout=30
    ) as client:
        start = time.perf_counter()
        running = []
        for number in range(int(rate * seconds)):
            due = start + number / rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            running.append(asyncio.create_task(ask(client, given.records, dice, due, tally)))
        await asyncio.gather(*running)
    return tally


async def ask(
    client: httpx.AsyncClient, records: int, dice: random.Random, due: float, tally: Tally
) -> None:
    """One request of the mix."""
    method, path, more = question(records, dice)
    try:
        reply = await client.request(method, path, **more)
    except httpx.HTTPError:
        tally.statuses[599] += 1
        return
    took = (time.perf_counter() - due) * 1000
    tally.statuses[reply.status_code] += 1
    if reply.status_code == 503:
        tally.refused.append(took)
        tally.hasty += "Retry-After" not in reply.headers
    else:
        tally.accepted.append(took)


def question(records: int, dice: random.Random) -> tuple[str, str, dict[str, Any]]:
    """A request, drawn by lot: method, path, and what goes with it."""
    [kind] = dice.choices(list(SHARES), list(SHARES.values()))
    number = dice.randint(1, records)
    if kind == "single":
        return "GET", f"/api/contacts/{number}", {}
    if kind == "write":
        return "PATCH", f"/api/contacts/{number}", {"json": {"cf_score": dice.randint(0, 99_999)}}
    asked = dice.choice(
        [
            {"per_page": "25"},
            {"per_page": "25", "order": '{"cf_score": "desc"}', "count": "capped"},
            {"per_page": "25", "q": '{"cf_region": "North"}', "count": "capped"},
            {"per_page": "25", "q": f'{{"cf_code": "Code {number:08d}"}}'},
        ]
    )
    return "GET", "/api/contacts", {"params": asked}
