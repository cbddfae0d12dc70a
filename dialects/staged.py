"""The stage of a sale under its name, as most dialects speak of it."""

from __future__ import annotations

from typing import Any

from dialects import stages
from dialects.forms import EMPTY, NOTHING, listed
from dialects.words import Body, Made
from records.drafts import Denied, Derived
from records.query import Is, Where
from values.kinds import Text
from values.refusals import Refusal

TEXT = Text()


def take_stage(value: Any, body: Body) -> None:
    """Find the stage by its name: in the pipeline of the record first."""

    def of(stored: Any) -> Any:
        found = stages.find(value, stored.get("pipeline_id")) if isinstance(value, str) else None
        return found.id if found else Denied(Refusal("In", "is no stage"))

    body["stage_id"] = Denied(Refusal("Required")) if value in EMPTY else Derived(of)


def stage_where(op: str, value: Any) -> Where:
    """The opportunities on stages whose names pass."""
    if op in ("eq", "in") and value in EMPTY:
        return Is("stage_id", "eq", None)
    asked = TEXT.ask(op, listed(value) if op in ("in", "between") else value)
    ids = stages.ids_where(lambda name: TEXT.matches(name, op, asked))
    return Is("stage_id", "in", ids) if ids else NOTHING


def stage_word(name: str, type: str, lookup: str | None = None) -> Made:
    """The word for it. type, lookup: what the dialect tells of it in its dictionary."""
    return Made(
        name,
        of=("stage_id",),
        say=lambda item: stages.name_of(item["stage_id"]),
        take=take_stage,
        where=stage_where,
        by="stage_id",
        type=type,
        lookup=lookup,
    )
