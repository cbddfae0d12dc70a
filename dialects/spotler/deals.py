"""The stage of an opportunity, which Spotler calls its status and knows by name."""

from __future__ import annotations

from typing import Any

from dialects import stages
from dialects.forms import EMPTY, NOTHING, listed
from dialects.words import Body, Item, Made
from records.drafts import Denied, Derived
from records.query import Is, Where
from values.kinds import Text
from values.refusals import Refusal

TEXT = Text()
STATUS_LIST = "opportunities_status"


def take_status(value: Any, body: Body) -> None:
    """Find the stage by its name: in the pipeline of the record first."""

    def derived(stored: Any) -> Any:
        if value in EMPTY:
            return Denied(Refusal("Required"))
        found = stages.find(value, stored.get("pipeline_id")) if isinstance(value, str) else None
        return found.id if found else Denied(Refusal("In", "is no stage"))

    body["stage_id"] = Derived(derived)


def status_where(op: str, value: Any) -> Where:
    """The opportunities on stages whose names pass."""
    if op in ("eq", "in") and value in EMPTY:
        return Is("stage_id", "eq", None)
    asked = TEXT.ask(op, listed(value) if op in ("in", "between") else value)
    ids = stages.ids_where(lambda name: TEXT.matches(name, op, asked))
    return Is("stage_id", "in", ids) if ids else NOTHING


STATUS = Made(
    "status",
    of=("stage_id",),
    say=lambda item: stages.name_of(item["stage_id"]),
    take=take_status,
    where=status_where,
    by="stage_id",
    type="lookup",
    lookup=STATUS_LIST,
)


def history_where(op: str, value: Any) -> Where:
    """The steps to stages whose names, as they were then, pass."""
    if op == "eq" and value in EMPTY:
        return Is("stage_name", "eq", None)
    asked = TEXT.ask(op, value)
    return Is("stage_name", op, asked)


def say_history(item: Item) -> Any:
    """The name that the stage had."""
    return item["stage_name"]


HISTORY_STATUS = Made(
    "opportunitystatus",
    of=("stage_name", "stage_id"),
    writes=("stage_id",),
    say=say_history,
    take=take_status,
    where=history_where,
    by="stage_name",
    type="lookup",
    lookup=STATUS_LIST,
)
