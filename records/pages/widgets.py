"""The form's own inputs: records found by typing, and rows that are added and taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from records.pages.spelling import Spelling

BLANK = "__n__"  # stands for a row's number in the row that new ones are copied from


class Pick(forms.Widget):
    """One or several of very many, found by typing; holds ids (or an option's value).

    url: what answers with suggestions. named: what the chosen ones are called. creates: whether a
    name that nobody has yet may be given, as "+name". within: inputs of the same form whose ids
    narrow the suggestions.
    """

    template_name = "records/widgets/pick.html"

    def __init__(
        self,
        url: str,
        named: Callable[[str], str],
        many: bool = False,
        creates: bool = False,
        link: Callable[[str], str] | None = None,
    ):
        super().__init__()
        self.url, self.named, self.many, self.creates = url, named, many, creates
        self.link = link
        self.within: tuple[str, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if self.many:
            found = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
            return [one for one in found if one]
        return data.get(name) or ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        held = value if isinstance(value, list) else [value] if value else []
        context["chosen"] = [
            {
                "value": one,
                "label": self.named(one) if not one.startswith("+") else one[1:],
                "link": self.link(one) if self.link and one.isdigit() else "",
            }
            for one in held
        ]
        context |= {"url": self.url, "many": self.many, "creates": self.creates}
        context["within"] = " ".join(self.within)
        return context

    def format_value(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class RowColumn:
    """One column of a set's rows. only_one: at most one row has it, such as the primary one."""

    name: str
    label: str
    spelling: Spelling
    only_one: bool = False


class RowSet(forms.Widget):
    """The entries of a set, a row each; holds a list of what each row's widgets hold."""

    template_name = "records/widgets/rows.html"

    def __init__(self, columns: Sequence[RowColumn], word: str):
        super().__init__()
        self.columns, self.word = tuple(columns), word

    def id_for_label(self, id_: str) -> str:
        return ""

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]
        """Its inputs are labelled one by one."""
        return True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        found = re.compile(rf"{re.escape(name)}-(\d{{1,6}})-")
        places = {int(match[1]) for key in data if (match := found.match(key))}
        rows = [self.row(data, files, name, place) for place in sorted(places)]
        return [row for row in rows if row[self.columns[0].name]]

    def row(self, data: Any, files: Any, name: str, place: int) -> dict[str, Any]:
        """What one row's widgets hold."""
        return {
            one.name: data.get(f"{name}-{one.name}") == str(place)
            if one.only_one
            else one.spelling.widget.value_from_datadict(data, files, f"{name}-{place}-{one.name}")
            for one in self.columns
        }

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = list(value or ())
        base = attrs.get("id", f"id_{name}")
        context["rows"] = [
            {"place": place, "cells": self.cells(name, base, place, row)}
            for place, row in enumerate(rows)
        ]
        context["blank"] = self.cells(name, base, BLANK, {})
        context |= {"columns": self.columns, "word": self.word, "next": len(rows)}
        return context

    def cells(
        self, name: str, base: str, place: int | str, row: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """The inputs of one row."""
        return [self.cell(one, name, base, place, row) for one in self.columns]

    def cell(
        self, column: RowColumn, name: str, base: str, place: int | str, row: Mapping[str, Any]
    ) -> dict[str, Any]:
        """One input, labelled by its column."""
        ident = f"{base}-{place}-{column.name}"
        held = row.get(column.name)
        if column.only_one:
            shown = {"radio": f"{name}-{column.name}", "value": place, "checked": held is True}
        else:
            widget = column.spelling.widget
            attributes = {"id": ident, "aria-label": column.label}
            filled = held if held is not None else column.spelling.show(None)
            shown = {"html": widget.render(f"{name}-{place}-{column.name}", filled, attributes)}
            shown["is_check"] = isinstance(widget, forms.CheckboxInput)
        return {"label": column.label, "name": column.name, "id": ident, **shown}


def ticked() -> Spelling:
    """A box that is ticked or not."""
    return Spelling(forms.CheckboxInput(), bool, bool)
