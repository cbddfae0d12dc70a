"""The ledger in Redis, for installations that count there."""

import json
from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from redis import Redis

from counters.impatient import options
from usage.ledger import Count, Failure

KEPT = 40 * 24 * 3600  # seconds after which Redis forgets by itself
KEPT_FAILURES = 24 * 3600
TAKE = """
local used = tonumber(redis.call('HGET', KEYS[1], 'used') or '0')
local elsewhere = tonumber(redis.call('HGET', KEYS[1], 'elsewhere') or '0')
if used + elsewhere >= tonumber(ARGV[1]) then return 0 end
redis.call('HINCRBY', KEYS[1], 'used', 1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""
SQUARE = """
local used = tonumber(redis.call('HGET', KEYS[1], 'used') or '0')
if used < tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], 'used', ARGV[1]) end
redis.call('HSET', KEYS[1], 'elsewhere', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
"""


class RedisLedger:
    """A hash a day, a month and a minute; what is compared and added is one script."""

    def __init__(self, url: str):
        self.server: Any = Redis.from_url(url, decode_responses=True, **options())
        self.taking = self.server.register_script(TAKE)
        self.squaring = self.server.register_script(SQUARE)

    def source(self) -> str:
        """Never remembered: a Redis that was emptied is another ledger."""
        self.server.set("usage:source", token_hex(8), nx=True)
        return str(self.server.get("usage:source"))

    def take(self, month: str, quota: int) -> bool:
        """One script adds and compares."""
        return bool(self.taking(keys=[f"usage:month:{month}"], args=[quota, KEPT]))

    def count(self, one: Count) -> None:
        """Add calls."""
        key, who = f"usage:day:{one.day}", f"{one.token} {one.user}"
        pipe = self.server.pipeline(transaction=False)
        pipe.hincrby(key, f"{who} used", one.used)
        pipe.hincrby(key, f"{who} failed", one.failed)
        pipe.expire(key, KEPT)
        pipe.execute()

    def fail(self, one: Failure) -> None:
        """Write a failed call down."""
        key = f"usage:failures:{one.minute}"
        what = json.dumps([one.token, one.user, one.status, one.asked])
        pipe = self.server.pipeline(transaction=False)
        pipe.hincrby(key, what, 1)
        pipe.hset(f"{key}:ids", what, one.request_id)
        pipe.expire(key, KEPT_FAILURES)
        pipe.expire(f"{key}:ids", KEPT_FAILURES)
        pipe.execute()

    def days(self, names: Sequence[str]) -> list[Count]:
        """The calls of some days."""
        found = []
        for day, numbers in self.hashes([(name, f"usage:day:{name}") for name in names]):
            for who in sorted({field.rpartition(" ")[0] for field in numbers}):
                token, user = map(int, who.split())
                used, failed = (int(numbers.get(f"{who} {word}", 0)) for word in ("used", "failed"))
                found.append(Count(day, token, user, used, failed))
        return found

    def failures(self, first: int, last: int) -> list[Failure]:
        """The failed calls from one minute to another."""
        minutes = range(first, last + 1)
        counted = self.hashes([(one, f"usage:failures:{one}") for one in minutes])
        ids = dict(self.hashes([(one, f"usage:failures:{one}:ids") for one in minutes]))
        found = []
        for minute, numbers in counted:
            for what, times in sorted(numbers.items()):
                token, user, status, asked = json.loads(what)
                last_id = ids.get(minute, {}).get(what, "")
                found.append(Failure(minute, token, user, status, asked, int(times), last_id))
        return found

    def hashes(self, keys: list[tuple[Any, str]]) -> list[tuple[Any, dict[str, str]]]:
        """Those of some hashes that hold anything, each with what it was asked for."""
        pipe = self.server.pipeline(transaction=False)
        for _, key in keys:
            pipe.hgetall(key)
        found = zip(keys, pipe.execute(), strict=True)
        return [(name, numbers) for (name, _), numbers in found if numbers]

    def square(self, month: str, mine: int, elsewhere: int) -> None:
        """Calls that came meanwhile stay counted."""
        self.squaring(keys=[f"usage:month:{month}"], args=[mine, elsewhere, KEPT])

    def forget(self, day: str, minute: int) -> None:
        """Redis forgets by itself."""
