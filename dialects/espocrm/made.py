"""Words that are made of what our fields say: money, times, stages, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from dialects import stages
from dialects.espocrm.people import named
from dialects.forms import EMPTY
from dialects.staged import stage_word
from dialects.words import Body, Item, Made, Table, Word
from lookups.currencies import convert
from values.kinds import Text

TEXT = Text()
MIDNIGHT = "T00:00:00Z"


def constant(word: str, value: Any, type: str, lists: bool = True) -> Made:
    """A word that says the same of every record."""
    return Made(word, ("id",), say=lambda item: value, type=type, lists=lists)


def copied(word: str, field: str, say: Callable[[Any], Any] = lambda value: value) -> Made:
    """A word that is read only and says what a field says."""
    return Made(word, (field,), say=lambda item: say(item[field]), by=field)


def money(word: str, field: str) -> Table:
    """The words for an amount: itself, its currency, and in the currency of the installation."""

    def say(item: Item) -> Any:
        amount = item[field]
        exact = None if amount is None else Decimal(str(amount))
        return convert(exact, item["currency"], settings.CRM_CURRENCY)

    return (
        Word(word, field),
        Word(f"{word}Currency", "currency"),
        Made(f"{word}Converted", (field, "currency"), say=say, type="number"),
    )


def place(word: str, field: str) -> Table:
    """The words for an address."""
    parts = {"Street": "street", "City": "city", "State": "state"}
    parts |= {"Country": "country", "PostalCode": "postal_code"}
    return tuple(Word(f"{word}{theirs}", f"{field}_{ours}") for theirs, ours in parts.items())


STAGE = stage_word("stage", "enum")
LAST_STAGE = copied("lastStage", "last_stage_id", stages.name_of)


def day(word: str, field: str) -> Made:
    """The day of a moment, of records that take whole days."""

    def say(item: Item) -> str | None:
        return item[field][:10] if item["all_day"] and item[field] else None

    def take(value: Any, body: Body) -> None:
        if value in EMPTY:
            body.setdefault("all_day", False)
            return
        body["all_day"] = True
        body[field] = f"{value}{MIDNIGHT}" if isinstance(value, str) else value

    return Made(word, ("all_day", field), say=say, take=take, by=field, type="date")


def lasting(item: Item) -> int | None:
    """The seconds between beginning and end."""
    start, end = item["starts_at"], item["ends_at"]
    if start is None or end is None:
        return None
    return int((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())


def overdue(item: Item) -> bool:
    """Whether a task should be done and is not."""
    if item["ends_at"] is None or item["completed_at"] is not None:
        return False
    return datetime.fromisoformat(item["ends_at"]) < datetime.now(UTC)


DELETED = Made(
    "deleted", ("deleted_at",), say=lambda item: item["deleted_at"] is not None, type="bool"
)
DURATION = Made("duration", ("starts_at", "ends_at"), say=lasting, type="int")
OVERDUE = Made("isOverdue", ("ends_at", "completed_at"), say=overdue, type="bool")
NAMES = ("first_name", "last_name", "username")
FULL_NAME = Made(
    "name", NAMES, say=lambda item: named(*(item[one] for one in NAMES)), by="username"
)
