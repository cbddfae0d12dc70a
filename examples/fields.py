"""Custom fields and drop-down values that an import needs, made over the API where missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examples.client import Client, JsonObject


class Unfit(Exception):
    """A custom field of the wanted key exists, but is of another type."""


@dataclass(frozen=True)
class Wanted:
    """A custom field that an import writes; options are the labels of a select."""

    key: str
    label: str
    type: str = "text"
    options: tuple[str, ...] = ()
    unique: bool = False
    help_text: str = ""


def ensure_fields(client: Client, record_type: str, group: str, wanted: Iterable[Wanted]) -> None:
    """Make the fields that are missing, and add missing options to those that are there.

    Unfit when a field of that key has another type or is not unique where it must be.
    """
    present = {
        definition["key"]: definition
        for definition in client.walk("customfields", record_type=record_type)
    }
    for order, field in enumerate(wanted, start=1):
        if field.key in present:
            _complete(client, field, present[field.key])
        else:
            client.post("customfields", _definition(record_type, group, order, field))


def _definition(record_type: str, group: str, order: int, field: Wanted) -> JsonObject:
    body: JsonObject = {
        "record_type": record_type,
        "key": field.key,
        "label": field.label,
        "type": field.type,
        "unique": field.unique,
        "group": group,
        "order": order,
    }
    if field.help_text:
        body["help_text"] = field.help_text
    if field.options:
        body["options"] = [
            {"label": label, "order": position} for position, label in enumerate(field.options, 1)
        ]
    return body


def _complete(client: Client, field: Wanted, present: JsonObject) -> None:
    if present["type"] != field.type or (field.unique and not present["unique"]):
        kind = f"{'unique ' if field.unique else ''}{field.type}"
        raise Unfit(f"{field.key} exists as {present['type']}, but a {kind} field is needed")
    missing = missing_options(field.options, present.get("options") or [])
    if missing:
        # A PATCH of options sends the whole list: what is left out would go.
        client.patch(f"customfields/{present['id']}", {"options": present["options"] + missing})


def missing_options(labels: Sequence[str], present: Sequence[JsonObject]) -> list[JsonObject]:
    """Option objects for the labels that a field has not yet, ordered after those it has."""
    known = {option["label"] for option in present}
    last = max((int(option["order"] or 0) for option in present), default=0)
    new = [label for label in labels if label not in known]
    return [{"label": label, "order": last + step} for step, label in enumerate(new, 1)]


def ensure_lookups(client: Client, list_name: str, values: Iterable[str]) -> None:
    """Append the values that a drop-down list has not yet."""
    items = sorted(set(values))
    if items:
        client.patch(f"lookup/{list_name}", {"items": items})
