"""A role's inputs: its grants as a table of choices, and for each record type fields to pick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from records.granting import field_label, field_labels, fielded_types, granted_types, type_label
from records.pages.asking import caller_from
from records.pages.spelling import Spelling
from records.pages.widgets import Pick
from users.grants import ACTIONS, LEVELS
from values.text import fold

COLUMNS = ("create", *ACTIONS)
OPTIONS: dict[str, tuple[str, ...]] = {"create": ("no", "yes")} | {one: LEVELS for one in ACTIONS}
TRUTHS = {"yes": True, "no": False}
MOST = 12


def labelled(known: Mapping[str, str], held: Iterable[str]) -> dict[str, str]:
    """The record types of a table: those there are, then those that a role named before."""
    return {**known, **{one: type_label(one) for one in held if one not in known}}


class GrantTable(forms.Widget):
    """A row for each record type, a choice for each thing one may do.

    Holds {record type: {what: choice}}, without what is not chosen.
    """

    template_name = "records/widgets/grants.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, dict[str, str]]:
        part = re.compile(rf"{re.escape(name)}-(.{{1,100}})-({'|'.join(COLUMNS)})")
        rows: dict[str, dict[str, str]] = {}
        for key, text in data.items():
            if text and (found := part.fullmatch(key)):
                rows.setdefault(found[1], {})[found[2]] = text
        return rows

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        held = value or {}
        labels = labelled(granted_types(), held)
        context["columns"] = [one.capitalize() for one in COLUMNS]
        context["rows"] = [
            (label, [cell(name, one, label, column, held.get(one, {})) for column in COLUMNS])
            for one, label in labels.items()
        ]
        return context

    def format_value(self, value: Any) -> Any:
        return value


def cell(
    name: str, record_type: str, label: str, column: str, row: Mapping[str, str]
) -> dict[str, Any]:
    """One choice of the table."""
    options = [(one, one.capitalize(), one == row.get(column)) for one in OPTIONS[column]]
    return {
        "name": f"{name}-{record_type}-{column}",
        "label": f"{label}: {column}",
        "column": column.capitalize(),
        "options": options,
    }


def show_grants(value: Any) -> dict[str, dict[str, str]]:
    """Stored grants as the table holds them; what is left out is denied."""
    return {
        row["record_type"]: {"create": "yes" if row.get("create") else "no"}
        | {action: row.get(action, "none") for action in ACTIONS}
        for row in value or ()
    }


def read_grants(raw: Any) -> list[dict[str, Any]]:
    """What the table holds as grants; in a row that says something, nothing chosen is denied."""
    return [
        {"record_type": name}
        | {"create": TRUTHS.get(row.get("create", "no"), row.get("create"))}
        | {action: row.get(action, "none") for action in ACTIONS}
        for name, row in raw.items()
    ]


class FieldTable(forms.Widget):
    """For each record type some of its fields, found by typing. Holds {record type: [field]}."""

    template_name = "records/widgets/fields.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, list[str]]:
        start = f"{name}-of-"
        keys = [key for key in data if key.startswith(start)]
        named = {key.removeprefix(start): picked(data, key) for key in keys}
        return {record_type: names for record_type, names in named.items() if names}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        held = value or {}
        rows = [
            (one in held, {"label": label, "html": self.pick(name, one, label, held.get(one, []))})
            for one, label in labelled(fielded_types(), held).items()
        ]
        context["filled"] = [row for is_filled, row in rows if is_filled]
        context["empty"] = [row for is_filled, row in rows if not is_filled]
        return context

    def pick(self, name: str, record_type: str, label: str, held: list[str]) -> str:
        """The input for the fields of one type."""
        url = reverse("admin:suggest_field", args=[record_type])
        widget = Pick(url, lambda one: field_label(record_type, one), many=True)
        attributes = {"id": f"id_{name}-{record_type}", "aria-label": f"Fields of {label.lower()}"}
        return str(widget.render(f"{name}-of-{record_type}", held, attributes))

    def format_value(self, value: Any) -> Any:
        return value


def picked(data: Any, key: str) -> list[str]:
    """The names sent for one record type."""
    found = data.getlist(key) if hasattr(data, "getlist") else data[key]
    return [one for one in found if one]


def show_fields(value: Any) -> dict[str, list[str]]:
    """Stored names as the table holds them."""
    return {record_type: list(names) for record_type, names in (value or {}).items() if names}


def suggest_field(request: HttpRequest, name: str) -> HttpResponse:
    """{"results": [{"id", "text", "note"}]}: fields of a type that may be kept from somebody, for
    administrators; 404 for others."""
    if not caller_from(request).is_administrator:
        return JsonResponse({"results": []}, status=404)
    wanted = fold(request.GET.get("term", "")[:200].strip())
    found = [
        {"id": one, "text": label, "note": one}
        for one, label in field_labels(name).items()
        if wanted in fold(label) or wanted in one
    ]
    return JsonResponse({"results": found[:MOST]})


GRANTS = Spelling(GrantTable(), show_grants, read_grants)
FIELDS = Spelling(FieldTable(), show_fields, dict)
