"""What Spotler clients are told: the envelopes of records and lists, the body of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from dialects.spotler.names import SINGULARS
from records.answers import Page, Problem
from records.manners import Asked
from records.types import RecordType
from values.refusals import Forbidden, Refusal

UNAUTHENTICATED = "Unauthenticated"
NOT_ENABLED = "Record type not enabled"
RULES: Mapping[str, str] = {"Number": "Numeric"}
KEPT = {"Max", "Min"}


def singular(record_type: RecordType, word: str) -> str:
    """Their word for one record of a type."""
    return SINGULARS.get(word, record_type.model.__name__.lower())


def record(item: Mapping[str, Any], asked: Asked, parent: str | None) -> dict[str, Any]:
    """A record with what stands around it. parent: where it was found, None for a single one."""
    word = asked.word
    return {
        "metadata": {
            "url": f"/{word}/{item.get('id')}",
            "list_url": f"/{word}",
            "parent": parent,
            "object_type": "record",
            "record_type": singular(asked.of, word),
        },
        "record": item,
    }


def envelope(items: list[Mapping[str, Any]], page: Page, asked: Asked, above: str) -> Any:
    """A list. above: the address of the record whose children these are; empty for none."""
    url = f"{above}/{asked.notes['relation']}" if above else f"/{singular(asked.of, asked.word)}"
    return {
        "metadata": {
            "url": url,
            "object_type": "list",
            "total_count": page.count,
            "has_more": page.has_more,
        },
        "list": [record(item, asked, above or "/") for item in items],
    }


def problem(found: Problem, status: int, targets: Mapping[str, str]) -> dict[str, Any]:
    """Why a request is refused. targets: field in their words → the object that it points at."""
    validation = {
        name: [rule(one, targets.get(name)) for one in ones] for name, ones in found.fields.items()
    }
    return {
        "type": f"{found.type} error",
        "code": status,
        "message": UNAUTHENTICATED if found.status == 401 else worded(found.message),
        **({"validation": validation} if validation else {}),
    }


def worded(message: str) -> str:
    """A message; the original's own ones have no full stop."""
    return message.removesuffix(".") if message.startswith(NOT_ENABLED) else message


def refuse_disabled(word: str) -> None:
    """Refuse an object that this installation does not serve. Raises Forbidden."""
    if word in settings.SPOTLER_DISABLED:
        raise Forbidden(f"{NOT_ENABLED} ({word})")


def rule(refusal: Refusal, target: str | None) -> dict[str, list[Any]]:
    """One refusal: the rule's name with its parameters."""
    name = RULES.get(refusal.rule, refusal.rule)
    if name == "Exists":
        return {name: [target] if target else []}
    return {name: list(refusal.params) if name in KEPT else []}


def invalid_type(word: str) -> Problem:
    """What is said of an object that there is none of: the original takes it for a fault."""
    return Problem(500, "Invalid Request", f"Invalid record type ({word})")
