"""What narrows a list, told: as chips that can be taken away, and as a call of the native API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest

from records.access import Caller
from records.dictionary import type_for
from records.fields import Field, RelatedSet, Relation
from records.pages.exact import dumps, loads
from records.pages.filtering import Filter, q_of, told
from records.pages.links import address, names_for, singular, titles, with_query
from records.pages.listing import Asked, beginnings
from records.pages.pasting import Grammar, as_filters
from records.types import RecordType

LONGEST_CHIP = 80


def around(
    record_type: RecordType,
    caller: Caller,
    asked: Asked,
    fields: Mapping[str, Field],
    request: HttpRequest,
) -> dict[str, Any]:
    """Everything that stands around the table of a list."""
    return {
        "kept": asked.parameters(page=1),
        "kept_by_q": asked.parameters(filters=(), q="", page=1),
        "has_grammar": Grammar.read is not None,
        "chips": chips(record_type, caller, asked, fields),
        "call": call_of(record_type, asked, request),
        "beginnings": beginnings(record_type, caller),
        "bin_url": address(record_type, "bin") if record_type.has_bin else "",
        "filter_url": address(record_type, "filter"),
    }


def chips(
    record_type: RecordType, caller: Caller, asked: Asked, fields: Mapping[str, Field]
) -> list[dict[str, str]]:
    """The filters in force, each with the way to the list without it."""
    path = address(record_type, "changelist")
    named = [{one.name: one.value} for one in asked.filters if isinstance(one.value, int)]
    single = [
        {name: [value] if isinstance(fields[name], RelatedSet) else value}
        for item in named
        for name, value in item.items()
        if isinstance(fields[name], Relation | RelatedSet)
    ]
    names = names_for(fields.values(), single, caller)
    shown = []
    if asked.of:
        shown.append(
            {
                "text": of_text(caller, asked),
                "url": with_query(path, asked.parameters(of=None, page=1)),
            }
        )
    if asked.words:
        without = with_query(path, asked.parameters(words="", page=1))
        shown.append({"text": f"“{asked.words}”", "url": without})
    if asked.q:
        without = with_query(path, asked.parameters(q="", page=1))
        shown.append({"text": f"q: {asked.q[:LONGEST_CHIP]}", "url": without})
    for place, one in enumerate(asked.filters):
        others = asked.filters[:place] + asked.filters[place + 1 :]
        without = with_query(path, asked.parameters(filters=others, page=1))
        shown.append({"text": told(one, fields[one.name], names), "url": without})
    return shown


def onward(asked: Asked, more: Filter | None, fields: Mapping[str, Field]) -> dict[str, Any] | None:
    """The parameters of the address where the list is told by its filters: with the one that the
    panel adds, and with those that say the same as a `q`."""
    if more is not None:
        return asked.parameters(filters=(*asked.filters, more), page=1)
    same = as_filters(asked.q, fields) if asked.q else None
    if same is None:
        return None
    return asked.parameters(filters=(*asked.filters, *same), q="", page=1)


def whole_q(asked: Asked) -> str:
    """The `q` that asks for what the filters, and a `q` of one's own, ask for together."""
    if not asked.filters:
        return asked.q
    filters = q_of(asked.filters)
    return dumps({"$and": [loads(asked.q), filters]} if asked.q else filters)


def of_text(caller: Caller, asked: Asked) -> str:
    """Whose records are shown."""
    assert asked.of is not None
    name, record_id, _ = asked.of
    owner = type_for(name, caller)
    title = titles(owner, caller, [record_id]).get(record_id, f"#{record_id}")
    return f"of {singular(owner).lower()} {title}"


def call_of(record_type: RecordType, asked: Asked, request: HttpRequest) -> dict[str, str]:
    """The same question as a call of the native API: its `q`, and a line for a shell."""
    path = f"/api/{record_type.name}"
    if asked.of:
        path = f"/api/{asked.of[0]}/{asked.of[1]}/{asked.of[2]}"
    q = whole_q(asked)
    order = {asked.sort.lstrip("-"): "desc" if asked.sort.startswith("-") else "asc"}
    said = {"q": q, "search": asked.words, "order": dumps(order) if asked.sort else ""}
    query = "&".join(f"{name}={quote(value)}" for name, value in said.items() if value)
    url = request.build_absolute_uri(path) + (f"?{query}" if query else "")
    return {
        "q": q,
        "curl": f"curl -H 'Authorization: Bearer <token>' '{url.replace(chr(39), '%27')}'",
    }
