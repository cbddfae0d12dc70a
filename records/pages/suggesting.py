"""What is suggested while somebody types into an input: records, or options of a long list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from customfields.choices import Chosen
from lookups.kinds import LookupKind
from records import reading
from records.access import Caller, fields_for, level, require
from records.fields import Field
from records.pages.asking import caller_from
from records.pages.cells import cell_of
from records.pages.entries import belongings
from records.pages.links import names_for, titles
from records.pages.spelling import offered
from records.query import All, Is, Query, Show, Where
from records.types import RecordType, registry
from values.refusals import Forbidden, Missing, Unanswerable
from values.text import fold
from values.web import TimeZone, zones

MOST = 12
ALL = All()


def suggest(request: HttpRequest, name: str, field: str | None = None) -> HttpResponse:
    """{"results": [{"id", "text", "note"}]} for the words in `term`; 404 for what is hidden."""
    caller = caller_from(request)
    term = request.GET.get("term", "")[:200].strip()
    try:
        record_type = readable(name, caller)
        if field is None:
            found = records(record_type, caller, term, narrowed(record_type, caller, request.GET))
        else:
            found = options(known_field(record_type, field, caller), term)
    except (Missing, Forbidden):
        return JsonResponse({"results": []}, status=404)
    except Unanswerable:
        found = []
    return JsonResponse({"results": found})


def readable(name: str, caller: Caller) -> RecordType:
    """A type that the caller may read, or write at least. Raises Missing."""
    record_type = registry.get(name)
    if record_type is None or all(
        level(caller, record_type, one) == "none" for one in ("read", "edit")
    ):
        raise Missing
    return record_type


def known_field(record_type: RecordType, name: str, caller: Caller) -> Field:
    """A field that exists for the caller. Raises Missing."""
    try:
        return fields_for(record_type, caller)[name]
    except KeyError:
        raise Missing from None


def narrowed(record_type: RecordType, caller: Caller, given: Mapping[str, str]) -> Where:
    """The condition that found records belong to what the form already holds, such as the stages
    of a pipeline: `pipeline_id=3`. Raises Unanswerable."""
    fields = fields_for(record_type, caller)
    held = [(name, given.get(name, "")) for name in belongings(record_type) if name in fields]
    if any(text and not (text.isascii() and text.isdigit()) for _, text in held):
        raise Unanswerable("must be the id of a record")
    return All(tuple(Is(name, "eq", int(text)) for name, text in held if text))


def records(
    record_type: RecordType, caller: Caller, term: str, where: Where = ALL
) -> list[dict[str, Any]]:
    """Records in which the words stand, the newest first; each with a word about it."""
    require(caller, record_type, "read")
    fields = fields_for(record_type, caller)
    told = [name for name in record_type.columns if name in fields and name != record_type.title]
    names = (record_type.title, *told[:1])
    show = Show(names=tuple(name for name in dict.fromkeys(("id", *names)) if name in fields))
    query = Query(search=term or None, where=where, per_page=MOST, counting="none", show=show)
    found = reading.page(record_type, caller, query).items
    called = titles(record_type, caller, [item["id"] for item in found])
    about = [fields[name] for name in told[:1]]
    known = names_for(about, found, caller)
    return [
        {
            "id": item["id"],
            "text": called.get(item["id"], f"#{item['id']}"),
            "note": next((note(field, item, known) for field in about), ""),
        }
        for item in found
    ]


def note(field: Field, item: dict[str, Any], known: Any) -> str:
    """A word about a record, to tell it from others of the same name."""
    cell = cell_of(field, item.get(field.name), known)
    return "" if cell.is_empty else cell.text


def options(field: Field, term: str) -> list[dict[str, Any]]:
    """Options in whose label the words stand."""
    kind = field.kind
    if isinstance(kind, TimeZone):
        choices = [(one, one) for one in sorted(zones())]
    elif isinstance(kind, LookupKind | Chosen):
        choices = offered(kind, None)
    else:
        raise Missing
    wanted = fold(term.replace(" ", "_") if isinstance(kind, TimeZone) else term)
    found = [(value, label) for value, label in choices if wanted in fold(label)]
    return [{"id": value, "text": label, "note": ""} for value, label in found[:MOST]]
