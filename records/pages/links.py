"""The addresses of a record type's pages, and the names of records in links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import site
from django.urls import reverse

from records.access import Caller, fields_for, level, visible
from records.fields import Column, Field, LinkedSet, RelatedSet, Relation
from records.files import NAME as FILES
from records.pages.files import file_names
from records.types import RecordType, registry

Names = dict[str, dict[int, str]]


def has_page(record_type: RecordType) -> bool:
    """Whether the dashboard has pages of the type's table."""
    return site.is_registered(record_type.model)


def address(record_type: RecordType, page: str, *args: Any) -> str:
    """The address of one of a type's pages: changelist, add, change, delete, history, bin, …"""
    meta = record_type.model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def list_url(record_type: RecordType, **parameters: Any) -> str:
    """The address of the type's list."""
    return with_query(address(record_type, "changelist"), parameters)


def add_url(record_type: RecordType, **parameters: Any) -> str:
    """The address of the form for a new record, with values to begin with."""
    return with_query(address(record_type, "add"), parameters)


def record_url(record_type: RecordType, record_id: int) -> str:
    """The address of a record's page."""
    return address(record_type, "change", record_id)


def with_query(path: str, parameters: Mapping[str, Any]) -> str:
    """An address with those of the parameters that say something."""
    said = {name: value for name, value in parameters.items() if value not in (None, "")}
    return f"{path}?{urlencode(said)}" if said else path


def singular(record_type: RecordType) -> str:
    """The word for one record of a type."""
    return str(record_type.model._meta.verbose_name).capitalize()


def titles(record_type: RecordType, caller: Caller, ids: Iterable[int]) -> dict[int, str]:
    """What records are called, as far as the caller may see them: one query."""
    wanted = set(ids)
    if not wanted or level(caller, record_type, "read") == "none":
        return {}
    known = fields_for(record_type, caller)
    columns = [
        [one.attname for name in names if isinstance(one := known.get(name), Column)]
        for names in (record_type.named_by, (record_type.title,))
    ]
    rows = visible(record_type, caller).filter(pk__in=wanted)
    found = rows.values_list("pk", *columns[0], *columns[1])
    split = 1 + len(columns[0])
    return {row[0]: title_of(record_type, row[0], row[1:split], row[split:]) for row in found}


def title_of(
    record_type: RecordType, record_id: int, names: Iterable[Any], title: Iterable[Any]
) -> str:
    """A record's name: its naming fields, else its title, else its number."""
    for cells in (names, title):
        text = " ".join(str(one) for one in cells if one not in (None, ""))
        if text and text != str(record_id):
            return text
    return f"{singular(record_type)} {record_id}"


def pointed_at(fields: Iterable[Field], item: Mapping[str, Any]) -> dict[str, set[int]]:
    """The ids that a record's fields hold, by the type that they point at."""
    found: dict[str, set[int]] = defaultdict(set)
    for field in fields:
        value = item.get(field.name)
        if not value:
            continue
        match field:
            case Relation(target=target):
                found[target].add(value)
            case LinkedSet(target=target):
                found[target].update(link["id"] for link in value)
            case RelatedSet(target=target):
                found[target].update(value)
    return found


def names_for(fields: Iterable[Field], items: Iterable[Mapping[str, Any]], caller: Caller) -> Names:
    """The names of everything that some records point at: one query for each type."""
    wanted: dict[str, set[int]] = defaultdict(set)
    known = list(fields)
    for item in items:
        for target, ids in pointed_at(known, item).items():
            wanted[target] |= ids
    files = wanted.pop(FILES, set())
    found = {
        target: titles(registry[target], caller, ids)
        for target, ids in wanted.items()
        if target in registry
    }
    return found | ({FILES: file_names(caller, files)} if files else {})
