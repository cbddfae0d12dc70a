"""The present revision of what processes remember, and memories that last as long as it does.

Tokens are random, not counted: a rolled-back change can never be mistaken for a later one.
"""

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from revisions.models import Revision

P = ParamSpec("P")
R = TypeVar("R")

snapshot: ContextVar[dict[str, int] | None] = ContextVar("revisions", default=None)


def read() -> dict[str, int]:
    """All tokens as they stand in the database: one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, token FROM revisions_revision")
        return dict(cursor.fetchall())


def current(name: str) -> int:
    """The token of a name; 0 if it never changed. Inside a request all are read once."""
    tokens = snapshot.get()
    if tokens is None:
        return read().get(name, 0)
    if not tokens:
        tokens.update(read() or {"": 0})
    return tokens.get(name, 0)


def forget() -> None:
    """Read the tokens anew: what this request took for their present state was rolled back."""
    tokens = snapshot.get()
    if tokens is not None:
        tokens.clear()


def bump(*names: str) -> None:
    """Say, inside the transaction of the change, that what these names stand for is new."""
    rows = [Revision(name=name, token=secrets.randbits(62) + 1) for name in names]
    Revision.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name"], update_fields=["token"]
    )
    tokens = snapshot.get()
    if tokens is not None:
        tokens.clear()


def cached(
    *names: str, size: int = 1000, key: Callable[..., Any] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember a function's answers as long as these revisions stand.

    key: what of the arguments an answer depends on, where they are not hashable themselves. An
    answer read while the revision was being changed elsewhere is filed under the older token, so
    it is forgotten with it.
    """

    def remember(function: Callable[P, R]) -> Callable[P, R]:
        memory: dict[object, tuple[list[int], R]] = {}

        @wraps(function)
        def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
            now = [current(name) for name in names]
            asked = key(*args, **kwargs) if key else (args, *sorted(kwargs.items()))
            known = memory.get(asked)
            if known is not None and known[0] == now:
                return known[1]
            answer = function(*args, **kwargs)
            if len(memory) >= size:
                memory.clear()
            memory[asked] = (now, answer)
            return answer

        return remembered

    return remember
