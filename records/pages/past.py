"""A record's history for people: who changed what, when, and through which door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from records.access import Caller, fields_for
from records.answers import Page
from records.fields import Field
from records.history import history
from records.pages.cells import NOTHING, cell_of, moment
from records.pages.links import Names, names_for, titles
from records.query import Query
from records.types import RecordType, registry

PER_PAGE = 30
SECRET = "set anew"
ACTIONS = {
    "create": ("Created", "add"),
    "update": ("Changed", "edit"),
    "delete": ("Put into the bin", "delete"),
    "restore": ("Restored", "restore_from_trash"),
    "purge": ("Deleted for good", "delete_forever"),
    "comment": ("Commented", "comment"),
    "revise": ("Changed a comment", "edit_note"),
    "withdraw": ("Took a comment back", "comments_disabled"),
    "attach": ("Added a file", "attach_file"),
    "detach": ("Removed a file", "attach_file_off"),
}


def past_of(
    record_type: RecordType, caller: Caller, record_id: int, page: int
) -> tuple[Page, list[dict[str, Any]]]:
    """A page of what happened, newest first. Raises Missing, Forbidden."""
    found = history(record_type, caller, record_id, Query(page=page, per_page=PER_PAGE))
    fields = fields_for(record_type, caller)
    names = known_names(found.items, fields, caller)
    people = titles(registry["users"], caller, {one["user"] for one in found.items if one["user"]})
    return found, [told(one, fields, names, people) for one in found.items]


def known_names(
    changes: Iterable[Mapping[str, Any]], fields: Mapping[str, Field], caller: Caller
) -> Names:
    """The names of the records that old and new values point at."""
    items = [
        {one["field"]: one[side]}
        for change in changes
        for one in change["changes"]
        for side in ("old", "new")
    ]
    merged: Names = defaultdict(dict)
    for target, known in names_for(fields.values(), items, caller).items():
        merged[target].update(known)
    return dict(merged)


def told(
    change: Mapping[str, Any],
    fields: Mapping[str, Field],
    names: Names,
    people: Mapping[int, str],
) -> dict[str, Any]:
    """One change for people."""
    said, icon = ACTIONS.get(change["action"], (change["action"], "edit"))
    return {
        "said": said,
        "is_beginning": change["action"] == "create",
        "icon": icon,
        "at": moment(change["at"]),
        "who": people.get(change["user"], "Somebody" if change["user"] else "The system"),
        "token": change["token"],
        "dialect": change["dialect"],
        "request_id": change["request_id"],
        "changes": [
            {
                "label": fields[one["field"]].label
                if one["field"] in fields
                else one.get("label") or one["field"].capitalize(),
                "old": value_text(fields.get(one["field"]), one["old"], names),
                "new": new_text(fields.get(one["field"]), one["new"], names),
            }
            for one in change["changes"]
        ],
    }


def new_text(field: Field | None, value: Any, names: Names) -> str:
    """A new value; of a secret only that there is another."""
    return SECRET if field and field.kind.write_only else value_text(field, value, names)


def value_text(field: Field | None, value: Any, names: Names) -> str:
    """An old or new value; one that the field could not hold today stands as it was."""
    if value in (None, "", [], {}):
        return NOTHING
    if field is None:
        # A comment or a file goes by its name, or its number.
        return str(value.get("name") or value.get("id")) if isinstance(value, dict) else str(value)
    try:
        return cell_of(field, value, names).text
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
        return str(value)
