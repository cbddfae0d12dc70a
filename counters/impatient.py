"""Redis as a cache that does not hold a call up: one that does not answer soon is an error."""

from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.retry import Retry

OPTIONS: dict[str, Any] = {"socket_connect_timeout": 0.5, "socket_timeout": 3.0}


def options() -> dict[str, Any]:
    """How a client of redis-py is made impatient; it would otherwise try for seconds."""
    return {**OPTIONS, "retry": Retry(NoBackoff(), 0)}


class ImpatientRedisCache(RedisCache):
    """Django's own, without waiting."""

    def __init__(self, server: str, params: dict[str, Any]):
        super().__init__(server, {**params, "OPTIONS": {**options(), **params.get("OPTIONS", {})}})
