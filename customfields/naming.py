"""What dialects call custom fields: names made by their rules when a field is made, then fixed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from customfields.models import CustomField
from customfields.models import Schema as SchemaRow
from revisions.store import bump

LONGEST = 255


@dataclass(frozen=True)
class Naming:
    """How a dialect names the fields that administrators make.

    rule: (key, label) → name. taken: record type → the names that its standard fields have there.
    """

    rule: Callable[[str, str], str]
    taken: Callable[[str], Collection[str]]


namings: dict[str, Naming] = {}


def register(dialect: str, naming: Naming) -> None:
    """Tell by what rule a dialect names fields."""
    namings[dialect] = naming


def complete(
    record_type: str, key: str, label: str, given: Mapping[str, str], others: Iterable[CustomField]
) -> dict[str, str]:
    """The names that are given, and for every other dialect one by its rule that is still free:
    the name itself, or with 2, 3, … behind it. others: the type's other fields."""
    taken = [row.wire_names for row in others]
    names = dict(given)
    for dialect, naming in namings.items():
        if dialect not in names:
            used = {one.get(dialect) for one in taken} | set(naming.taken(record_type))
            names[dialect] = free(naming.rule(key, label) or key, used)
    return names


def free(stem: str, used: Collection[str | None]) -> str:
    """The name, numbered if it is taken."""
    name, number = stem[:LONGEST], 1
    while name in used:
        number += 1
        ending = str(number)
        name = f"{stem[: LONGEST - len(ending)]}{ending}"
    return name


def clashing(record_type: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Those names, each with its dialect, that standard fields have there."""
    return [
        (dialect, name)
        for dialect, name in names.items()
        if dialect in namings and name in namings[dialect].taken(record_type)
    ]


def name_all() -> None:
    """Give a name to every field in every dialect that came after the field; older ones first."""
    rows = CustomField.objects.filter(deleted_at=None).order_by("id")
    if all(row.wire_names.keys() >= namings.keys() for row in rows):
        return
    with transaction.atomic():
        list(SchemaRow.objects.select_for_update().order_by("pk"))
        fields = list(rows.select_for_update())
        for row in fields:
            others = [
                one for one in fields if one.record_type == row.record_type and one is not row
            ]
            row.wire_names = complete(
                row.record_type, row.key, str(row.label), row.wire_names, others
            )
        CustomField.objects.bulk_update(fields, ["wire_names"])
        bump("customfields")
