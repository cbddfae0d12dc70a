"""Every address leads where it says: no route stands in the way of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern, RoutePattern

from crm.mounts import dialects
from dialects.base import Dialect
from dialects.router import served
from records.relations import relations
from records.types import registry

SPOKEN = [pytest.param(one, id=one.name) for one in dialects()]
GROUP = re.compile(r"\(\?P<(\w+)>((?:\[[^\]]*\]|[^()])*)\)")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


def routes(patterns: Any, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every route with an address that it is meant for."""
    for one in patterns:
        here = before + sample(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, here)
        else:
            yield here, one


def sample(pattern: Any) -> str:
    """An address that a pattern is meant for."""
    if isinstance(pattern, RoutePattern):
        return PARAMETER.sub(lambda found: "7" if found[1] in {"int", None} else "x", str(pattern))
    assert isinstance(pattern, RegexPattern)
    text = GROUP.sub(one_of, str(pattern).removeprefix("^"))
    return re.sub(r"/\?(\$|\\Z)?$|\$$|\\Z$|\\", "", text)


def one_of(group: re.Match[str]) -> str:
    """What a group of a pattern may stand for: its first word, or anything."""
    return "7" if "[" in group[2] else group[2].split("|")[0]


def of_dialect(dialect: Dialect) -> list[tuple[str, URLPattern]]:
    """The routes under a dialect's mount."""
    every = routes(get_resolver().url_patterns)
    return [(path, one) for path, one in every if path.startswith(f"/{dialect.prefix}")]


@pytest.mark.parametrize("dialect", SPOKEN)
def test_no_route_is_hidden_by_one_before_it(dialect: Dialect) -> None:
    found = of_dialect(dialect)

    assert len(found) > len(registry)
    for path, one in found:
        if path != f"/{dialect.prefix}":  # what catches all the rest
            assert resolve(path).func is one.callback, path


@pytest.mark.parametrize("dialect", SPOKEN)
def test_a_path_answers_with_and_without_a_slash_at_its_end(dialect: Dialect) -> None:
    for path, one in of_dialect(dialect):
        if path != f"/{dialect.prefix}":
            other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
            assert resolve(other).func.__name__ == one.callback.__name__, path


@pytest.mark.parametrize("dialect", SPOKEN)
def test_no_two_types_share_a_word(dialect: Dialect) -> None:
    words = [word for _, word in served(dialect)]

    assert len(set(words)) == len(words)


@pytest.mark.parametrize("dialect", SPOKEN)
def test_no_relation_has_the_name_of_something_else_below_a_record(dialect: Dialect) -> None:
    for record_type, word in served(dialect):
        paths = [route.path for route in dialect.routes(record_type)]
        follows = any("(?P<relation>" in path for path in paths)
        for name in relations(record_type.name) if follows else ():
            below = resolve(f"/{dialect.prefix}{word}/7/{name}")
            assert below.kwargs == {"key": "7", "relation": name}, (word, name)
