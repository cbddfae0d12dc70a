"""The list of a record type: columns, filters, words, order and pages, all through the hall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from records import reading
from records.access import Caller, fields_for, may_create
from records.answers import Page
from records.dictionary import type_for
from records.fields import Field
from records.pages.cells import Cell, cell_of
from records.pages.exact import dumps
from records.pages.filtering import Filter, read_filters, where_of
from records.pages.links import (
    Names,
    add_url,
    address,
    names_for,
    record_url,
    singular,
    titles,
    with_query,
)
from records.pages.pasting import names_in, read_q
from records.query import All, By, Query, Show, Where
from records.relations import relation_of
from records.types import RecordType
from values.kinds import LongText
from values.refusals import Missing, Unanswerable
from values.structures import Json

SIZES = (25, 50, 100)
ALL = All()
LAST_PAGE = 10**9
USUAL_COLUMNS = 6


@dataclass(frozen=True)
class Asked:
    """What an address asks of a list. of: (type, id, relation) of the record whose they are.

    q: a question in the API's own words, and asks: the condition that it stands for.
    """

    filters: tuple[Filter, ...] = ()
    words: str = ""
    sort: str = ""
    page: int = 1
    size: int = SIZES[0]
    of: tuple[str, int, str] | None = None
    q: str = ""
    asks: Where = ALL

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """The parameters of the address that asks the same, but for the changes."""
        now = replace(self, **changes)
        triples = [one.triple() for one in now.filters]
        return {
            "where": dumps(triples) if triples else "",
            "q": now.q,
            "search": now.words,
            "sort": now.sort,
            "of": ".".join(map(str, now.of)) if now.of else "",
            "size": now.size if now.size != SIZES[0] else "",
            "page": now.page if now.page > 1 else "",
        }

    def query(self, names: tuple[str, ...]) -> Query:
        """The question to the hall."""
        order = (By(self.sort.lstrip("-"), self.sort.startswith("-")),) if self.sort else ()
        return Query(
            where=All((where_of(self.filters), self.asks)),
            order=order,
            page=self.page,
            per_page=self.size,
            counting="capped",
            search=self.words or None,
            show=Show(names=names),
        )


def read_asked(parameters: Mapping[str, str], fields: Mapping[str, Field]) -> Asked:
    """What the parameters of an address ask. Raises Unanswerable."""
    sort = parameters.get("sort", "")
    if sort and not (sort.lstrip("-") in fields and fields[sort.lstrip("-")].sortable):
        raise Unanswerable("the list cannot be sorted by that")
    size = whole(parameters.get("size", ""), SIZES[0])
    q = parameters.get("q", "").strip()
    return Asked(
        filters=tuple(read_filters(parameters.get("where", ""), fields)),
        words=parameters.get("search", "").strip(),
        sort=sort,
        page=min(whole(parameters.get("page", ""), 1), LAST_PAGE),
        size=size if size in SIZES else SIZES[0],
        of=read_of(parameters.get("of", "")),
        q=q,
        asks=read_q(q),
    )


def whole(text: str, otherwise: int) -> int:
    """A whole number from 1 on."""
    is_number = text.isascii() and text.isdigit() and len(text) < 12
    return max(int(text), 1) if is_number else otherwise


def read_of(text: str) -> tuple[str, int, str] | None:
    """The record whose related ones are asked for."""
    name, _, rest = text.partition(".")
    number, _, relation = rest.partition(".")
    return (name, whole(number, 0), relation) if relation else None


def columns_of(record_type: RecordType, fields: Mapping[str, Field], asked: Asked) -> list[Field]:
    """The columns of a list: those declared, and those that it is filtered or sorted by."""
    declared = record_type.columns or usual_columns(record_type, fields)
    named = [*(one.name for one in asked.filters), *names_in(asked.asks)]
    wanted = [*named, asked.sort.lstrip("-")]
    names = dict.fromkeys([*declared, *wanted])
    return [fields[name] for name in names if name in fields and name != "id"]


def usual_columns(record_type: RecordType, fields: Mapping[str, Field]) -> list[str]:
    """The title, the first short fields, and the owner."""
    short = [
        name
        for name in record_type.fields
        if name in fields
        and fields[name].in_lists
        and not isinstance(fields[name].kind, LongText | Json)
    ]
    names = dict.fromkeys([record_type.title, *short])
    return [*list(names)[: USUAL_COLUMNS - 1], "owner_id"]


def table(record_type: RecordType, caller: Caller, asked: Asked) -> dict[str, Any]:
    """Everything that a list shows. Raises Unanswerable, Missing, Forbidden."""
    fields = fields_for(record_type, caller)
    columns = columns_of(record_type, fields, asked)
    shown = tuple(dict.fromkeys(["id", *(one.name for one in columns)]))
    page = found(record_type, caller, asked, asked.query(shown))
    names = names_for(columns, page.items, caller)
    called = titles(record_type, caller, [item["id"] for item in page.items])
    path = address(record_type, "changelist")
    return {
        "columns": [heading(record_type, one, asked, path) for one in columns],
        "rows": [row(record_type, columns, item, names, called) for item in page.items],
        "pages": pages(page, asked, path),
        "is_narrowed": bool(asked.filters or asked.words or asked.of or asked.q),
    }


def found(record_type: RecordType, caller: Caller, asked: Asked, query: Query) -> Page:
    """The page of records: of the type, or of another record's relation."""
    if asked.of is None:
        return reading.page(record_type, caller, query)
    holder, record_id, name = asked.of
    owner = type_for(holder, caller)
    if relation_of(owner, name).target is not record_type:
        raise Missing
    return reading.related(owner, caller, record_id, name, query)


