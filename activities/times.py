"""When activities take place, and when somebody is reminded of them."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from records.drafts import Draft
from values.keys import check_entries
from values.refusals import Refusal
from values.structures import Json

MOST_REMINDERS = 20
KEYS = ("type", "seconds")
LONGEST = 366 * 24 * 3600


def settle_times(draft: Draft) -> None:
    """Whole days begin at midnight UTC; nothing ends before it starts."""
    if draft.new("all_day"):
        for name in ("starts_at", "ends_at"):
            if (moment := draft.new(name)) is not None:
                day = moment.astimezone(UTC)
                draft.set(name, day.replace(hour=0, minute=0, second=0, microsecond=0))
    start, end = draft.new("starts_at"), draft.new("ends_at")
    if start is not None and end is not None and end < start:
        draft.refuse("ends_at", "Min", "must not be before starts_at")


@dataclass(frozen=True)
class Reminders(Json):
    """When to remind, and how: [{"type": "Popup", "seconds": 600}], seconds before the start."""

    def schema(self) -> dict[str, Any]:
        properties = {
            "type": {"type": "string", "maxLength": 40},
            "seconds": {"type": "integer", "minimum": 0, "maximum": LONGEST},
        }
        items = {"type": "object", "properties": properties, "required": list(properties)}
        return {"type": "array", "items": {**items, "additionalProperties": False}}

    def check_keys(self, value: Any) -> None:
        check_entries(value, KEYS)

    def take(self, value: Any) -> list[dict[str, Any]]:
        if value is None:
            return []
        self.check_keys(value)
        if not isinstance(value, list) or not all(map(is_reminder, value)):
            raise Refusal("Type", 'must be a list of objects like {"type": "Popup", "seconds": 0}')
        if len(value) > MOST_REMINDERS:
            raise Refusal("Max", f"at most {MOST_REMINDERS} reminders", MOST_REMINDERS)
        return [{key: one[key] for key in KEYS} for one in value]


def is_reminder(one: Any) -> bool:
    """Whether something has the form of a reminder."""
    if not isinstance(one, dict) or set(one) != set(KEYS):
        return False
    kind, seconds = one["type"], one["seconds"]
    is_kind = isinstance(kind, str) and 0 < len(kind) <= 40
    is_count = isinstance(seconds, int) and not isinstance(seconds, bool)
    return is_kind and is_count and 0 <= seconds <= LONGEST
