"""Promises about the call limit."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from apitokens import limits
from apitokens.identity import TokenIdentity
from apitokens.limits import Standing, client_address, count, headers
from users.models import User


@pytest.fixture(autouse=True)
def fresh_counter(settings: Settings) -> Iterator[None]:
    settings.CRM_RATE_LIMIT = 3
    caches[settings.RATELIMIT_USE_CACHE].clear()
    yield
    limits.patience.forget()


def call(address: str = "192.0.2.7", forwarded: str | None = None) -> HttpRequest:
    headers = {} if forwarded is None else {"x_forwarded_for": forwarded}
    return RequestFactory(REMOTE_ADDR=address).get("/api/contacts", headers=headers)


def bearer(number: int = 1, limit: int | None = None) -> TokenIdentity:
    later = timezone.now() + timedelta(days=1)
    return TokenIdentity(number, "Import", User(pk=1), ("read",), None, limit, later)


def test_the_call_after_the_last_allowed_one_is_one_too_many() -> None:
    usages = [count(call(), None) for _ in range(5)]
    assert [usage.remaining for usage in usages] == [2, 1, 0, 0, 0]
    assert [usage.exceeded for usage in usages] == [False, False, False, True, True]
    assert {usage.limit for usage in usages} == {3}
    assert all(1 <= usage.reset_seconds <= 60 for usage in usages)


def test_a_new_minute_begins_after_the_seconds_told() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False) as clock:
        for _ in range(4):
            usage = count(call(), None)
        assert usage.exceeded
        clock.shift(timedelta(seconds=usage.reset_seconds + 1))
        assert not count(call(), None).exceeded


def test_tokens_users_and_addresses_are_counted_apart() -> None:
    for _ in range(3):
        count(call(), bearer(1))
    assert count(call(), bearer(1)).exceeded
    assert count(call("198.51.100.1"), bearer(1)).exceeded
    assert not count(call(), bearer(2)).exceeded
    assert not count(call(), None, user_id=1).exceeded
    assert not count(call(), None).exceeded
    assert count(call(), None).remaining == 1
    assert count(call("192.0.2.8"), None).remaining == 2


def test_a_token_may_have_a_limit_of_its_own() -> None:
    usages = [count(call(), bearer(limit=2)) for _ in range(3)]
    assert [usage.exceeded for usage in usages] == [False, False, True]
    assert usages[0].limit == 2


def test_an_ipv6_customer_cannot_multiply_himself() -> None:
    for host in range(3):
        count(call(f"2001:db8::{host + 1:x}"), None)
    assert count(call("2001:db8::ffff"), None).exceeded
    assert not count(call("2001:db8:0:1::1"), None).exceeded


def test_calls_at_once_are_counted_exactly(settings: Settings) -> None:
    settings.CRM_RATE_LIMIT = 40
    with ThreadPoolExecutor(8) as pool:
        usages = list(pool.map(lambda _: count(call(), bearer()), range(100)))
    assert sum(not usage.exceeded for usage in usages) == 40


def test_the_headers_tell_limit_rest_and_when_to_come_again() -> None:
    assert headers(Standing(3, 1, 20, False)) == {
        "X-RateLimit-Limit": "3",
        "X-RateLimit-Remaining": "1",
    }
    assert headers(Standing(3, 0, 20, True)) == {
        "X-RateLimit-Limit": "3",
        "X-RateLimit-Remaining": "0",
        "Retry-After": "20",
    }


def test_calls_are_let_in_with_a_log_line_while_the_counter_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionError("no route to the counter")

    monkeypatch.setattr(limits, "get_usage", away)
    for _ in range(5):
        assert count(call(), bearer()) == Standing(3, 3, 60, False, None, 1, 1)
    assert caplog.text.count("does not answer") == 1


def test_calls_are_let_in_while_redis_is_down(settings: Settings) -> None:
    settings.CACHES = {
        "limits": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    settings.RATELIMIT_USE_CACHE = "limits"
    assert [count(call(), bearer()).exceeded for _ in range(5)] == [False] * 5


@pytest.mark.parametrize(
    ("socket", "forwarded", "client"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.0.0.1", "10.0.0.5, 10.0.0.6", "10.0.0.5"),
        ("10.0.0.1", "6.6.6.6, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "\x00", "10.0.0.1"),
        ("fd00::1", "[2001:db8::5]:4711", "2001:db8::5"),
        ("::ffff:10.0.0.1", "198.51.100.1:80", "198.51.100.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_the_clients_address_is_the_sockets_unless_a_trusted_proxy_says_otherwise(
    socket: str, forwarded: str, client: str
) -> None:
    assert client_address(call(socket, forwarded)) == client


def test_a_very_long_chain_of_proxies_is_cut() -> None:
    chain = ",".join(["10.0.0.9"] * 100_000)
    assert client_address(call("10.0.0.1", chain)) == "10.0.0.9"