def heading(record_type: RecordType, field: Field, asked: Asked, path: str) -> dict[str, Any]:
    """A column's head: its label, and the way to the list sorted by it."""
    named = field.name == record_type.title and record_type.named_by
    label = "Name" if named else field.label
    if not field.sortable:
        return {"label": label, "url": "", "direction": "none"}
    is_up, is_down = asked.sort == field.name, asked.sort == f"-{field.name}"
    target = f"-{field.name}" if is_up else "" if is_down else field.name
    return {
        "label": label,
        "url": with_query(path, asked.parameters(sort=target, page=1)),
        "direction": "ascending" if is_up else "descending" if is_down else "none",
    }


def row(
    record_type: RecordType,
    columns: list[Field],
    item: Mapping[str, Any],
    names: Names,
    called: Mapping[int, str],
) -> dict[str, Any]:
    """One record of a list; its first cell leads to its page."""
    record_id = item["id"]
    cells = [cell_of(field, item.get(field.name), names) for field in columns]
    title = called.get(record_id, f"#{record_id}")
    first = Cell(title, record_url(record_type, record_id))
    if columns and columns[0].name != record_type.title:
        labelled = [(Cell(title), None), *zip(cells, columns, strict=True)]
        first_text = labelled[1][0].text if cells else title
        first = Cell(first_text if first_text != "—" else title, first.url)
    return {
        "id": record_id,
        "title": title,
        "first": first,
        "cells": list(zip(cells[1:], columns[1:], strict=True)),
        "label": columns[0].label if columns else "",
    }


def pages(page: Page, asked: Asked, path: str) -> dict[str, Any]:
    """Where in the list the reader is, and the ways on."""
    start = (asked.page - 1) * asked.size
    return {
        "first": start + 1 if page.items else 0,
        "last": start + len(page.items),
        "count": page.count,
        "is_capped": page.capped,
        "previous": with_query(path, asked.parameters(page=asked.page - 1))
        if asked.page > 1
        else "",
        "next": with_query(path, asked.parameters(page=asked.page + 1)) if page.has_more else "",
        "sizes": [
            {"size": one, "url": with_query(path, asked.parameters(size=one, page=1))}
            for one in SIZES
        ],
        "size": asked.size,
    }


def beginnings(record_type: RecordType, caller: Caller) -> dict[str, Any]:
    """What an empty list says to do first."""
    return {
        "add": add_url(record_type) if may_create(caller, record_type) else "",
        "singular": singular(record_type).lower(),
    }
