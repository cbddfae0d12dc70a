"""What Cogmento clients are told: everything lies in `response`, or at the top, or in both."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from records.answers import Page, Problem
from records.manners import Asked
from values.refusals import Refusal

BEGAN, TOLD = "began", "told"
MESSAGES: Mapping[int, str] = {
    401: "Authentication required.",
    403: "Permission denied.",
    404: "Not found.",
    429: "Too many requests.",
    500: "Server error.",
}
PREFIXES: Mapping[str, str] = {"contacts": "Validation error: "}


def wrapped(inner: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """A reply, as COGMENTO_ENVELOPE says it."""
    told = {"success": True, "process_time": seconds(asked)}
    match settings.COGMENTO_ENVELOPE:
        case "flat":
            return {**told, **inner}
        case "both":
            return {**told, **inner, "response": {**told, **inner}}
    return {**told, "response": {**told, **inner}}


def seconds(asked: Asked) -> float:
    """How long the reply has taken."""
    began = asked.notes.get(BEGAN)
    return 0.0 if began is None else round(time.perf_counter() - began, 6)


def page(items: list[Mapping[str, Any]], found: Page, asked: Asked) -> dict[str, Any]:
    """A list."""
    place = {"total": found.count, "start": found.query.start, "limit": found.query.per_page}
    return wrapped({"results": items, **place}, asked)


def problem(found: Problem, status: int, asked: Asked) -> dict[str, Any]:
    """Why a request is refused: the first error's sentence, and all of them."""
    prefix = PREFIXES.get(asked.word, "")
    errors = [
        {"field": name, "message": sentence(name, one, prefix)}
        for name, refusals in found.fields.items()
        for one in refusals
    ]
    usual = asked.notes.get(TOLD) if status == 401 else None
    message = errors[0]["message"] if errors else usual or MESSAGES.get(status, found.message)
    told = {"success": False, "message": message, "errors": errors}
    head = {"success": False, "process_time": seconds(asked), "message": message}
    if settings.COGMENTO_ENVELOPE == "flat":
        return {**head, "errors": errors}
    return {**head, "response": told}


def sentence(name: str, refusal: Refusal, prefix: str) -> str:
    """One refusal, naming the field by its label."""
    label = label_of(name)
    if refusal.rule == "Required":
        return f"The field {label} is required."
    if refusal.rule == "Max" and refusal.params and isinstance(refusal.params[0], int):
        return f"{prefix}{label} is longer than {refusal.params[0]} characters"
    return f"{label}: {refusal}"


def label_of(name: str) -> str:
    """What people call a field."""
    return name.replace("_", " ").title()
