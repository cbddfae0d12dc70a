"""What sort of activity one is: the type is fixed, and only its subtype moves it to another."""

from lookups.lists import Value, find, value_of, values_of
from records.drafts import Draft

LIST = "activity_type"


def settle_type(draft: Draft) -> None:
    """Let type and subtype agree: a new subtype brings its base type along."""
    if draft.new("type") is None and not draft.created:
        draft.set("type", draft.old("type"))
    subtype = value_of(draft.new("subtype")) if draft.changes("subtype") else None
    if subtype is not None and subtype.base_type:
        follow(draft, subtype, subtype.base_type)
    elif not draft.created and draft.changes("type"):
        draft.refuse("type", "ReadOnly", "the type follows the subtype")
    if draft.new("subtype") is None and draft.new("type") is not None:
        usual = usual_subtype(draft.new("type"))
        draft.set("subtype", usual.id if usual else None)


def follow(draft: Draft, subtype: Value, base_type: str) -> None:
    """Take the type from the subtype, unless another one is asked for."""
    if draft.changes("type") and draft.new("type") not in (None, base_type):
        draft.refuse("subtype", "In", f"{subtype.value} is a {base_type}")
    elif "type" not in draft.refusals:
        draft.set("type", base_type)


def usual_subtype(type_name: str) -> Value | None:
    """The value that is named like the type, else the first one with this base type."""
    fitting = [one for one in values_of(LIST) if one.base_type == type_name and one.active]
    named = find(LIST, type_name)
    if named in fitting:
        return named
    return fitting[0] if fitting else None


def name_subject(draft: Draft) -> None:
    """An activity without a subject is called by its subtype; a note needs no subject."""
    subtype = value_of(draft.new("subtype"))
    is_free = draft.new("subject") is None and "subject" not in draft.refusals
    if is_free and subtype is not None and draft.new("type") != "note":
        draft.set("subject", subtype.value)


def direct_call(draft: Draft) -> None:
    """A call goes out unless something else is said."""
    is_free = draft.new("direction") is None and "direction" not in draft.refusals
    if draft.new("type") == "call" and is_free:
        draft.set("direction", "Outbound")
