"""One run: who calls, the driver beside him, and the statements that a request comes down to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks.calling import Caller
from benchmarks.limits import Raw

HOUSEKEEPING = ("revisions_revision", "SAVEPOINT", "BEGIN", "apitokens_", "live_counts")


@dataclass(frozen=True)
class Run:
    """What a measurement needs. seller: sees what his team has."""

    records: int
    caller: Caller
    seller: Caller
    raw: Raw

    def get(self, path: str, **parameters: Any) -> Callable[[], Any]:
        """A request, made ready so that calling it costs the product's time only."""
        return self.as_one(self.caller, path, **parameters)

    def as_one(self, caller: Caller, path: str, **parameters: Any) -> Callable[[], Any]:
        """The same as somebody calls it."""
        environment = caller.environment("GET", path, parameters)
        return lambda: caller.call(environment)


def statements(act: Callable[[], Any]) -> list[tuple[str, Any]]:
    """What a request asks the database, without what any request asks."""
    act()
    found: list[tuple[str, Any]] = []

    def note(execute: Any, text: str, parameters: Any, many: bool, context: Any) -> Any:
        if not any(word in text for word in HOUSEKEEPING):
            found.append((text, parameters))
        return execute(text, parameters, many, context)

    with connection.execute_wrapper(note):
        act()
    return found


def again(found: list[tuple[str, Any]]) -> Callable[[], None]:
    """The same statements, run by themselves."""

    def replay() -> None:
        for text, parameters in found:
            with connection.cursor() as cursor:
                cursor.execute(text, parameters)
                if cursor.description:
                    cursor.fetchall()

    return replay
