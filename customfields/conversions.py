"""A value of one type as a value of another: carried over as it is, or by way of its text."""

from typing import Any

from customfields.mirror import dump
from customfields.schemas import Definition
from values.refusals import Refusal


def converted(old: Definition, new: Definition, value: Any) -> Any:
    """A Python value of the old definition as one of the new one. Raises Refusal if it would be
    lost: several values do not go into one, and what the new kind refuses does not go at all."""
    singles = old.field_type.singles(value)
    if len(singles) > 1 and not new.many:
        raise Refusal("Max", "several values do not go into one", 1)
    if old.field_type.column == new.field_type.column:
        said = singles
    else:
        said = [read(new, text_of(old, single)) for single in singles]
    judge = new.kind.allowing([option.id for option in new.options])
    return judge.take(said if new.many else said[0] if said else None)


def read(new: Definition, text: str) -> Any:
    """What a text says to the new type, as a single JSON value."""
    said = new.field_type.read(text)
    if new.many and len(said) != 1:
        raise Refusal("In", "is no label")
    return said[0] if new.many else said


def text_of(old: Definition, single: Any) -> str:
    """A single value as people read it: options by their labels."""
    names = {option.id: option.label for option in old.options}
    said = names.get(single) if old.field_type.chooses else old.kind.say(single)
    return said if isinstance(said, str) else dump(said)
