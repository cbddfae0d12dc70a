"""Rows of another type that are edited in a record's page: an opportunity's lines and the like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from records import bulk, reading
from records.access import Caller, fields_for, level, may_create
from records.fields import Custom, Field, Relation
from records.pages.form import RecordForm
from records.pages.links import names_for
from records.pages.widgets import BLANK
from records.query import By, Query, Show
from records.relations import Related, relation_of
from records.types import RecordType
from values.refusals import Refused, Stale

MOST = 100


class RowForm(RecordForm):
    """One row. key: its id, or `new` with a number. is_gone: whether it is to go. is_sent:
    whether the page that was sent had it. seen: the version that page showed."""

    key = ""
    is_gone = False
    is_sent = True
    seen = ""

    @property
    def path(self) -> str:
        """What the names of its inputs begin with."""
        return self.prefix or ""

    def take(self, data: Any) -> None:
        """As any form, but what the page did not have stays as it is."""
        self.is_sent = self.html_name("was") in data or not self.item.get("id")
        if self.is_sent:
            super().take(data)
            self.is_gone = bool(data.get(self.html_name("gone")))
            self.seen = data.get(self.html_name("version"), "")

    @property
    def is_overtaken(self) -> bool:
        """Whether what was done here is about a version that is no more."""
        is_touched = self.is_gone or bool(self.changed())
        return is_touched and bool(self.seen) and self.seen != str(self.item.get("version"))


class Parts:
    """The rows of one relation. forms: one for each row, and `blank` to copy new ones from; lost:
    those that were sent, and that somebody else has taken away."""

    def __init__(self, record_type: RecordType, caller: Caller, name: str, record_id: int | None):
        self.caller, self.name, self.record_id = caller, name, record_id
        relation: Related = relation_of(record_type, name)
        assert isinstance(relation.field, Relation)
        self.type, self.parent = relation.target, relation.field.name
        self.fields = self.columns()
        self.may_edit = level(caller, self.type, "edit") != "none"
        self.may_add = may_create(caller, self.type)
        self.items = self.stored(record_type) if record_id is not None else []
        self.names = names_for(self.fields.values(), self.items, caller)
        self.forms = [self.form(item, str(item["id"])) for item in self.items]
        self.lost: list[RowForm] = []
        self.refused: list[str] = []

    def columns(self) -> dict[str, Field]:
        """The fields of a row: those of the type's list, its required ones and custom ones."""
        known = fields_for(self.type, self.caller)
        wanted = self.type.columns or self.type.fields
        required = [name for name, one in known.items() if one.required]
        customs = [name for name, one in known.items() if isinstance(one, Custom)]
        names = dict.fromkeys([*wanted, *required, *customs])
        return {name: known[name] for name in names if name in known and name != self.parent}

    def stored(self, record_type: RecordType) -> list[dict[str, Any]]:
        """The rows as they stand."""
        known = fields_for(self.type, self.caller)
        order = (By("position"),) if "position" in known else (By("id"),)
        versions = ("version",) if "version" in known else ()
        show = Show(names=("id", *versions, *self.fields))
        query = Query(order=order, per_page=MOST, counting="none", show=show)
        assert self.record_id is not None
        return reading.related(record_type, self.caller, self.record_id, self.name, query).items

    def form(self, item: Mapping[str, Any], place: str) -> RowForm:
        """The inputs of one row."""
        writable = self.may_edit if item.get("id") else self.may_add
        prefix = f"{self.name}-{place}"
        row = RowForm(self.type, self.caller, self.fields, item, writable, prefix, self.names)
        row.key = place
        return row

    @property
    def label(self) -> str:
        """What the rows are called."""
        return self.type.label

    @property
    def blank(self) -> RowForm:
        """The inputs of a new row."""
        return self.form(self.defaults(), f"new{BLANK}")

    def defaults(self) -> dict[str, Any]:
        """What a new row begins with."""
        return {name: one.start for name, one in self.fields.items()}

    def take(self, data: Any) -> None:
        """Take what was sent for the rows, the new ones and those that are no more too."""
        found = re.compile(rf"{re.escape(self.name)}-(?:(new\d{{1,5}})-|(\d{{1,18}})-was$)")
        matches = [match for key in data if (match := found.match(key))]
        sent = dict.fromkeys(match[1] or match[2] for match in matches)
        known = {one.key for one in self.forms}
        for place in [one for one in sent if one not in known]:
            holder = self.forms if place.startswith("new") else self.lost
            holder.append(self.form(self.defaults() if holder is self.forms else {}, place))
        for one in [*self.forms, *self.lost]:
            one.take(data)

    def add_row(self) -> RowForm:
        """One more row, with its defaults."""
        number = sum(one.key.startswith("new") for one in self.forms)
        self.forms.append(self.form(self.defaults(), f"new{number}"))
        return self.forms[-1]

    def check_versions(self) -> None:
        """Notice rows that somebody else changed or took away meanwhile. Raises Stale."""
        lost = any(one.changed() and not one.is_gone for one in self.lost)
        if lost or any(one.is_overtaken for one in self.forms):
            raise Stale(0)  # of the record itself it may be the newest

    def save(self, parent_id: int) -> bool:
        """Write what changed, all rows at once; whether anything was. Raises bulk.BulkRefused."""
        rows: dict[str, list[tuple[RowForm, Any]]] = {"create": [], "update": [], "delete": []}
        for one in self.forms:
            op, row = self.act(one, parent_id)
            if op:
                rows[op].append((one, row))
        request = {op: [row for _, row in found] for op, found in rows.items() if found}
        if not request:
            return False
        try:
            bulk.run(self.type, self.caller, request)
        except bulk.BulkRefused as refused:
            for result in refused.results:
                self.explain(rows[result["op"]][result["index"]][0], result["error"])
            raise
        return True

    def act(self, one: RowForm, parent_id: int) -> tuple[str, Any]:
        """What is to be done about a row: an operation of `bulk` with its row, or nothing."""
        row_id = one.item.get("id")
        if one.is_gone:
            return ("delete", row_id) if row_id else ("", None)
        try:
            body = one.body()
        except Refused as refused:
            one.refuse(refused.fields)
            raise
        if row_id:
            return ("update", {"id": row_id, **body}) if body else ("", None)
        if not body:
            return "", None
        kept = {name: value for name, value in self.defaults().items() if value is not None}
        sent = {name: value for name, value in kept.items() if name in one.fields}
        return "create", {**sent, **body, self.parent: parent_id}

    def explain(self, one: RowForm, problem: Any) -> None:
        """Put what is refused of a row at its inputs, the rest above the rows."""
        rest = one.refuse(problem.fields)
        if not problem.fields:
            rest.append(problem.message)
        self.refused += [text for text in rest if text not in self.refused]

    @property
    def first_error(self) -> str:
        """The id of the first input that is refused."""
        return next((one.first_error for one in self.forms if one.first_error), "")


def parts_of(record_type: RecordType, caller: Caller, record_id: int | None) -> list[Parts]:
    """The rows that a record's page holds; a new record has those of its lines only."""
    wanted = record_type.inlines if record_id is not None else (record_type.lines,)
    known = [name for name in wanted if name and name in record_type.inlines]
    targets = {name: relation_of(record_type, name).target for name in known}
    return [
        Parts(record_type, caller, name, record_id)
        for name, target in targets.items()
        if level(caller, target, "read") != "none"
    ]
