"""The stage of an opportunity, which Spotler calls its status and knows by name."""

from __future__ import annotations

from typing import Any

from dialects.forms import EMPTY
from dialects.staged import stage_word, take_stage
from dialects.words import Item, Made
from records.query import Is, Where
from values.kinds import Text

TEXT = Text()
STATUS_LIST = "opportunities_status"


STATUS = stage_word("status", "lookup", STATUS_LIST)


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
    take=take_stage,
    where=history_where,
    by="stage_name",
    type="lookup",
    lookup=STATUS_LIST,
)
