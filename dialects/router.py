"""Every record type, spoken in one dialect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver, include, path, re_path
from django.urls.resolvers import RoutePattern

from dialects import openapi
from dialects.base import Dialect
from dialects.edges import policies
from dialects.worded import Worded
from records.types import RecordType, registry
from records.views import UnknownPath

Pattern = URLPattern | URLResolver
REMEMBERED = 5000  # addresses


class Mount(URLResolver):
    """A dialect's addresses below its path. Those found are remembered: there are many to try."""

    def __init__(self, prefix: str, dialect: Dialect):
        super().__init__(RoutePattern(prefix, is_endpoint=False), urls(dialect))
        self.found: dict[str, ResolverMatch] = {}
        self.prefix, self.dialect = prefix, dialect

    def resolve(self, path: str) -> ResolverMatch:
        """Where a path leads. Raises Resolver404."""
        match = self.found.get(path)
        if match is None:
            match = super().resolve(self.spelled(path))
            if len(self.found) >= REMEMBERED:
                self.found.clear()
            self.found[path] = match
        return match

    def spelled(self, path: str) -> str:
        """The path as the addresses are written."""
        if not path.startswith(self.prefix):
            return path
        return self.prefix + self.dialect.spelled(path.removeprefix(self.prefix))


def urls(dialect: Dialect) -> list[Pattern]:
    """The addresses under a dialect's mount; what is none of them is answered all the same."""
    given = policies(dialect)
    types = (
        path(word, include(addresses(dialect, record_type, {**given, "word": word})))
        for record_type, word in served(dialect)
    )
    told = openapi.told(dialect) if isinstance(dialect, Worded) else []
    return [*dialect.extras(), *told, *types, re_path(r"", UnknownPath.as_view(**given))]


def served(dialect: Dialect) -> Iterator[tuple[RecordType, str]]:
    """The record types that a dialect serves, each with every word that it has in paths."""
    for record_type in registry.values():
        for word in dialect.words(record_type):
            yield record_type, word


def addresses(dialect: Dialect, record_type: RecordType, given: dict[str, Any]) -> list[URLPattern]:
    """The addresses of one type, with and without a slash at the end."""
    return [
        re_path(
            rf"^{route.path}/?\Z",
            route.view.as_view(
                actions=dict(route.verbs),
                record_type=record_type,
                body_limit=route.body_limit,
                **given,
            ),
        )
        for route in dialect.routes(record_type)
    ]
