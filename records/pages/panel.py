"""The panel in which a filter is put together: a field, then its words, then its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from records.fields import Custom, Field
from records.pages.filtering import WORDS, label_of, operand_of, words_of
from records.types import RecordType

MOST_OPERANDS = 2


def choices(fields: Mapping[str, Field]) -> list[tuple[str, list[Field]]]:
    """The fields that can be asked for, the administrators' own apart."""
    known = [one for one in fields.values() if words_of(one)]
    own: list[Field] = [one for one in known if isinstance(one, Custom)]
    standard = [one for one in known if not isinstance(one, Custom)]
    return [(title, found) for title, found in (("Fields", standard), ("Custom", own)) if found]


def asking(record_type: RecordType, field: Field) -> dict[str, Any]:
    """The words of a field, each with how many values it takes, and the inputs for the values."""
    words = [(word, label_of(word, field), WORDS[word].operands) for word in words_of(field)]
    inputs = [operand(record_type, field, place) for place in range(MOST_OPERANDS)]
    return {"words": words, "inputs": inputs if words else []}


def operand(record_type: RecordType, field: Field, place: int) -> str:
    """The input for one value."""
    spelling = operand_of(record_type, field, {})
    label = "Value" if place == 0 else "Second value"
    attributes = {"id": f"filter-value{place}", "aria-label": label}
    return str(spelling.widget.render(f"value{place}", spelling.show(None), attributes))
