"""What EspoCRM clients are told: the reason in a header, and what stands around it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from records.answers import Problem
from records.manners import Asked
from values.refusals import Refusal

REASON = "X-Status-Reason"
LONGEST = 500
RULES = {"Required": "required", "Max": "maxLength", "Pattern": "pattern", "Email": "emailAddress"}
LEVELS = ("create", "read", "edit", "delete")


def around() -> dict[str, str]:
    """What every reply carries."""
    return {
        "Expires": "0",
        "Cache-Control": "no-store, no-cache, must-revalidate",
        "X-App-Timestamp": str(int(time.time())),
    }


def in_header(text: str) -> str:
    """A text as a header can hold it."""
    return " ".join(text.split())[:LONGEST].encode("ascii", "backslashreplace").decode()


def first(fields: Mapping[str, Any]) -> tuple[str, Refusal] | None:
    """The refusal that is told, of all; what points at nothing only where all else is right."""
    found = [(name, one) for name, refusals in fields.items() for one in refusals]
    wrong = [pair for pair in found if pair[1].rule != "Exists"]
    return next(iter([*wrong, *found]), None)


def is_dangling(fields: Mapping[str, Any]) -> bool:
    """Whether all that is wrong is that ids lead to no record."""
    found = first(fields)
    return found is not None and found[1].rule == "Exists"


def validation(name: str, refusal: Refusal, asked: Asked) -> tuple[str, dict[str, Any]]:
    """The reason and the body for a field that is refused."""
    if refusal.rule == "Exists":
        body = translation("cannotRelateNonExisting", asked.word, {"field": name})
        return f"Can't relate with non-existing record; field: {name}.", body
    rule = RULES.get(refusal.rule, "valid")
    reason = f"Field validation failure; entityType: {asked.word}, field: {name}, type: {rule}."
    return reason, translation("validationFailure", None, {"field": name, "type": rule})


def translation(label: str, scope: str | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """A body that their own screens translate."""
    return {"messageTranslation": {"label": label, "scope": scope, "data": data}}


def reason_of(problem: Problem, asked: Asked) -> str:
    """The reason of a problem, its fields under their names."""
    found = first(problem.fields)
    if found is not None:
        return validation(*found, asked)[0]
    return str(asked.notes.get(REASON) or problem.message)


def body_of(problem: Problem, asked: Asked) -> Any:
    """The body of a problem; None for an empty one."""
    if problem.status == 401:
        return None
    found = first(problem.fields)
    if found is not None:
        return validation(*found, asked)[1]
    return {"message": reason_of(problem, asked)}


def hidden_status() -> int:
    """What is told of a record that is there and may not be seen."""
    return int(settings.ESPO_INVISIBLE_STATUS)
